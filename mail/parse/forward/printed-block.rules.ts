import { bareLine } from '../reply/bare-line.rules.ts';
import type { LabelKind } from '../reply/lexicon.rules.ts';
import { forwardLexicon } from './forward-lexicon.rules.ts';
import { type ForwardLine, isEmptyLine } from './forward-lines.rules.ts';
import { otherLabels } from './forward-words.rules.ts';

/** The headers a program printed above a forwarded mail, and the line behind them. */
export type PrintedBlock = { values: ReadonlyMap<LabelKind, string>; depth: number; end: number };

const longestLabel = 40;
const mostRows = 40;
const longestValue = 20_000;

/** Reads printed headers that begin at line `at`; null when there are none: a sender and one more header at least. */
export function readPrintedBlock(lines: readonly ForwardLine[], at: number): PrintedBlock | null {
  const depth = lines[at]?.depth ?? 0;
  const values = new Map<LabelKind, string>();
  let last: LabelKind | null = null;
  let end = at;
  for (let row = at; row < Math.min(lines.length, at + mostRows); row++) {
    const line = lines[row];
    if (line === undefined || line.depth !== depth) break;
    if (isEmptyLine(line)) {
      if (values.size === 0 || !goesOnAfter(lines, row, values, depth)) break;
      continue;
    }
    const label = labelOf(line.text);
    if (label === null && !(last !== null && isContinued(last, values.get(last) ?? '', line.text))) break;
    if (label !== null && label.kind !== 'other' && values.has(label.kind)) break;
    if (label === null && last !== null) values.set(last, `${values.get(last) ?? ''} ${line.text.trim()}`.trim().slice(0, longestValue));
    else if (label !== null && label.kind !== 'other') values.set(label.kind, label.value.slice(0, longestValue));
    last = label === null ? last : label.kind === 'other' ? null : label.kind;
    end = row + 1;
  }
  return values.has('from') && values.size >= 2 ? { values, depth, end } : null;
}

/** Converters of HTML leave blank lines between the rows of a printed header: it goes on when the next words are a header not yet seen. */
function goesOnAfter(lines: readonly ForwardLine[], row: number, values: ReadonlyMap<LabelKind, string>, depth: number): boolean {
  let next = row;
  while (next < row + 3 && isEmptyLine(lines[next])) next += 1;
  const line = lines[next];
  if (line === undefined || line.depth !== depth) return false;
  const label = labelOf(line.text);
  return label !== null && label.kind !== 'other' && !values.has(label.kind);
}

/** Long lists of people are wrapped, and some programs put every value on a line of its own. */
function isContinued(last: LabelKind, value: string, line: string): boolean {
  if (value === '') return true;
  if (last === 'to' || last === 'cc' || last === 'from')
    return /[,;]\s{0,5}$/.test(value) || /^\s{0,8}<[^<>\s]{3,300}>/.test(line.slice(0, 400));
  return /^[ \t]{2,}\S/.test(line) && last === 'subject' && value.length > 50;
}

type Label = { kind: LabelKind | 'other'; value: string };

/** The header label a line begins with, also in bold or bulleted, with its value. */
export function labelOf(line: string): Label | null {
  const start = line.slice(0, longestLabel + 20);
  const colon = start.search(/[:：]/);
  if (colon <= 0 || colon > longestLabel) return null;
  const kind = kindOfLabel(start.slice(0, colon));
  if (kind === null) return null;
  const value = line.slice(colon + 1, colon + 1 + longestValue).replace(/^[*_\s\u00a0]+|[\s\u00a0]+$/g, '');
  return { kind, value: value === '*' ? '' : value };
}

function kindOfLabel(written: string): LabelKind | 'other' | null {
  const word = bareLine(written)
    .replace(/^[*_|•\-\s"]{1,10}/, '')
    .replace(/[*_\s]{1,10}$/, '');
  if (otherLabels.includes(word)) return 'other';
  const known = forwardLexicon.labels.get(word);
  if (known !== undefined) return known;
  return (
    word
      .split(/\s?\/\s?/)
      .map((part) => forwardLexicon.labels.get(part))
      .find((kind) => kind !== undefined) ?? null
  );
}

const words = [...forwardLexicon.labels.keys()]
  .filter((word) => word.length > 1 && !otherLabels.includes(word))
  .sort((a, b) => b.length - a.length)
  .map((word) => (word[0] ?? '').toUpperCase() + word.slice(1))
  .flatMap((word) => (word.length <= 3 ? [word, word.toUpperCase()] : [word]))
  .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
const letters = [...forwardLexicon.labels.keys()].filter((word) => word.length === 1).map((word) => word.toUpperCase());
const inner = new RegExp(
  `(?:(?<=[\\s>\\]\\d\\p{L}])|^)(${words.join('|')})\\s?[:：]|(?<=>)(${words.join('|')})\\s|(?<=>)(${letters.join('|')})\\s?[:：]`,
  'gu',
);

/** Reads headers that a program printed without line breaks ("From: Ann <…>To: Bob <…>Sent: …"). */
export function readRunTogether(text: string, depth: number, end: number): PrintedBlock | null {
  const values = new Map<LabelKind, string>();
  const starts: { kind: LabelKind; at: number; end: number }[] = [];
  for (const match of text.slice(0, longestValue).matchAll(inner)) {
    const kind = kindOfLabel(match[1] ?? match[2] ?? match[3] ?? '');
    // The subject may begin with a label's word ("Subject: Re: …").
    if (kind === null || kind === 'other' || starts.some((one) => one.kind === kind)) continue;
    starts.push({ kind, at: match.index, end: match.index + match[0].length });
  }
  for (const [index, { kind, end: from }] of starts.entries())
    values.set(kind, text.slice(from, starts[index + 1]?.at ?? longestValue).trim());
  return values.has('from') && values.size >= 2 ? { values, depth, end } : null;
}
