import { isBlank } from './bare-line.rules.ts';
import { findHistory, mostLines } from './find-history.rules.ts';
import { findSignature } from './find-signature.rules.ts';
import { isOwnMarker } from './history-lines.rules.ts';
import type { Lexicon } from './lexicon.rules.ts';
import { blocksToHide, quoteBlocks } from './quote-blocks.rules.ts';
import type { LinePart, ReplyPage } from './reply.types.ts';

/**
 * Says of every line where it belongs. Our own marker ends the new text for sure; then printed headers, attributions and what HTML marks; then
 * quotations, of which those between answers stay; last the signature. When nothing but quotations or a signature would be left, all is text.
 */
export function dealOut(page: ReplyPage, words: Lexicon): LinePart[] {
  const { lines } = page;
  const marker = lines.findIndex((line) => isOwnMarker(line.text));
  const bound = marker < 0 ? lines.length : marker;
  const history = findHistory(lines, bound, words);
  const parts = lines.map((_, at): LinePart => (at < history.at ? 'text' : 'quoted'));
  const end = Math.min(history.at, history.contentFrom);
  hideQuotes(page, parts, end, words);
  hideIntroduction(page, parts, marker >= 0 ? bound : -1, words);
  hideSignature(page, parts, history.contentFrom < bound ? history.contentFrom : history.at, history.contentFrom < bound, words);
  return parts.some((part, at) => part === 'text' && hasLetters(lines[at]?.text ?? '')) ? parts : lines.map((): LinePart => 'text');
}

function hideQuotes(page: ReplyPage, parts: LinePart[], end: number, words: Lexicon): void {
  const blocks = quoteBlocks(page.lines, end, words);
  const isFooter = (from: number): boolean => {
    // The first words of a page never are a signature, so some stand before.
    const texts = ['x', '', ...page.lines.slice(from, Math.min(end, from + mostLines)).map((line) => line.text)];
    const first = texts.findIndex((text, at) => at > 1 && !isBlank(text));
    return first < 0 || findSignature({ texts, isHtml: page.isHtml, senderName: page.senderName }, words) <= first;
  };
  for (const index of blocksToHide(page.lines, blocks, end, { isHtml: page.isHtml, isFooter })) {
    const block = blocks[index];
    if (block === undefined) continue;
    parts.fill('quoted', block.from, block.to);
    const isLast = index === blocks.length - 1;
    if (isLast && isFooter(block.to)) parts.fill('signature', block.to, end);
  }
}

/** The “On … wrote:” line that stands above our own marker belongs to it. */
function hideIntroduction(page: ReplyPage, parts: LinePart[], marker: number, words: Lexicon): void {
  if (marker <= 0) return;
  // With a quotation in the marker's place the same rules find what introduces it.
  const lines = page.lines.slice(Math.max(0, marker - 12), marker);
  const block = quoteBlocks([...lines, { text: '', depth: 1, mark: null }], lines.length + 1, words).at(-1);
  if (block === undefined || block.quoteFrom !== lines.length) return;
  parts.fill('quoted', marker - lines.length + block.from, marker);
}

function hideSignature(page: ReplyPage, parts: LinePart[], end: number, isForward: boolean, words: Lexicon): void {
  for (let at = 0; at < end; at++)
    if (parts[at] === 'text' && page.lines[at]?.mark === 'signature' && page.lines[at]?.depth === 0) parts[at] = 'signature';
  if (isForward) return;
  const runs = visibleRuns(page, parts, end);
  for (const [index, run] of runs.entries()) {
    // Between quotations stand answers, and nobody signs each of them.
    if (index > 0 && index < runs.length - 1) continue;
    const texts = run.map((at) => page.lines[at]?.text ?? '');
    const from = findSignature({ texts, isHtml: page.isHtml, senderName: page.senderName }, words);
    for (const at of run.slice(from)) parts[at] = 'signature';
  }
}

/** The numbers of the visible lines, in runs that no quotation stands between. */
function visibleRuns(page: ReplyPage, parts: readonly LinePart[], end: number): number[][] {
  const runs: number[][] = [];
  let isOpen = false;
  for (let at = 0; at < end; at++) {
    const line = page.lines[at];
    if (line === undefined || parts[at] === 'signature') continue;
    if (line.depth > 0 || parts[at] !== 'text') {
      isOpen &&= isBlank(line.text);
      continue;
    }
    if (!isOpen && isBlank(line.text)) continue;
    if (isOpen) runs.at(-1)?.push(at);
    else runs.push([at]);
    isOpen = true;
  }
  return runs;
}

function hasLetters(text: string): boolean {
  return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text.slice(0, 2000));
}
