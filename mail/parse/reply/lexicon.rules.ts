import { type Phrase, phraseOf } from '../letter-pairs.rules.ts';
import type { ReplyWords } from './reply-words.types.ts';
import { wordsOfAsia } from './words-asia.rules.ts';
import { wordsOfTheEast } from './words-east.rules.ts';
import { wordsOfTheNorth } from './words-north.rules.ts';
import { wordsOfTheWest } from './words-west.rules.ts';

/** Which header of a printed mail a label stands for. */
export type LabelKind = 'from' | 'sent' | 'to' | 'cc' | 'subject';

/** The words of several languages, ready to be looked up. Every expression is made for a line of bounded length. */
export type Lexicon = {
  labels: ReadonlyMap<string, LabelKind>;
  /** The verb of an attribution anywhere in a line, and at its end. */
  wrote: RegExp;
  wroteAtEnd: RegExp;
  /** “schrieb ich”, “I wrote”: a person speaks, not a program. */
  speaks: RegExp;
  starts: RegExp;
  quoting: RegExp;
  original: ReadonlySet<string>;
  forwarded: ReadonlySet<string>;
  above: readonly string[];
  /** What any of them holds, in any case. */
  aboveStart: RegExp;
  /** The last words of all verbs between blanks. */
  lastWords: ReadonlySet<string>;
  sentFrom: readonly string[];
  fromDevice: readonly string[];
  closings: ReadonlySet<string>;
  thanks: ReadonlySet<string>;
  /** First words of both, and the first and last two letters of what mobile programs write: a quick look before a long one. */
  closingStarts: ReadonlySet<string>;
  sentFromStarts: ReadonlySet<string>;
  fromDeviceEnds: ReadonlySet<string>;
  /** Stems of legal notices, a list a language. */
  legal: readonly (readonly Phrase[])[];
};

/** All languages by their codes. */
export const languageWords: Readonly<Record<string, ReplyWords>> = {
  ...wordsOfTheWest,
  ...wordsOfTheNorth,
  ...wordsOfTheEast,
  ...wordsOfAsia,
};

const labelKinds: readonly LabelKind[] = ['cc', 'subject', 'to', 'sent', 'from'];

const persons = 'i|we|you|he|she|they|ich|wir|sie|ihr|er|man|nous|vous|yo|usted|nosotros|ik|wij|jullie|jag|jeg|я|мы|вы|ми|ви';

/** Makes the lexicon of some languages; tests leave one out to measure how much the structure alone tells. */
export function makeLexicon(languages: readonly ReplyWords[]): Lexicon {
  const all = (key: keyof ReplyWords): string[] => [...new Set(languages.flatMap((words) => listed(words[key])))];
  // A word that two languages use for different headers (Spanish “de”, Danish “den”) goes to the kind that is set last.
  const labels = new Map(labelKinds.flatMap((kind) => all(kind).map((word) => [word, kind] as const)));
  const verbs = all('wrote').sort((a, b) => b.length - a.length);
  return {
    labels,
    wrote: new RegExp(`(?:(?:^|[\\s,)>"'\\]])(?:${spaced(verbs)})(?=[\\s,:(]|$))|(?:${unspaced(verbs)})`, 'u'),
    wroteAtEnd: new RegExp(`(?:(?:^|[\\s,)>"'\\]])(?:${spaced(verbs)})|(?:${unspaced(verbs)}))\\s?[:：]?$`, 'u'),
    speaks: new RegExp(
      `(?:^|\\s)(?:(?:${persons})\\s(?:${alternatives(verbs)})|(?:${alternatives(verbs)})\\s(?:${persons}))(?=[\\s,:]|$)`,
      'u',
    ),
    starts: new RegExp(`^(?:${alternatives(all('starts'))})[\\s.,：:]`, 'u'),
    quoting: new RegExp(`^(?:${alternatives(all('quoting'))})\\s`, 'u'),
    original: new Set(all('original')),
    forwarded: new Set(all('forwarded')),
    above: all('above'),
    aboveStart: new RegExp(alternatives(all('above')), 'iu'),
    lastWords: new Set(verbs.map((verb) => verb.split(' ').at(-1) ?? '')),
    sentFrom: all('sentFrom'),
    fromDevice: all('fromDevice'),
    closings: new Set(all('closings')),
    thanks: new Set(all('thanks')),
    closingStarts: new Set([...all('closings'), ...all('thanks')].map((phrase) => firstWordOf(phrase))),
    sentFromStarts: new Set(all('sentFrom').map((phrase) => phrase.slice(0, 2))),
    fromDeviceEnds: new Set(all('fromDevice').map((phrase) => phrase.slice(-2))),
    legal: languages.map((words) => listed(words.legal).map(phraseOf)).filter((stems) => stems.length > 0),
  };
}

/** The lexicon of every language there is. */
export const everyLanguage: Lexicon = makeLexicon(Object.values(languageWords));

/** What stands before the first blank or sign that can divide a greeting. */
export function firstWordOf(phrase: string): string {
  return /^[^\s,&+/.!]*/.exec(phrase)?.[0] ?? '';
}

function listed(words: string | undefined): string[] {
  return words === undefined ? [] : words.replaceAll('’', "'").split('|');
}

function spaced(verbs: readonly string[]): string {
  return alternatives(verbs.filter((verb) => !isUnspaced(verb)));
}

function unspaced(verbs: readonly string[]): string {
  return alternatives(verbs.filter(isUnspaced));
}

// Chinese, Japanese, Korean and Thai put no blanks between words.
function isUnspaced(word: string): boolean {
  return word.length > 1 && /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u.test(word);
}

function alternatives(words: readonly string[]): string {
  // An empty list must match nothing.
  return words.length === 0 ? '(?!)' : words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|');
}
