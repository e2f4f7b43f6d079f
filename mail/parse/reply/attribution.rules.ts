import { bareLine, isBlank, lookAt } from './bare-line.rules.ts';
import type { Lexicon } from './lexicon.rules.ts';
import type { ReplyLine } from './reply.types.ts';

const mostLines = 5;
const longest = 420;

/** How sure a line above a quote is: `sure` also hides an unmarked text below it, `quoted` only what is marked as a quotation. */
export type AttributionStrength = 'sure' | 'quoted' | null;

const address = /[^\s<>()[\]"',;:]{1,80}@[^\s<>()[\]"',;:]{2,120}/;
const addressAtEnd = /[<([]?\s?(?:mailto:)?[^\s<>()[\]"',;]{1,80}@[^\s<>()[\]"',;]{2,120}\s?[>)\]"'*]*\s?(?:\s?\([^()]{0,60}\))?\s?[:：]$/;
const date = /(?<!\d)(?:19|20|25|14)\d{2}(?!\d)|\d{1,2}\s?[:.h]\s?\d{2}|\d{1,2}[./-]\d{1,2}|\d{1,2}\s?[月월]/;
const dateStart = /^["'(*_]?(?:\d|\p{L}{1,3}-\d|\p{L}{1,14}[.,'׳]{0,3},?\s(?:\p{L}{1,3}\s){0,2}(?:\p{L}{1,14}[.,]{0,2}\s)?\d)/u;
// Gmail of old: “2011/4/7 Ann <ann@example.org>”.
const datedAddress = /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s[^<>:]{1,80}<[^\s<>]{1,80}@[^\s<>]{2,120}>$/;
const nameStart = /^["'*]?[^\s:@][^:@]{0,80}?["']?\s?[<([]\s?(?:mailto:)?[^\s<>]{1,80}@/u;
const bareAddressStart = /^[<["']?[^\s<>()[\]"',;:]{1,80}@[^\s<>]{2,120}/;

/** Judges a joined line such as “On Tue, 5 Nov 2024 at 10:12, Ann <ann@…> wrote:”. */
export function attributionStrength(joined: string, words: Lexicon): AttributionStrength {
  if (joined.length > longest + 200) return null;
  const line = bareLine(joined)
    .replace(/^[-*_\s>]{1,20}/, '')
    .replace(/[-*_\s]{1,20}$/, '');
  if (line.length < 6 || line.length > longest) return null;
  const endsWithColon = /[:：]["'>]?$/.test(line);
  const endsWithVerb = words.wroteAtEnd.test(line);
  if (datedAddress.test(line)) return 'sure';
  if (!endsWithColon && !endsWithVerb) return null;
  const hasVerb = words.wrote.test(line);
  const hasAddress = address.test(line);
  const hasDate = date.test(line);
  const beginsWell = words.starts.test(line) || dateStart.test(line) || nameStart.test(line) || bareAddressStart.test(line);
  if (hasVerb && words.speaks.test(line)) return hasDate ? 'quoted' : null;
  if (hasDate && beginsWell && endsWithColon && (hasVerb || addressAtEnd.test(line))) return 'sure';
  if (hasDate && hasVerb && endsWithVerb && hasAddress && beginsWell) return 'sure';
  if (hasVerb && hasAddress && endsWithColon) return beginsWell ? 'sure' : 'quoted';
  if (hasAddress && endsWithColon && words.quoting.test(line)) return 'sure';
  if (hasDate && hasVerb && endsWithColon) return 'quoted';
  if (hasDate && hasAddress && endsWithColon && beginsWell) return 'quoted';
  return hasVerb && endsWithColon && endsWithVerb ? 'quoted' : null;
}

/** An attribution: its first line, how many lines it was broken into, and how sure it is. */
export type Attribution = { at: number; length: number; strength: 'sure' | 'quoted' };

/** The attribution whose last line is line `end`, looking upward over the lines a mail program broke it into; null when there is none. */
export function attributionEndingAt(lines: readonly ReplyLine[], end: number, words: Lexicon): Attribution | null {
  if (!mayEnd(lines[end]?.text ?? '', words)) return null;
  let best: Attribution | null = null;
  let joined = '';
  for (let length = 1; length <= mostLines && end - length + 1 >= 0; length++) {
    const at = end - length + 1;
    const line = lines[at];
    if (line === undefined || line.depth !== lines[end]?.depth || isBlank(line.text)) break;
    joined = joined === '' ? line.text.slice(0, lookAt) : `${line.text.slice(0, lookAt)} ${joined}`;
    const strength = attributionStrength(joined, words);
    if (strength === null || best?.strength === 'sure') continue;
    if (best === null || strength === 'sure') best = { at, length, strength };
  }
  return best === null ? null : withOpening(lines, best, words);
}

/** “Le lun. 15 nov. à 19:42, Ann <ann@…>” broken before the name: a line above that begins an attribution belongs to it. */
function withOpening(lines: readonly ReplyLine[], found: Attribution, words: Lexicon): Attribution {
  const above = lines[found.at - 1];
  if (above === undefined || above.depth !== lines[found.at]?.depth || isBlank(above.text) || above.text.length > 120) return found;
  const bare = bareLine(above.text);
  const own = bareLine(lines[found.at]?.text ?? '');
  const bringsDate = (dateStart.test(bare) || words.starts.test(bare)) && date.test(bare) && !date.test(own);
  const bringsName = nameStart.test(bare) && !address.test(own);
  if ((!bringsDate && !bringsName) || /[.!?:]$/.test(bare)) return found;
  return { at: found.at - 1, length: found.length + 1, strength: 'sure' };
}

const blank = /\s/;

function lastWordOf(text: string): string {
  let from = text.length;
  while (from > 0 && text.length - from < 30 && !blank.test(text[from - 1] ?? ' ')) from -= 1;
  return text.slice(from);
}

function mayEnd(text: string, words: Lexicon): boolean {
  if (text.length > longest + 200) return false;
  const tail = text.slice(-60).replace(/[-*_\s"'>)\u200b-\u200f\u202a-\u202e\u2066-\u2069]{1,20}$/u, '');
  const last = tail.charAt(tail.length - 1);
  if (last === ':' || last === '：') return true;
  if (last === '' || last === '.' || last === ',' || last === '?' || last === '!') return false;
  if (words.lastWords.has(lastWordOf(tail).toLowerCase())) return true;
  return tail.charCodeAt(tail.length - 1) > 0x2000
    ? words.wroteAtEnd.test(bareLine(text))
    : /^\s?\d{4}[-/.]/.test(text) && text.includes('@');
}
