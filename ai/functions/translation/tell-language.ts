import { detectAll } from 'tinyld';
import { plainWord, supportLanguages, supportWords } from '../support/support-words.rules.ts';

const longestSample = 2_000;
const surelyEnough = 0.75;
const clearLead = 1.5;

/** Small words that only one of the languages has. */
const smallWords: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  supportLanguages.map((language) => {
    const smallOf = (one: string): Set<string> => {
      const { linking, negations, we, you, past } = supportWords(one);
      return new Set([...linking, ...negations, ...we, ...you, ...past].filter((word) => word.length > 1));
    };
    const others = new Set(supportLanguages.filter((other) => other !== language).flatMap((other) => [...smallOf(other)]));
    return [language, [...smallOf(language)].filter((word) => !others.has(word))];
  }),
);

/** The language of a text (ISO 639-1), by its small words, else by its letters; null when it is too short or too mixed to tell. */
export function tellLanguage(text: string): string | null {
  const sample = text
    .slice(0, longestSample)
    .replace(/\S*[@/\\]\S*|\S*\d\S*/g, ' ')
    .trim();
  const words = new Set((sample.toLowerCase().match(/\p{L}+/gu) ?? []).map(plainWord));
  const scores = Object.entries(smallWords)
    .map(([language, list]) => ({ language, score: list.filter((word) => words.has(word)).length }))
    .sort((one, other) => other.score - one.score);
  const [best, second] = scores;
  if (best !== undefined && best.score >= 2 && best.score >= (second?.score ?? 0) * clearLead) return best.language;
  // Letters that Russian has and its neighbours have not.
  if (/[ыэё]/iu.test(sample) && !/[іїєґўћђј]/iu.test(sample)) return 'ru';
  const [first, next] = sample === '' ? [] : detectAll(sample);
  if (first === undefined || first.accuracy < surelyEnough) return null;
  return next !== undefined && first.accuracy < next.accuracy * clearLead ? null : first.lang;
}
