import { distance } from '../nearest.rules.ts';
import { fold, type Token, tokens } from './fold.rules.ts';
import { corrected, longestPhrase, meaningOf } from './lexicon.rules.ts';
import { afterArticle, longestName, nameIndex, nearName, partOfName, titledAll } from './names.rules.ts';
import type { KnownNames, NameKind } from './plan.types.ts';
import type { Concept } from './words/concepts.types.ts';

/** A word or phrase with what it can mean. `used` is set by the rule that made something of it. */
export type Item = {
  mark: Token['mark'] | 'name';
  concepts: ReadonlySet<Concept>;
  /** as typed, or the name that was meant */
  raw: string;
  word: string;
  start: number;
  end: number;
  owns: boolean;
  names: readonly NameKind[];
  used: boolean;
};

const none: ReadonlySet<Concept> = new Set();

/** The items of a text: names of the company first, then the longest phrases of the word tables, then what was mistyped. */
export function tag(text: string, names: KnownNames | undefined): Item[] {
  const words = tokens(text);
  const known = nameIndex(names);
  const items: Item[] = [];
  let at = 0;
  while (at < words.length) {
    const [item, count] = itemAt(words, at, known, names);
    items.push(item);
    at += count;
  }
  return items;
}

function itemAt(words: Token[], at: number, known: Map<string, NameKind[]>, names: KnownNames | undefined): [Item, number] {
  const first = words[at] as Token;
  if (first.mark !== 'word') return [itemOf([first], none), 1];
  const named = nameAt(words, at, known);
  const phrase = widestAt(words, at, known);
  if (named !== null && (phrase === null || named.count >= phrase.count)) return wholeName(words, at, named.count, named.as, known);
  if (phrase !== null) return [itemOf(words.slice(at, at + phrase.count), phrase.meaning), phrase.count];
  const near = nearName(first, known);
  if (near !== null) return wholeName(words, at, 1, { mark: 'name', names: near.kinds, owns: first.owns, raw: near.name }, known);
  const part = afterArticle.test(words[at - 1]?.word ?? '') ? partOfName(first, names) : null;
  if (part !== null) return [{ ...itemOf([first], none), mark: 'name', names: ['customer'], raw: part }, 1];
  const meant = isName(first, at) || goesOnName(words, at) ? null : corrected(first.word);
  return [itemOf([first], meant === null ? none : (meaningOf([meant]) ?? none)), 1];
}

/** A name and the words after it that are its own with a slip: `weingut talhof`. */
function wholeName(
  words: Token[],
  at: number,
  count: number,
  as: Pick<Item, 'mark' | 'names' | 'owns'> & { raw?: string },
  known: Map<string, NameKind[]>,
): [Item, number] {
  const said =
    as.raw === undefined
      ? words
          .slice(at, at + count)
          .map((one) => one.word)
          .join(' ')
      : fold(as.raw);
  const next = words[at + count];
  const goesOn = [...known.keys()].find(
    (name) =>
      next !== undefined &&
      next.mark === 'word' &&
      next.word.length > 3 &&
      name.startsWith(`${said} `) &&
      !name.slice(said.length + 1).includes(' ') &&
      distance(name.slice(said.length + 1), next.word) <= (next.word.length > 7 ? 2 : 1),
  );
  const item = { ...itemOf(words.slice(at, at + count), none), ...as };
  return goesOn === undefined || next === undefined
    ? [item, count]
    : [{ ...item, raw: titledAll(goesOn), owns: next.owns, end: next.end }, count + 1];
}

/** `Oakfield Timber`: after a word of no table with a capital another one is no slip either. */
function goesOnName(words: readonly Token[], at: number): boolean {
  const before = words[at - 1];
  const isCapital = (token: Token | undefined): boolean => /^\p{Lu}\p{Ll}/u.test(token?.raw ?? '');
  return (
    at > 1 &&
    isCapital(words[at]) &&
    isCapital(before) &&
    before !== undefined &&
    meaningOf([before.word]) === null &&
    corrected(before.word) === null
  );
}

/** A word with a capital inside a sentence is somebody's name, not a slip. */
function isName(token: Token, at: number): boolean {
  return (
    at > 0 &&
    /^\p{Lu}/u.test(token.raw) &&
    !/^\p{Lu}+$/u.test(token.raw) &&
    meaningOf([token.word]) === null &&
    corrected(token.word) === null
  );
}

function itemOf(words: Token[], concepts: ReadonlySet<Concept>): Item {
  const [first] = words;
  const last = words.at(-1);
  return {
    mark: first?.mark ?? 'word',
    concepts,
    raw: words.map((one) => one.raw).join(' '),
    word: words.map((one) => one.word).join(' '),
    start: first?.start ?? 0,
    end: last?.end ?? 0,
    owns: last?.owns === true,
    names: [],
    used: false,
  };
}

/** The longest phrase from here, unless a longer one begins inside it: `who | has the phone`. */
function widestAt(words: Token[], at: number, known: Map<string, NameKind[]>): { meaning: ReadonlySet<Concept>; count: number } | null {
  const phrase = phraseAt(words, at, known);
  for (let count = 1; phrase !== null && count < phrase.count; count += 1) {
    const before = meaningOf(words.slice(at, at + count).map((one) => one.word));
    if (before !== null && (phraseAt(words, at + count, known)?.count ?? 0) > phrase.count) return { meaning: before, count };
  }
  return phrase ?? clockTime(words[at]);
}

/** `5pm`: a time of today. */
function clockTime(token: Token | undefined): { meaning: ReadonlySet<Concept>; count: number } | null {
  return token?.mark === 'word' && /^\d{1,2}(?:am|pm|uhr)$/.test(token.word) ? { meaning: new Set(['today']), count: 1 } : null;
}

function phraseAt(words: Token[], at: number, known: Map<string, NameKind[]>): { meaning: ReadonlySet<Concept>; count: number } | null {
  for (let count = Math.min(longestPhrase, words.length - at); count > 0; count -= 1) {
    const run = words.slice(at, at + count);
    if (run.some((one) => one.mark !== 'word') || run.slice(0, -1).some((one) => one.owns && count > 1 && one.word !== 'customer'))
      continue;
    const said = run.map((one) => (one.owns && one !== run.at(-1) ? `${one.word}'s` : one.word));
    const meaning =
      meaningOf(said) ??
      (count > 1 && count < 5
        ? meaningOf(said.map((word) => (word.length > 2 && !known.has(word) ? (correctedWord(word) ?? word) : word)))
        : null);
    if (meaning !== null) return { meaning, count };
  }
  return null;
}

function correctedWord(word: string): string | null {
  return meaningOf([word]) === null ? corrected(word) : null;
}

function nameAt(
  words: Token[],
  at: number,
  known: Map<string, NameKind[]>,
): { as: Pick<Item, 'mark' | 'names' | 'owns'>; count: number } | null {
  for (let count = Math.min(longestName, words.length - at); count > 0; count -= 1) {
    const run = words.slice(at, at + count);
    const inner = run.map((one, index) => `${one.word}${one.owns && index < count - 1 ? "'s" : ''}`);
    const last = run.at(-1);
    const typed = inner.join(' ');
    const genitive = last?.owns === false && /s$/.test(typed) ? typed.slice(0, -1) : null;
    const whole = last?.owns === true ? known.get(`${typed}'s`) : undefined;
    const kinds = whole ?? known.get(typed) ?? (genitive === null || genitive.length < 3 ? undefined : known.get(genitive));
    if (kinds === undefined) continue;
    const meaning = count === 1 ? meaningOf([run[0]?.word ?? '']) : null;
    // A name that is an ordinary word too is a name only where it is written as one.
    if (meaning !== null && (!/^\p{Lu}/u.test(run[0]?.raw ?? '') || at === 0 || [...meaning].some((one) => one === 'stop'))) continue;
    return {
      as: { mark: 'name', names: kinds, owns: last?.owns === true || (known.get(typed) === undefined && whole === undefined) },
      count,
    };
  }
  return null;
}
