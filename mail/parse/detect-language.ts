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
  const letters = sample.replace(/[^\p{L}]/gu, '').length;
  const bySmallWords = smallWordLanguage(sample);
  if (bySmallWords !== null) return bySmallWords;
  if (letters < fewestLetters && !/[\u0250-\uffff]/.test(sample)) return null;
  const [best, second] = detectAll(sample);
  if (best === undefined || best.accuracy < surelyEnough) return null;
  return second !== undefined && best.accuracy < second.accuracy * clearLead ? null : best.lang;
}

function wordsOnly(text: string): string {
  return text
    .slice(0, longestSample * 2)
    .split('\n')
    .filter((line) => !/^\s{0,3}>/.test(line))
    .join(' ')
    .replace(/\S{0,64}[@/\\]\S{0,200}|\S{0,40}\d\S{0,40}/g, ' ')
    .slice(0, longestSample);
}

function smallWordLanguage(sample: string): string | null {
  const words = new Set(sample.toLowerCase().match(/\p{L}+/gu) ?? []);
  const scores = Object.entries(stopWords)
    .map(([language, list]) => ({ language, score: list.filter((word) => words.has(word)).length }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = scores;
  if (best === undefined || best.score < 2) return null;
  return best.score >= (second?.score ?? 0) * clearLead && best.score > (second?.score ?? 0) ? best.language : null;
}
