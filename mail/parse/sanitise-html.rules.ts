import { type HtmlToken, htmlTokens } from './reply/html-tokens.rules.ts';

const kept = new Set(
  'a abbr b big blockquote br caption center code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i ins li mark ol p pre q s small span strike strong sub sup table tbody td tfoot th thead tr tt u ul'.split(
    ' ',
  ),
);
const voids = new Set(['br', 'hr', 'col']);
const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const deepest = 200;
const longestLink = 2000;

/**
 * HTML made anew from a mail's HTML: only elements for text, lists, tables and quotes, without any attribute but a checked link. Nothing of the
 * sender's own markup is copied, every text is escaped, and what is opened is closed: no script, style, form, frame, picture or remote content can
 * remain. Elements nested deeper than 200 are left out, their text stays. Linear in the length of `html`.
 */
export function sanitiseHtml(html: string): string {
  const out: string[] = [];
  const open: string[] = [];
  const counts = new Map<string, number>();
  for (const token of htmlTokens(html)) {
    if (token.type === 'text') out.push(escaped(token.text));
    else if (kept.has(token.name)) out.push(token.type === 'open' ? opened(token, open, counts) : closed(token.name, open, counts));
  }
  while (open.length > 0) out.push(`</${open.pop()}>`);
  return out.join('').trim();
}

type OpenToken = Extract<HtmlToken, { type: 'open' }>;

function opened({ name, attributes }: OpenToken, open: string[], counts: Map<string, number>): string {
  if (voids.has(name)) return `<${name}>`;
  if (open.length >= deepest) return '';
  open.push(name);
  counts.set(name, (counts.get(name) ?? 0) + 1);
  const link = name === 'a' ? safeLink(attributes.get('href') ?? '') : null;
  return link === null ? `<${name}>` : `<${name} href="${escaped(link)}" rel="noopener noreferrer nofollow">`;
}

/** Closes an element with all that is open inside it; one that is not open closes nothing. */
function closed(name: string, open: string[], counts: Map<string, number>): string {
  if ((counts.get(name) ?? 0) === 0) return '';
  const out: string[] = [];
  for (let last = open.pop(); last !== undefined; last = open.pop()) {
    counts.set(last, (counts.get(last) ?? 1) - 1);
    out.push(`</${last}>`);
    if (last === name) break;
  }
  return out.join('');
}

function safeLink(written: string): string | null {
  const plain = written.replace(/[\p{Cc}\p{Cf}\s]+/gu, '');
  if (plain === '' || plain.length > longestLink || !URL.canParse(plain)) return null;
  const url = new URL(plain);
  return schemes.has(url.protocol) && url.username === '' && url.password === '' ? url.href : null;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? '')
    .replaceAll('\0', '')
    .toWellFormed();
}
