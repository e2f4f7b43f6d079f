import { detectAll } from 'tinyld';
import { stopWords } from './stop-words.rules.ts';

const longestSample = 2000;
const fewestLetters = 12;
const surelyEnough = 0.75;
const clearLead = 1.5;

/**
 * The language a text is written in (ISO 639-1), or null when it is too short or too mixed to tell. Addresses, links and quoted lines do not
 * count. Short texts are decided by their small words, longer ones by tinyld's letter patterns; where both speak and disagree, clear small words win.
 */
export function detectLanguage(text: string): string | null {
  const sample = wordsOnly(text);
  const bySmallWords = smallWordLanguage(sample);
  if (bySmallWords !== null) return bySmallWords;
  const letters = sample.replace(/[^\p{L}]/gu, '').length;
  if (letters < fewestLetters && !/[\u0250-\uffff]/.test(sample)) return null;
  const [best, second] = detectAll(sample);
  if (best === undefined || best.accuracy < surelyEnough) return null;
  return second !== undefined && best.accuracy < second.accuracy * clearLead ? null : best.lang;
}

const mark = /[@/\\\d]/g;
const markedPiece = /\S{0,64}[@/\\]\S{0,200}|\S{0,40}\d\S{0,40}/g;
/** A word up to this length is one piece of the pattern above. */
const shortWord = 40;
const blank = /\s/;
const beyondAscii = /[^\0-\x7f]/;

function wordsOnly(text: string): string {
  const own = text
    .slice(0, longestSample * 2)
    .split('\n')
    .filter((line) => !/^\s{0,3}>/.test(line))
    .join(' ');
  return withoutMarkedWords(own).slice(0, longestSample);
}

/** Leaves out words with a mark: addresses, links, numbers. Looks at those words only. */
function withoutMarkedWords(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  mark.lastIndex = 0;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    let start = found.index;
    let end = found.index + 1;
    while (start > from && !blank.test(text[start - 1] ?? ' ')) start -= 1;
    while (end < text.length && !blank.test(text[end] ?? ' ')) end += 1;
    pieces.push(text.slice(from, start), end - start <= shortWord ? ' ' : text.slice(start, end).replace(markedPiece, ' '));
    from = end;
    mark.lastIndex = end;
  }
  return from === 0 ? text : pieces.join('') + text.slice(from);
}

const languages = Object.keys(stopWords);
/** The languages that a small word belongs to, by their places in the table. */
const languagesOf = new Map<string, number[]>();
for (const [index, language] of languages.entries())
  for (const word of stopWords[language] ?? []) languagesOf.set(word, [...(languagesOf.get(word) ?? []), index]);

function smallWordLanguage(sample: string): string | null {
  const scores = languages.map(() => 0);
  const lower = sample.toLowerCase();
  const counted = new Set<string>();
  for (const word of lower.match(beyondAscii.test(lower) ? /\p{L}+/gu : /[a-z]+/g) ?? []) {
    const found = languagesOf.get(word);
    if (found === undefined || counted.has(word)) continue;
    counted.add(word);
    for (const index of found) scores[index] = (scores[index] ?? 0) + 1;
  }
  let [best, second] = [0, 0];
  for (const score of scores) [best, second] = score > best ? [score, best] : [best, Math.max(second, score)];
  return best < 2 || best < second * clearLead || best === second ? null : (languages[scores.indexOf(best)] ?? null);
}
