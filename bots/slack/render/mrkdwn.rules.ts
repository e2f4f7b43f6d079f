import type { Paragraph, Span } from '../../cards/card.types.ts';
import { limits } from './limits.rules.ts';
import { cleanText, hasInk, onOneLine } from './plain-text.rules.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** The three signs that Slack parses, as entities (docs.slack.dev/messaging/formatting-message-text, "Escaping text"): no link, mention or call survives. */
export function escapeEntities(text: string): string {
  return cleanText(text).replace(/[&<>]/g, (sign) => entities[sign] ?? sign);
}

/**
 * Foreign text for a `mrkdwn` text object. Safe: `&`, `<` and `>` are entities, so nothing in it links, mentions or calls anybody. Inert: Slack knows no escape
 * for `*`, `_`, `~` and backticks, so a zero-width space stands before each. That is only for looks and changes what is copied, therefore our own renderers put
 * foreign text into rich text or plain text, where nothing is markup, and use this where Slack takes mrkdwn alone.
 */
export function escapeMrkdwn(text: string): string {
  return escapeEntities(text).replace(/[*_~`]/g, '\u200B$&');
}

/** Spans as mrkdwn, for a text object with `verbatim: true`. */
export function spansToMrkdwn(paragraph: Paragraph, webUrl: string): string {
  return paragraph.map((span) => spanToMrkdwn(span, webUrl)).join('');
}

function spanToMrkdwn(span: Span, webUrl: string): string {
  const text = escapeMrkdwn(span.text);
  const at = unixOf(span.at);
  if (at !== null) return `<!date^${at}^${dateFormat}|${dateFallback(span.text)}>`;
  const url = safeUrl(span.href, webUrl);
  if (url !== null)
    return `<${url.replaceAll('|', '%7C').replaceAll('>', '%3E')}|${text.replaceAll('|', '¦').replace(/\n/g, ' ') || escapeMrkdwn(url)}>`;
  if (!hasInk(text)) return text;
  if (span.style === 'bold') return marked(text, '*');
  if (span.style === 'muted') return marked(text, '_');
  return span.style === 'code' ? marked(text, '`') : text;
}

/** Markup holds on one line only and not next to a blank. */
function marked(text: string, mark: string): string {
  return text
    .split('\n')
    .map((line) => (hasInk(line) ? line.replace(/^(\s*)(.*?)(\s*)$/, `$1${mark}$2${mark}$3`) : line))
    .join('\n');
}

/** How an instant is written in the reader's own zone and language (formatting text, "Date formatting"). */
export const dateFormat = '{date_short_pretty} at {time}';

/** The same as words that move on: `in 2 hours`, `3 days ago`. */
export const relativeFormat = '{ago}';

/** Seconds since 1970, or null for what is no instant that Slack can show. */
export function unixOf(at: string | undefined): number | null {
  if (at === undefined) return null;
  const ms = Date.parse(at);
  return Number.isNaN(ms) || ms < 0 || ms > 253_402_300_799_000 ? null : Math.floor(ms / 1_000);
}

/** What stands where a date token is not understood; `|` and `>` would end the token. */
export function dateFallback(text: string): string {
  const line = escapeEntities(onOneLine(text)).replaceAll('|', '¦');
  return hasInk(line) ? line : 'a time';
}

/** A link of ours: http(s), or a path made absolute. Null for anything else, so that it is shown as text. */
export function safeUrl(href: string | undefined, webUrl: string): string | null {
  if (href === undefined) return null;
  const wanted = /^\/(?![/\\])/.test(href) ? `${webUrl}${href}` : href;
  if (!/^https?:\/\//i.test(wanted) || !URL.canParse(wanted)) return null;
  const url = new URL(wanted).href;
  return url.length > limits.buttonUrl ? null : url;
}

/** The text beside blocks, for notifications and screen readers: one line, escaped, at most 600 characters after escaping, never empty. */
export function slackText(text: string, max: number = limits.accessibleText): string {
  const line = onOneLine(text);
  if (!hasInk(line)) return 'Deskhand';
  let written = '';
  for (const sign of line) {
    const next = entities[sign] ?? sign;
    if (written.length + next.length > max - 1) return `${written.trimEnd()}…`;
    written += next;
  }
  return written;
}
