import type { Flag } from '../../domain/ai-runs/ai-runs.types.ts';
import { isBareHost } from './links.rules.ts';

type FlagRule = { kind: Flag['kind']; pattern: RegExp; normal: (hit: string) => string };

const digits = (hit: string) => hit.replace(/\D/g, '');
const letters = (hit: string) => hit.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** `1.234,50`, `1 234.50`, `1’234.50` and `1,234.5` are one amount. */
function amount(hit: string): string {
  const figure = hit.replace(/[^\d.,]/g, '').replace(/[.,]+$/, '');
  const cents = /[.,](\d{1,2})$/.exec(figure);
  const whole = digits(cents === null ? figure : figure.slice(0, -cents[0].length));
  const rest = (cents?.[1] ?? '').padEnd(2, '0');
  return `${Number(whole || '0')}.${rest}${/%|percent|prozent/i.test(hit) ? '%' : ''}`;
}

const host = String.raw`(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})(?:\.|\[\.\])){1,8}(?:xn--[a-z0-9-]{2,59}|[\p{L}]{2,24})`;
const money = String.raw`(?:[$€£¥₹]|(?:USD|EUR|GBP|CHF|JPY|INR|AUD|CAD|SEK|NOK|DKK|PLN|AED)\b|\b(?:euros?|dollars?|pounds?|francs?|Euro|euros?)\b)`;
const figure = String.raw`\d{1,3}(?:[.,'’ \u00A0\u202F]\d{3})+(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,2})?`;

/** In this order: a place that one rule has taken is no other's. */
const rules: readonly FlagRule[] = [
  { kind: 'address', pattern: new RegExp(String.raw`[\p{L}\p{N}._%+-]{1,64}@${host}`, 'giu'), normal: (hit) => hit.toLowerCase() },
  {
    kind: 'link',
    pattern: /(?:\b[a-z][a-z0-9+.-]{1,20}:)?\/\/[^\s<>()"']{2,2000}|\b(?:javascript|data|vbscript|mailto|tel|file):[^\s<>"']{2,2000}/giu,
    normal: link,
  },
  {
    kind: 'account',
    pattern: /\b(?:[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?|[A-Za-z]{2}\d{2}[A-Za-z0-9]{4}\d{6,22})\b/gu,
    normal: letters,
  },
  { kind: 'account', pattern: /(?<![\w-])\d{2}-\d{2}-\d{2}(?![\w-])/giu, normal: digits },
  {
    kind: 'amount',
    pattern: new RegExp(String.raw`${money}\s?(?:${figure})|(?:${figure})\s?(?:${money}|%|percent\b|prozent\b)`, 'giu'),
    normal: amount,
  },
  { kind: 'link', pattern: new RegExp(String.raw`(?<![@\p{L}\p{N}._-])${host}(?:[/:?#][^\s<>()"'\]]{0,2000})?`, 'giu'), normal: link },
  {
    kind: 'phone',
    pattern: /(?<![\w.,-])(?!\d\d?[./]\d\d?[./]\d{2,4}(?!\d))(?:\+|00|\(?0)\d[\d ()./\-\u00A0]{5,20}\d(?![\w])/gu,
    normal: phone,
  },
  { kind: 'account', pattern: /(?<![\w.,-])(?!(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d|-))\d(?:[ -]?\d){7,21}(?![\w])/gu, normal: digits },
];

function link(hit: string): string {
  return hit
    .toLowerCase()
    .replaceAll('[.]', '.')
    .replace(/^hxxp/, 'http')
    .replace(/[.,;:!?]+$/, '')
    .replace(/^(?:https?:)?\/\//, '')
    .replace(/\/$/, '');
}

/** The last nine digits: the same line is written with and without the country. */
function phone(hit: string): string {
  return digits(hit).slice(-9);
}

type Hit = Flag & { key: string };

function tidy(text: string, kind: Flag['kind']): string {
  return kind === 'link' || kind === 'address' ? text.replace(/[.,;:!?)\]]+$/, '') : text.trimEnd();
}

function hitsOf(text: string): Hit[] {
  const hits: Hit[] = [];
  for (const { kind, pattern, normal } of rules) {
    for (const match of text.matchAll(pattern)) {
      const found = tidy(match[0], kind);
      const from = match.index;
      const to = from + found.length;
      const bare = kind === 'link' && !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(found) && !found.includes('[.]');
      if (found === '' || (bare && !isBareHost(found)) || hits.some((other) => from < other.to && other.from < to)) continue;
      hits.push({ kind, from, to, text: found, key: `${kind}:${normal(found)}` });
    }
  }
  return hits.sort((one, other) => one.from - other.from);
}

/**
 * What a reviewer of `text` must look at: mail addresses, account numbers, amounts and percentages, links and phone numbers that stand in none of the trusted
 * texts, however they are written there (case, spaces, `+44` or `0`, `1.234,50` or `1,234.50`). In order, without overlaps; offsets in UTF-16 units into `text`.
 */
export function findFlags(text: string, trusted: readonly string[]): Flag[] {
  const known = new Set(trusted.flatMap((source) => hitsOf(source).map(({ key }) => key)));
  return hitsOf(text)
    .filter(({ key }) => !known.has(key))
    .map(({ kind, from, to, text: found }) => ({ kind, from, to, text: found }));
}
