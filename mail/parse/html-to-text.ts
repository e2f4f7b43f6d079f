import { MailParser } from 'mailparser';
import { htmlExcess, stripTags } from './html-shape.rules.ts';

/** Bounds of one conversion: characters and tags of HTML, and levels of elements in elements. */
export type HtmlLimits = { maxHtmlChars: number; maxHtmlTags: number; maxHtmlDepth: number };

const conversionHeader = 'Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n';

/**
 * The text of HTML. Ordinary HTML goes through html-to-text, the converter mailparser brings along (quotes become `> ` lines); HTML over a
 * limit, on which such converters block for seconds (`mail.md` 4.1), is only stripped of its tags, and `warning` says so.
 */
export async function htmlToText(html: string, limits: HtmlLimits): Promise<{ text: string; warning: string | null }> {
  const excess = excessOf(html, limits);
  if (excess !== null)
    return { text: stripTags(html.slice(0, limits.maxHtmlChars)), warning: `HTML ${excess} was only stripped of its tags` };
  const converted = await convert(html);
  return converted === null
    ? { text: stripTags(html), warning: 'HTML that could not be converted was only stripped of its tags' }
    : { text: converted, warning: null };
}

function excessOf(html: string, limits: HtmlLimits): string | null {
  if (html.length > limits.maxHtmlChars) return `longer than ${limits.maxHtmlChars} characters was cut and`;
  const excess = htmlExcess(html, limits.maxHtmlTags, limits.maxHtmlDepth);
  if (excess === null) return null;
  return excess === 'depth' ? `nested deeper than ${limits.maxHtmlDepth} levels` : `of more than ${limits.maxHtmlTags} tags`;
}

async function convert(html: string): Promise<string | null> {
  const parser = new MailParser({ skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true, checksumAlgo: false });
  // Pictures would become lines of "[cid:…]" in the text.
  parser.end(Buffer.from(conversionHeader + html.replace(/<img\b[^<>]*>/gi, '')));
  for await (const item of parser) {
    if (item.type !== 'text') item.release?.();
    else return item.textConversionError === undefined ? (item.text ?? '') : null;
  }
  return null;
}
