import { attributionEndingAt } from './attribution.rules.ts';
import { bareLine, isBlank, isDrawn, isTitle } from './bare-line.rules.ts';
import { isForwardedLine, isOriginalMessageLine } from './history-lines.rules.ts';
import type { Lexicon } from './lexicon.rules.ts';
import { opensPrintedHeaders } from './printed-headers.rules.ts';
import type { ReplyLine } from './reply.types.ts';
import { isMobileLine } from './signature-lines.rules.ts';

/** Nobody answers below so many lines; beyond them only `>` and our own marker are looked for. */
export const mostLines = 20_000;

/**
 * Where history begins that no `>` marks: from there on all is hidden. `end` is the number of lines when there is none. `contentFrom` is the line
 * of a forwarded mail, which is content and from which on nothing is hidden.
 */
export type HistoryStart = { at: number; contentFrom: number };

/** Finds the first line of unmarked history above line `bound`. */
export function findHistory(lines: readonly ReplyLine[], bound: number, words: Lexicon): HistoryStart {
  let hasText = false;
  const lastQuoted = lines.findLastIndex((line, at) => at < bound && line.depth > 0);
  const most = Math.min(bound, mostLines);
  for (let at = 0; at < most; at++) {
    const line = lines[at];
    if (line === undefined) break;
    if (line.depth > 0) {
      if (opensQuotedForward(lines, at, words)) return { at: bound, contentFrom: at };
      continue;
    }
    if (line.mark === 'forward' || isForwardedLine(line.text, words)) return { at: bound, contentFrom: at };
    if (isBlank(line.text) && line.mark !== 'history') continue;
    const begins = hasText ? beginsHistory(lines, at, bound, words, at > lastQuoted) : null;
    if (begins !== null) return { at: withRuleAbove(lines, begins, words), contentFrom: bound };
    if (!hasText) hasText = line.mark !== 'attribution' && !isDrawn(line.text) && !isHead(lines, at, bound, words);
  }
  return { at: bound, contentFrom: bound };
}

/** Apple Mail quotes a forwarded mail with its heading; below an attribution it is history like the rest. */
function opensQuotedForward(lines: readonly ReplyLine[], at: number, words: Lexicon): boolean {
  let above = at - 1;
  while (above >= 0 && above >= at - 3 && isBlank(lines[above]?.text ?? '')) above -= 1;
  const before = lines[above];
  if (before !== undefined && (before.depth > 0 || before.mark === 'attribution')) return false;
  return isForwardedLine((lines[at]?.text ?? '').replace(/^[\s>]{1,20}/, ''), words) && attributionEndingAt(lines, above, words) === null;
}

/** The line at which history begins when line `at` shows it: that line, or for an attribution over several lines its first one. */
function beginsHistory(lines: readonly ReplyLine[], at: number, bound: number, words: Lexicon, isUnquotedBelow: boolean): number | null {
  const line = lines[at];
  if (line === undefined) return null;
  if (line.mark === 'history' || isOriginalMessageLine(line.text, words) || opensPrintedHeaders(lines, at, words)) return at;
  if (line.mark === 'attribution') return isFollowedByQuote(lines, afterMarked(lines, at), bound) ? null : at;
  const attribution = attributionEndingAt(lines, at, words);
  if (attribution?.strength === 'sure') return isFollowedByQuote(lines, at + 1, bound) ? null : attribution.at;
  // Programs that mark no quotation put the old mail below the line of a mobile program.
  return isUnquotedBelow && standsAlone(lines, at, bound) && isMobileLine(line.text, words, 'alone')
    ? nextFilled(lines, at + 1, bound)
    : null;
}

/** Above any text an attribution or printed headers are not text either: an answer may follow below the quote. */
function isHead(lines: readonly ReplyLine[], at: number, bound: number, words: Lexicon): boolean {
  for (let end = at; end < Math.min(bound, at + 5); end++) {
    if (isBlank(lines[end]?.text ?? '')) return false;
    const found = attributionEndingAt(lines, end, words);
    if (found !== null && found.at <= at) return isFollowedByQuote(lines, end + 1, bound);
  }
  return false;
}

/** A drawn line above history belongs to it, and so does “Original Message” without its dashes. */
function withRuleAbove(lines: readonly ReplyLine[], at: number, words: Lexicon): number {
  let from = at;
  for (let index = at - 1; index >= 0 && index >= at - 4; index--) {
    const line = lines[index];
    if (line === undefined || line.depth > 0) break;
    if (
      line.mark === 'rule' ||
      isDrawn(line.text) ||
      isTitle(line.text) ||
      (line.text.length < 60 && words.original.has(bareLine(line.text)))
    )
      from = index;
    else if (!isBlank(line.text)) break;
  }
  return from;
}

function afterMarked(lines: readonly ReplyLine[], at: number): number {
  let end = at;
  while (lines[end]?.mark === 'attribution') end += 1;
  return end;
}

/** True when the next filled line is a quotation. */
export function isFollowedByQuote(lines: readonly ReplyLine[], from: number, bound: number): boolean {
  const next = nextFilled(lines, from, bound);
  return next < bound && (lines[next]?.depth ?? 0) > 0;
}

function standsAlone(lines: readonly ReplyLine[], at: number, bound: number): boolean {
  return (
    at > 0 &&
    at + 1 < bound &&
    isBlank(lines[at - 1]?.text ?? '') &&
    isBlank(lines[at + 1]?.text ?? '') &&
    nextFilled(lines, at + 1, bound) < bound
  );
}

function nextFilled(lines: readonly ReplyLine[], from: number, bound: number): number {
  let at = from;
  while (at < bound && isBlank(lines[at]?.text ?? '')) at += 1;
  return at;
}
