import type { Paragraph, Span } from '../../cards/card.types.ts';
import { make } from './dom.ts';
import { timeElement } from './times.ts';

/** The runs of a paragraph as elements. Whatever the text looks like, it stays text. */
export function spanNodes(paragraph: Paragraph): Node[] {
  return paragraph.map(spanNode);
}

/** The paragraph's text without its styles. */
export function plainText(paragraph: Paragraph): string {
  return paragraph.map((span) => span.text).join('');
}

/** Only http(s) and paths of ours become links: a `javascript:` address must not, wherever it came from. */
export function isSafeLink(href: string): boolean {
  return /^https?:\/\//i.test(href) || /^\/(?![/\\])/.test(href);
}

function spanNode(span: Span): Node {
  const inner = span.at === undefined ? styled(span) : timeElement(span.at, span.text);
  if (span.href === undefined || !isSafeLink(span.href)) return inner;
  return make('a', { attrs: { href: span.href, target: '_blank', rel: 'noopener noreferrer' } }, inner);
}

function styled(span: Span): Node {
  if (span.style === 'bold') return make('strong', { text: span.text });
  if (span.style === 'code') return make('code', { text: span.text });
  if (span.style === 'muted') return make('span', { class: 'muted', text: span.text });
  // A customer's text may turn the direction of writing; it must not turn ours.
  return make('bdi', { text: span.text });
}
