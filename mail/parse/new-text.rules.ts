import { isMarkerLine } from '../templates/marker.rules.ts';
import {
  attributionStarts,
  forwardPrefixes,
  headerLabels,
  mobileSignatures,
  originalMessageWords,
  wroteWords,
} from './new-text-words.rules.ts';

/** A mail's text in three parts: what the sender wrote now, the history below or above it, and the signature. Nothing is lost but blank lines. */
export type SplitText = { text: string; quoted: string; signature: string };

// Rules look at the start of a line only, so that a mail of one endless line costs no more than any other.
const lookAt = 400;
const longestAttribution = 4;
const longestSignature = 30;
// Nobody answers below line 20,000; beyond it only `>` and our own marker are looked for.
const mostLines = 20_000;

/**
 * Splits the newly written text from obvious history: our own marker line, lines beginning with `>` at the end or above an answer, "On … wrote:"
 * lines, printed headers of the answered mail, and a signature below `-- ` (RFC 3676 4.3). Answers between quoted lines keep their quotes. A
 * forwarded mail's text is content and stays. When nothing would be left, everything is new text. Linear in the length of `text`.
 */
export function splitReply(text: string, subject: string): SplitText {
  const lines = text.split('\n');
  const marker = lines.findIndex(isMarkerLine);
  const bound = marker < 0 ? lines.length : marker;
  const { from, to } = isForward(subject) ? { from: 0, to: bound } : newRange(lines, bound);
  const end = trimEnd(lines, from, to, marker >= 0);
  const signatureAt = findSignature(lines, from, end);
  const written = lines.slice(from, signatureAt).join('\n').trim();
  if (written === '') return { text: text.trim(), quoted: '', signature: '' };
  return {
    text: written,
    quoted: [...lines.slice(0, from), ...lines.slice(end)].join('\n').trim(),
    signature: lines.slice(signatureAt, end).join('\n').trim(),
  };
}

type Range = { from: number; to: number };

function newRange(lines: readonly string[], bound: number): Range {
  for (let at = 0; at < Math.min(bound, mostLines); at++) {
    if (isOriginalMessageLine(lines[at] ?? '') || opensHeaderBlock(lines, at)) return belowOrAbove(lines, at, bound);
    const length = attributionAt(lines, at, bound);
    if (length === 0) continue;
    const quote = nextFilled(lines, at + length, bound);
    if (quote < bound && !isQuoted(lines[quote] ?? '')) return belowOrAbove(lines, at, bound);
    return aroundQuote(lines, at, quote, bound);
  }
  return isQuoted(lines[nextFilled(lines, 0, bound)] ?? '')
    ? aroundQuote(lines, 0, nextFilled(lines, 0, bound), bound)
    : { from: 0, to: bound };
}

/** History without `>`: all that follows is hidden, unless nothing stands above it. */
function belowOrAbove(lines: readonly string[], at: number, bound: number): Range {
  return nextFilled(lines, 0, at) === at ? { from: 0, to: bound } : { from: 0, to: at };
}

/** History with `>`: hidden when only history follows, or when the answer stands below one quote; answers in between keep everything. */
function aroundQuote(lines: readonly string[], at: number, quote: number, bound: number): Range {
  let below = quote;
  while (below < bound && (isQuoted(lines[below] ?? '') || (lines[below] ?? '').trim() === '')) below += 1;
  if (below >= bound) return { from: 0, to: at };
  const isAbove = nextFilled(lines, 0, at) < at;
  const quotesAgain = lines.slice(below, bound).some(isQuoted);
  return isAbove || quotesAgain ? { from: 0, to: bound } : { from: below, to: bound };
}

/** Drops blank and quoted lines from the end, and above our marker the "On … wrote:" line that belongs to it. */
function trimEnd(lines: readonly string[], from: number, to: number, isMarked: boolean): number {
  let end = to;
  while (end > from && isHollow(lines[end - 1] ?? '')) end -= 1;
  for (let length = 1; (isMarked || end < to) && length <= longestAttribution && end - length >= from; length++)
    if (attributionAt(lines, end - length, end) === length) return trimEnd(lines, from, end - length, false);
  return end;
}

function findSignature(lines: readonly string[], from: number, end: number): number {
  for (let at = end - 1; at > from && at >= end - longestSignature; at--) if (/^--\s*$/.test((lines[at] ?? '').slice(0, 20))) return at;
  const last = (lines[end - 1] ?? '').slice(0, lookAt).trim().toLowerCase();
  return end - 1 > from && last.length < 120 && mobileSignatures.some((words) => last.startsWith(words)) ? end - 1 : end;
}

/** How many lines from `at` on are one "On … wrote:" line that a mail program broke; 0 when none starts here. */
function attributionAt(lines: readonly string[], at: number, bound: number): number {
  const first = (lines[at] ?? '').slice(0, lookAt).trim();
  if (first === '' || isQuoted(first)) return 0;
  if (isAttribution(first)) return 1;
  if (!startsAttribution(first)) return 0;
  let joined = first;
  for (let length = 2; length <= longestAttribution && at + length <= bound; length++) {
    const line = (lines[at + length - 1] ?? '').slice(0, lookAt).trim();
    if (line === '' || isQuoted(line)) return 0;
    joined = `${joined} ${line}`;
    if (isAttribution(joined)) return length;
  }
  return 0;
}

const wrote = new RegExp(`(^|[\\s,)>])(${wroteWords.map(escaped).join('|')})([\\s,:(]|$)`, 'iu');
const hasDate = /\d{4}|\d{1,2}[:.h]\d{2}|\d{1,2}[./-]\d{1,2}/;

function isAttribution(line: string): boolean {
  if (!/[:：]\s*\**$/.test(line) || line.length > lookAt || !/\d/.test(line)) return false;
  if (/<[^<>@]{1,254}@[^<>]{1,254}>\s*:$/.test(line) && hasDate.test(line)) return true;
  return wrote.test(line) && hasDate.test(line);
}

const starts = new RegExp(`^(${attributionStarts.map(escaped).join('|')})[\\s.,]`, 'iu');

function startsAttribution(line: string): boolean {
  return (starts.test(line) || /^\d{1,4}[-./]/.test(line) || /@/.test(line)) && !/[.!?]$/.test(line);
}

const fromLabels = new Set(headerLabels.from);
const otherLabels = new Set(headerLabels.others);

/** A header line that starts a run with "From:" and at least two other header lines in six. */
function opensHeaderBlock(lines: readonly string[], at: number): boolean {
  const label = labelOf(lines[at] ?? '');
  if (!fromLabels.has(label) && !otherLabels.has(label)) return false;
  const run = lines.slice(at, at + 6).map(labelOf);
  const others = new Set(run.filter((word) => otherLabels.has(word) && !fromLabels.has(word)));
  return run.some((word) => fromLabels.has(word)) && others.size >= 2;
}

function labelOf(line: string): string {
  const start = line.slice(0, 60).replace(/^[\s*_]+/, '');
  const colon = start.search(/[:：]/);
  return colon <= 0
    ? ''
    : start
        .slice(0, colon)
        .replace(/[\s*_]+$/, '')
        .toLowerCase();
}

function isOriginalMessageLine(line: string): boolean {
  const found = /^\s{0,10}-{2,40}\s{0,5}([^-]{5,60}?)\s{0,5}-{2,40}\s{0,10}$/.exec(line.slice(0, 200));
  return found !== null && originalMessageWords.includes((found[1] ?? '').toLowerCase());
}

function isForward(subject: string): boolean {
  const prefix = /^\s{0,5}(?:(?:re|aw|antw|sv|odp)\s{0,3}:\s{0,5})?([\p{L}]{1,12})\s{0,3}:/iu
    .exec(subject.slice(0, 60))?.[1]
    ?.toLowerCase();
  return prefix !== undefined && forwardPrefixes.includes(prefix);
}

/** Blank, quoted, or a drawn rule between an answer and its history. */
function isHollow(line: string): boolean {
  return line.trim() === '' || isQuoted(line) || /^\s{0,10}([-_=*]{10,})\s*$/.test(line.slice(0, lookAt));
}

function isQuoted(line: string): boolean {
  return /^\s{0,3}>/.test(line);
}

function nextFilled(lines: readonly string[], from: number, bound: number): number {
  let at = from;
  while (at < bound && (lines[at] ?? '').trim() === '') at += 1;
  return at;
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
