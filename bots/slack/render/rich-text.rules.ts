import type { Paragraph, Span } from '../../cards/card.types.ts';
import type { RichTextBlock, RichTextElement } from './blocks.types.ts';
import { limits } from './limits.rules.ts';
import { dateFormat, safeUrl, unixOf } from './mrkdwn.rules.ts';
import { cleanText, hasInk, onOneLine, safeEnd } from './plain-text.rules.ts';

/** A run of rich text elements; a quote has a border at its side. */
export type RichRun = { quote: boolean; elements: RichTextElement[] };

/** Spans as rich text, where text is never markup. `bold` makes everything bold. */
export function spansToRichText(paragraph: Paragraph, webUrl: string, bold = false): RichTextElement[] {
  return paragraph.flatMap((span) => spanElements(span, webUrl, bold));
}

function spanElements(span: Span, webUrl: string, bold: boolean): RichTextElement[] {
  const text = cleanText(span.text);
  const style = styleOf(span, bold);
  const at = unixOf(span.at);
  const fallback = onOneLine(span.text);
  if (at !== null && fallback.length <= longestFallback) {
    return [{ type: 'date', timestamp: at, format: dateFormat, fallback: hasInk(fallback) ? fallback : 'a time', ...boldOnly(style) }];
  }
  const url = safeUrl(span.href, webUrl);
  if (url !== null && hasInk(text)) {
    const end = text.length > linkText ? safeEnd(text, linkText) : text.length;
    return [{ type: 'link', url, text: text.slice(0, end), ...boldOnly(style) }, ...textElements(text.slice(end), style)];
  }
  return textElements(text, style);
}

const linkText = 1_000;
const longestFallback = 200;

type Style = { style?: { bold?: boolean; italic?: boolean; code?: boolean } };

function styleOf({ style }: Span, bold: boolean): Style {
  if (style === 'code') return { style: bold ? { code: true, bold: true } : { code: true } };
  if (style === 'bold' || bold) return { style: { bold: true } };
  return style === 'muted' ? { style: { italic: true } } : {};
}

const boldOnly = ({ style }: Style): Style => (style?.bold === true ? { style: { bold: true } } : {});

function textElements(text: string, style: Style): RichTextElement[] {
  return text === '' ? [] : [{ type: 'text', text, ...style }];
}

/** Paragraphs one under another; those without ink are left out. */
export function paragraphsToRichText(paragraphs: Paragraph[], webUrl: string): RichTextElement[] {
  return paragraphs
    .map((paragraph) => spansToRichText(paragraph, webUrl))
    .filter((elements) => elements.some((element) => hasInk(elementText(element))))
    .flatMap((elements, index) => (index === 0 ? elements : [lineEnd, ...elements]));
}

export const lineEnd: RichTextElement = { type: 'text', text: '\n' };

/** What an element says. */
export function elementText(element: RichTextElement): string {
  if (element.type === 'text') return element.text;
  if (element.type === 'link') return element.text ?? element.url;
  return element.type === 'date' ? (element.fallback ?? '') : '';
}

/** The runs in as many blocks as they need, none over 3,000 characters, cut at line ends or blanks where there are any. Runs without ink are left out. */
export function richTextBlocks(runs: RichRun[]): RichTextBlock[] {
  const blocks: RichTextBlock[] = [];
  let [room, places] = [0, 0];
  const open = (): void => {
    blocks.push({ type: 'rich_text', elements: [] });
    [room, places] = [limits.richText, limits.richTextElements];
  };
  for (const run of runs.filter(({ elements }) => elements.some((element) => hasInk(elementText(element))))) {
    if (room < leastRoom || places < 1) open();
    let target = section(blocks, run.quote);
    for (const element of run.elements.flatMap((one) => cutElement(one))) {
      const size = elementText(element).length;
      if (size > room || places < 1) {
        open();
        target = section(blocks, run.quote);
      }
      target.push(element);
      [room, places] = [room - size, places - 1];
    }
  }
  return blocks.map(dropBlank).filter((block) => block.elements.length > 0);
}

const leastRoom = 200;
/** Longest single text element: small enough that blocks fill well. */
const longestElement = 1_000;

function section(blocks: RichTextBlock[], quote: boolean): RichTextElement[] {
  const elements: RichTextElement[] = [];
  blocks.at(-1)?.elements.push(quote ? { type: 'rich_text_quote', elements } : { type: 'rich_text_section', elements });
  return elements;
}

function dropBlank(block: RichTextBlock): RichTextBlock {
  return { ...block, elements: block.elements.filter(hasInkInside) };
}

function hasInkInside(part: RichTextBlock['elements'][number]): boolean {
  return (part.elements as RichTextElement[]).some((element) => hasInk(elementText(element)));
}

function cutElement(element: RichTextElement): RichTextElement[] {
  if (element.type !== 'text') return [element];
  const parts: RichTextElement[] = [];
  for (let rest = element.text; rest !== ''; ) {
    const end = rest.length <= longestElement ? rest.length : goodEnd(rest);
    parts.push({ ...element, text: rest.slice(0, end) });
    rest = rest.slice(end);
  }
  return parts;
}

/** Behind the last line end or blank of what fits, if it does not lie too far back. */
function goodEnd(text: string): number {
  const start = text.slice(0, longestElement);
  const blank = Math.max(start.lastIndexOf('\n'), start.lastIndexOf(' ')) + 1;
  return blank > longestElement / 2 ? blank : safeEnd(text, longestElement);
}
