import { htmlToText } from '../html-to-text.ts';
import { type HtmlToken, htmlTokens, quoteAttributes } from '../reply/html-tokens.rules.ts';
import { everyLanguage } from '../reply/lexicon.rules.ts';
import { splitHtmlReply } from '../reply/split-html-reply.rules.ts';
import type { HtmlJob, HtmlReading } from './html-job.types.ts';
import { lookedAt } from './safe-attributes.rules.ts';
import { sanitiseHtml } from './sanitise-html.rules.ts';

/** What both its readers look at: tags are read once. */
const allAttributes: ReadonlySet<string> = new Set([...quoteAttributes, ...lookedAt]);
/** Longest sanitised HTML that is kept, in UTF-16 units. */
const longestSafe = 2 * 1024 * 1024;

/** Reads HTML on this thread: its text, its newly written part and its sanitised form, as far as they are wanted. */
export async function readHtml({ html, limits, wantsText, reply, pictures }: HtmlJob): Promise<HtmlReading> {
  const reading: HtmlReading = { text: null, reply: null, safe: null, warnings: [] };
  if (wantsText) {
    const converted = await htmlToText(html, limits);
    reading.text = converted.text;
    if (converted.warning !== null) reading.warnings.push(converted.warning);
  }
  const tokens = reply !== null && pictures !== null ? [...htmlTokens(html, allAttributes)] : undefined;
  if (reply !== null) reading.reply = splitHtmlReply(html, reply, everyLanguage, tokens);
  if (pictures !== null) reading.safe = safeOf(html, limits.maxHtmlChars, { pictures, tokens }, reading.warnings);
  return reading;
}

type Source = { pictures: readonly string[]; tokens: HtmlToken[] | undefined };

function safeOf(html: string, mostChars: number, { pictures, tokens }: Source, warnings: string[]): string | null {
  const safe = html.length > mostChars ? null : sanitiseHtml(html, new Set(pictures), tokens).html;
  if (safe !== null && safe.length <= longestSafe) return safe;
  warnings.push(`HTML longer than ${safe === null ? mostChars : longestSafe} characters is not shown as sent`);
  return null;
}
