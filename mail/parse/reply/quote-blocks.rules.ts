import { attributionEndingAt } from './attribution.rules.ts';
import { isBlank, isDrawn } from './bare-line.rules.ts';
import type { Lexicon } from './lexicon.rules.ts';
import type { ReplyLine } from './reply.types.ts';

/** A run of quoted lines with the attribution above it: lines `from` to before `to`, the quotation itself from `quoteFrom` on. */
export type QuoteBlock = { from: number; quoteFrom: number; to: number; isAttributed: boolean; isWeak: boolean };

/** All quotations of the lines before `end`. Blank lines inside one do not end it. */
export function quoteBlocks(lines: readonly ReplyLine[], end: number, words: Lexicon): QuoteBlock[] {
  const blocks: QuoteBlock[] = [];
  let at = 0;
  while (at < end) {
    if ((lines[at]?.depth ?? 0) === 0) {
      at += 1;
      continue;
    }
    const to = endOfQuote(lines, at, end);
    blocks.push(blockOf(lines, at, to, blocks.at(-1)?.to ?? 0, words));
    at = to;
  }
  return blocks;
}

function endOfQuote(lines: readonly ReplyLine[], from: number, end: number): number {
  let to = from;
  for (let at = from; at < end; at++) {
    const line = lines[at];
    if (line === undefined) break;
    if (line.depth > 0) to = at + 1;
    else if (!isBlank(line.text) || line.mark !== null) break;
  }
  return to;
}

function blockOf(lines: readonly ReplyLine[], quoteFrom: number, to: number, lowest: number, words: Lexicon): QuoteBlock {
  const isWeak = lines.slice(quoteFrom, Math.min(to, quoteFrom + 3)).find((line) => line.mark !== null)?.mark === 'weak';
  const from = headAbove(lines, quoteFrom, lowest, words);
  const isAttributed = from < quoteFrom || isIntroducedInside(lines, quoteFrom, to, words);
  return { from, quoteFrom, to, isAttributed, isWeak };
}

/** The first line of the attribution above a quotation; `quoteFrom` when there is none. */
function headAbove(lines: readonly ReplyLine[], quoteFrom: number, lowest: number, words: Lexicon): number {
  let last = quoteFrom - 1;
  while (last >= lowest && last >= quoteFrom - 3 && isBlank(lines[last]?.text ?? '')) last -= 1;
  if (last < lowest) return quoteFrom;
  let from = last + 1;
  while (from - 1 >= lowest && lines[from - 1]?.mark === 'attribution') from -= 1;
  if (from <= last) return from;
  const found = attributionEndingAt(lines, last, words);
  return found === null || found.at < lowest ? quoteFrom : found.at;
}

/** Some programs quote the attribution too. */
function isIntroducedInside(lines: readonly ReplyLine[], from: number, to: number, words: Lexicon): boolean {
  for (let at = from; at < Math.min(to, from + 6); at++) {
    const line = lines[at];
    if (line === undefined || isBlank(line.text.replace(/^[>\s]{1,20}/, ''))) continue;
    if (line.mark === 'attribution' || attributionEndingAt(lines, at, words)?.strength === 'sure') return true;
  }
  return false;
}

/** Deals out quotations: the numbers of those to hide. `isFooter` says whether the lines from a number on are only a signature or a notice. */
export function blocksToHide(
  lines: readonly ReplyLine[],
  blocks: readonly QuoteBlock[],
  end: number,
  facts: { isHtml: boolean; isFooter: (from: number) => boolean },
): number[] {
  const gaps = [
    hasText(lines, 0, blocks[0]?.from ?? 0),
    ...blocks.map((block, index) => hasText(lines, block.to, blocks[index + 1]?.from ?? end)),
  ];
  const last = blocks.at(-1);
  if (last === undefined || !gaps.some(Boolean)) return [];
  const tailIsText = gaps.at(-1) === true && !facts.isFooter(last.to);
  if (gaps.slice(0, -1).every((gap) => !gap) && !tailIsText) return [];
  if (!tailIsText) return trailing(blocks, gaps);
  const between = gaps.slice(1, -1).some(Boolean);
  const isAnsweredBelow = !between && blocks.every((block) => block.isAttributed || gaps[0] === false);
  if (isAnsweredBelow) return blocks.map((_, index) => index);
  const isOneAboveFewWords = facts.isHtml && blocks.length === 1 && !last.isWeak && isShortTail(lines, last.to, end);
  return isOneAboveFewWords ? [0] : [];
}

/** The last quotation, and those directly above it that programs made too. One the sender made by hand stays. */
function trailing(blocks: readonly QuoteBlock[], gaps: readonly boolean[]): number[] {
  const hidden: number[] = [];
  let isMadeByProgram = false;
  for (let index = blocks.length - 1; index >= 0; index--) {
    const block = blocks[index];
    const isTouching = index === blocks.length - 1 || gaps[index + 1] === false;
    if (block === undefined || !isTouching || (block.isWeak && !block.isAttributed)) break;
    if (isMadeByProgram && !block.isAttributed) break;
    isMadeByProgram ||= block.isAttributed;
    hidden.push(index);
  }
  return hidden;
}

function hasText(lines: readonly ReplyLine[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const line = lines[at];
    if (line !== undefined && line.mark !== 'signature' && !isBlank(line.text) && !isDrawn(line.text)) return true;
  }
  return false;
}

function isShortTail(lines: readonly ReplyLine[], from: number, to: number): boolean {
  const tail = lines.slice(from, Math.min(to, from + 10)).filter((line) => !isBlank(line.text));
  const only = tail.length === 1 ? (tail[0]?.text.trim() ?? '') : '';
  return only !== '' && only.length < 40 && only.split(/\s+/).length <= 3 && !/[.!?。！？]$/.test(only);
}
