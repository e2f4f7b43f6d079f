import { bareLine, isBlank, isDrawn, isTitle } from './bare-line.rules.ts';
import type { LabelKind, Lexicon } from './lexicon.rules.ts';
import type { ReplyLine } from './reply.types.ts';

const mostLines = 14;
const longestLabel = 40;

/** True when the printed headers of an answered mail begin at line `at`. A drawn line above makes fewer of them enough, and unknown labels readable. */
export function opensPrintedHeaders(lines: readonly ReplyLine[], at: number, words: Lexicon): boolean {
  const first = labelOf(lines[at]?.text ?? '', words);
  if (first === null) return false;
  const isBelowRule = followsRule(lines, at);
  const kinds = new Set(kindsFrom(lines, at, words, isBelowRule));
  // “From: Berlin, To: Hamburg, Date: 5 May” is a journey.
  if (first.kind !== null && (kinds.has('subject') || speaksOfMail(lines, at))) {
    if (kinds.has('from') && kinds.size >= 3) return true;
    if (isBelowRule && kinds.has('from') && kinds.size >= 2) return true;
    if (isBelowRule && kinds.size >= 3) return true;
  }
  return (isBelowRule || namesSender(lines, at)) && looksLikeHeaders(lines, at);
}

function speaksOfMail(lines: readonly ReplyLine[], at: number): boolean {
  return lines.slice(at, at + mostLines).some(({ text }) => /@|\d{1,2}:\d{2}|\b(?:19|20)\d{2}\b/.test(text.slice(0, 300)));
}

function kindsFrom(lines: readonly ReplyLine[], at: number, words: Lexicon, isBelowRule: boolean): LabelKind[] {
  const kinds: LabelKind[] = [];
  let strangers = 0;
  for (let index = at; index < Math.min(lines.length, at + mostLines) && strangers < 3; index++) {
    const text = lines[index]?.text ?? '';
    if (isBlank(text)) continue;
    const label = labelOf(text, words);
    strangers = label?.kind == null ? strangers + 1 : 0;
    if (label?.kind != null) kinds.push(label.kind, ...kindsInside(text, words, isBelowRule));
  }
  return kinds;
}

/** Labels further inside a line: programs that forget line breaks print “From: … Date: …” in one. */
function kindsInside(text: string, words: Lexicon, isBelowRule: boolean): LabelKind[] {
  if (!isBelowRule || text.length > 400) return [];
  const inner = bareLine(text).match(/(?<=\s)\p{L}{2,20}(?=\s?:\s)/gu) ?? [];
  return inner.flatMap((word) => words.labels.get(word) ?? []);
}

type Label = { kind: LabelKind | null; word: string };

/** The label a line begins with, also in bold or with two languages in one (“Von/From:”). */
function labelOf(line: string, words: Lexicon): Label | null {
  if (!/[:：]/.test(line.slice(0, longestLabel + 20))) return null;
  const start = bareLine(line.slice(0, longestLabel + 20)).replace(/^[*_>|\s"]{1,10}/, '');
  const colon = start.search(/[:：]/);
  if (colon <= 0 || colon > longestLabel) return null;
  const word = start.slice(0, colon).replace(/[*_\s]{1,10}$/, '');
  const kind =
    words.labels.get(word) ??
    word
      .split(/\s?\/\s?/)
      .map((part) => words.labels.get(part))
      .find((found) => found !== undefined);
  return { kind: kind ?? null, word };
}

function followsRule(lines: readonly ReplyLine[], at: number): boolean {
  for (let index = at - 1; index >= 0 && index >= at - 4; index--) {
    const line = lines[index];
    if (line === undefined) return false;
    if (line.mark === 'rule' || line.mark === 'history' || isDrawn(line.text)) return true;
    if (!isBlank(line.text)) return false;
  }
  return lines[at]?.mark === 'history';
}

/** “Xxx: Ann <ann@…>” below a blank line or a title between dashes: forms that people fill in put no brackets round addresses. */
function namesSender(lines: readonly ReplyLine[], at: number): boolean {
  const value = (lines[at]?.text ?? '').slice(0, 300);
  const above = lines[at - 1]?.text ?? 'x';
  return (isBlank(above) || isTitle(above)) && /[:：].{0,120}(?:<|\[mailto:)[^\s<>]{1,80}@[^\s<>]{2,120}[>\]]\s*$/.test(value);
}

/** Three labelled lines in a row with an address and a date of which the words are unknown. */
function looksLikeHeaders(lines: readonly ReplyLine[], at: number): boolean {
  const rows: string[] = [];
  for (let index = at; index < Math.min(lines.length, at + mostLines) && rows.length < 6; index++) {
    const bare = bareLine((lines[index]?.text ?? '').slice(0, 300));
    if (!/^[*_]{0,2}[\p{L}\p{M} ./'-]{1,30}[*_]{0,2}\s?[:：]/u.test(bare)) break;
    rows.push(bare);
  }
  const hasAddress = rows.slice(0, 3).some((row) => row.includes('@'));
  const hasDate = rows.slice(0, 4).some((row) => /\d{1,2}[:.]\d{2}/.test(row) && /\d{1,2}.{0,12}\d/.test(row));
  return rows.length >= 3 && hasAddress && hasDate;
}
