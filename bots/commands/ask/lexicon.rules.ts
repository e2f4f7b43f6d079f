import { distance } from '../nearest.rules.ts';
import { fold } from './fold.rules.ts';
import type { Concept, WordTable } from './words/concepts.types.ts';
import { dutch } from './words/dutch.rules.ts';
import { english } from './words/english.rules.ts';
import { french } from './words/french.rules.ts';
import { german } from './words/german.rules.ts';
import { polish } from './words/polish.rules.ts';
import { spelledOut } from './words/shorthand.rules.ts';
import { spanish } from './words/spanish.rules.ts';

/** Most words of a phrase of the tables. */
export const longestPhrase = 8;

const phrases = new Map<string, Set<Concept>>();
for (const table of [english, german]) addTable(table, spelledOut);
/** Words of the languages most people here type: between two words as near, theirs is meant. */
const nearLanguages: ReadonlySet<string> = new Set(phrases.keys());
for (const table of [french, spanish, polish, dutch]) addTable(table, (word) => word);

/** What a slip of the fingers is compared with: words of four letters or more that carry a meaning, and those that do inside a phrase. */
const byLength = new Map<number, Spelling[]>();
const inPhrases = new Set([...phrases.keys()].filter((phrase) => phrase.includes(' ')).flatMap((phrase) => phrase.split(' ')));
for (const word of inPhrases) if (word.length > 3 && !phrases.has(word)) addSpelling(word);
for (const [phrase, concepts] of phrases) {
  if (phrase.includes(' ') || phrase.length < 4 || (phrase.length < 6 && concepts.size === 1 && concepts.has('stop'))) continue;
  addSpelling(phrase);
}

/** A word with what it is compared by. `letters`: a bit for each letter in it, to tell far words at a glance. */
type Spelling = { word: string; letters: number; sorted: string; squeezed: string; consonants: string };

function spelling(word: string): Spelling {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) & 31);
  return { word, letters, sorted: sortedLetters(word), squeezed: squeezed(word), consonants: consonants(word) };
}

function addSpelling(word: string): void {
  const same = byLength.get(word.length);
  if (same === undefined) byLength.set(word.length, [spelling(word)]);
  else same.push(spelling(word));
}

/** A slip changes at most two letters; more differ than the slips allowed can make. */
function isFarOff(one: Spelling, other: Spelling): boolean {
  let differ = one.letters ^ other.letters;
  let count = 0;
  for (; differ !== 0; count += 1) differ &= differ - 1;
  return count > (one.word.length > 5 ? 4 : 2);
}

function addTable(table: WordTable, plain: (word: string) => string): void {
  for (const [concept, words] of Object.entries(table) as [Concept, string][]) {
    for (const said of words.split('|')) {
      const phrase = phraseKey(said, plain);
      if (phrase !== '') phrases.set(phrase, (phrases.get(phrase) ?? new Set<Concept>()).add(concept));
    }
  }
}

/** A phrase as it is compared: folded, one space between words, hyphens and full stops gone. */
function phraseKey(said: string, plain: (word: string) => string): string {
  return fold(said)
    .replace(/[-.\s]+/g, ' ')
    .trim()
    .split(' ')
    .map(plain)
    .join(' ');
}

/** A word without the end that its grammar asks for; the ends of all the languages together, for a stem of five letters or more. */
function stemOf(word: string): string {
  return word.replace(
    /(?<=^.{5,})(?:[aeiou]?(?:ment|ingen|ing|ern|em|en|er|es|ed|s|n|t)|ees?|iem|ami|ach|owi|ego|ej|ych|ym|om|ow|a|e|i|o|u|y)$/,
    '',
  );
}

/** Words of the tables by their stem, where all words of that stem mean the same. */
const byStem = new Map<string, string>();
const unclear = new Set<string>();
for (const [word, concepts] of phrases) {
  if (word.length < 5 || /[ '\d]/.test(word) || concepts.has('stop')) continue;
  const stem = stemOf(word);
  const other = byStem.get(stem);
  if (other !== undefined && [...(phrases.get(other) ?? [])].sort().join() !== [...concepts].sort().join()) unclear.add(stem);
  else byStem.set(stem, word);
}
for (const stem of unclear) byStem.delete(stem);

/** What a phrase of folded words means, or null. */
export function meaningOf(words: readonly string[]): ReadonlySet<Concept> | null {
  return phrases.get(words.join(' ')) ?? null;
}

/** What customers write about most: words of their own, near to words of the tables and never meant as those. */
const topics = new Set(
  'router,printer,server,monitor,fibre,fiber,cable,wifi,wlan,laptop,scanner,camera,door,lift,heating,network,drucker,kamera,lizenz,license,licence,password,passwort,login,update,backup,outlook,screen,keyboard,mouse,headset,tablet,website,portal,cloud,socket,rack,patch,panel,detector,projector,connector,adapter,converter,intercom,battery,charger,display,switch,firewall,antenna,sensor,toner,cartridge,terminal,speaker,microphone,elevator,badge,beamer,bildschirm,tastatur,kabel,netzwerk,telefon,heizung,aufzug,akku,steckdose,imprimante,ecran,clavier,serveur,reseau,impresora,pantalla,teclado,servidor,drukarka'.split(
    ',',
  ),
);

/** Also with a slip, or an end: `printr`, `kameras`. */
function isTopic(word: string): boolean {
  if (topics.has(word) || topics.has(word.replace(/(?:s|n|en|e)$/, ''))) return true;
  return word.length > 4 && [...topics].some((topic) => topic.length > 5 && topic[0] === word[0] && distance(topic, word) === 1);
}

/** A thing customers write about as it is spelt, for a search that forgives no slip: `camras` is cameras. */
export function spelledTopic(word: string): string | null {
  if (word.length < 5 || /[\d']/.test(word) || topics.has(word) || topics.has(word.replace(/(?:s|n|en|e)$/, ''))) return null;
  const bare = word.replace(/s$/, '');
  const near = [...topics].filter((topic) => topic.length > 4 && topic[0] === word[0] && distance(topic, bare) === 1);
  return near.length === 1 && meaningOf([word]) === null ? (near[0] ?? null) : null;
}

/** Nearest first: how far a word of the tables is from the typed one, in slips. Whatever sounds or looks alike is nearer than a mere slip. */
function slips(typed: Spelling, candidate: Spelling): number {
  const { word } = typed;
  const far = typed.squeezed === candidate.squeezed ? 0.4 : distance(word, candidate.word);
  const anagram = typed.sorted === candidate.sorted;
  const sounds = typed.consonants === candidate.consonants && candidate.word[0] === word[0];
  if (far > (word.length >= 8 || ((anagram || sounds) && word.length > 5) ? 2 : 1)) return Number.POSITIVE_INFINITY;
  if (far > 0.4 && !isAllowed(word, candidate.word, anagram || sounds)) return Number.POSITIVE_INFINITY;
  const begins = candidate.word[0] === word[0] || anagram;
  return far - (anagram ? 0.5 : sounds ? 0.3 : 0) + (begins ? 0 : 0.5) + (nearLanguages.has(candidate.word) ? 0 : 0.2);
}

/** A short word is too near to too many others for any slip but a swap or a wrong vowel. */
function isAllowed(word: string, candidate: string, alike: boolean): boolean {
  if (word.length < 4 || (word.length === 4 && candidate.length <= 4)) return alike && word.length > 3;
  if (!nearLanguages.has(candidate)) return alike;
  return candidate[0] === word[0] || alike || (word.length > 4 && word.length < 8);
}

/** The word somebody meant, when one meaning is near enough: one slip from four letters on, two from eight on; a doubled letter from three on. */
export function corrected(word: string): string | null {
  const before = looked.get(word);
  if (before !== undefined) return before;
  const found = lookUp(word);
  if (looked.size >= mostLooked) looked.clear();
  looked.set(word, found);
  return found;
}

/** One reading of a question asks for each of its words many times, and every answer costs a look at all the tables. */
const looked = new Map<string, string | null>();
const mostLooked = 5_000;

function lookUp(word: string): string | null {
  const respelt = word.replace(/([aou])e/g, '$1');
  if (respelt !== word && respelt.length > 3 && phrases.has(respelt)) return respelt;
  if (word.length < 3 || /\d/.test(word) || isTopic(word)) return null;
  const reach = word.length >= 8 ? 2 : 1;
  const typed = spelling(word);
  const near: { candidate: string; far: number }[] = [];
  for (let length = word.length - 2; length <= word.length + 2; length += 1) {
    for (const candidate of byLength.get(length) ?? []) {
      if (isFarOff(typed, candidate) || (Math.abs(length - word.length) > reach && typed.squeezed !== candidate.squeezed)) continue;
      const far = slips(typed, candidate);
      if (Number.isFinite(far)) near.push({ candidate: candidate.word, far });
    }
  }
  if (near.length === 0) return byStem.get(stemOf(word)) ?? null;
  const least = Math.min(...near.map((one) => one.far));
  const best = near.filter((one) => one.far < least + 0.15).map((one) => one.candidate);
  const meanings = new Set(best.map((one) => [...(phrases.get(one) ?? [])].sort().join()));
  return meanings.size === 1 ? (best[0] ?? null) : null;
}

function sortedLetters(word: string): string {
  return [...word].sort().join('');
}

function squeezed(word: string): string {
  return word.replace(/(.)\1+/g, '$1');
}

function consonants(word: string): string {
  return squeezed(word).replace(/(?!^)[aeiouy]/g, '');
}
