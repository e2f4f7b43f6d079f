import {
  frequentArabic,
  frequentCyrillic,
  frequentGreek,
  frequentHan,
  frequentHangul,
  frequentHebrew,
  frequentKanji,
  frequentPairs,
  frequentThai,
  latinProfiles,
  otherCyrillic,
  typedSigns,
} from './frequent-letters.rules.ts';

const mostLetters = 3000;

/**
 * How much a reading of bytes looks like language: about 1 for text, below 0 for noise. The mean over the characters that are not ASCII, of what
 * each says of itself and of its neighbours; 0 when there are none.
 */
export function letterScore(text: string): number {
  const letters = [...text.slice(0, mostLetters * 4)];
  let sum = 0;
  let count = 0;
  const latin: string[] = [];
  for (let at = 0; at < letters.length && count < mostLetters; at += 1) {
    const letter = letters[at] ?? '';
    if (letter < '\x80') continue;
    count += 1;
    if (isLatin(letter)) latin.push(letter);
    sum += isLatin(letter) ? 0 : ownScore(letter);
    sum += neighbourScore(letter, letters[at - 1] ?? ' ', letters[at + 1] ?? ' ');
  }
  return count === 0 ? 0 : (sum + latinScore(latin)) / count;
}

const isLatin = (letter: string): boolean => /[\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff¿¡]/.test(letter);

function ownScore(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  if (code === 0xfffd) return -3;
  if (code < 0xa0 || (code >= 0xe000 && code < 0xf900)) return -2;
  if (typedSigns.has(letter)) return /[²³µ½¼×]/.test(letter) ? 0.2 : 0.75;
  if (code >= 0x370 && code < 0x400) return frequentGreek.has(letter.toLowerCase()) ? 0.75 : 0.4;
  if (code >= 0x400 && code < 0x530) {
    const lower = letter.toLowerCase();
    return frequentCyrillic.has(lower) ? 0.75 : otherCyrillic.has(lower) ? 0.45 : -0.5;
  }
  if (code >= 0x590 && code < 0x600) return frequentHebrew.has(letter) ? 0.95 : 0.5;
  if (code >= 0x600 && code < 0x700) return frequentArabic.has(letter) ? 0.95 : 0.4;
  if (code >= 0xe00 && code < 0xe80) return frequentThai.has(letter) ? 0.9 : /[฿๏-๛ฦฃฅฤ]/.test(letter) ? -0.8 : 0.3;
  return eastScore(letter, code);
}

function eastScore(letter: string, code: number): number {
  if (code >= 0x3041 && code < 0x3097) return 1.1;
  if (code >= 0x30a1 && code <= 0x30fc) return 0.9;
  if (code >= 0x3000 && code < 0x3020) return 0.6;
  if (code >= 0xff01 && code < 0xff5f) return 0.4;
  if (code >= 0xff61 && code < 0xffa0) return -0.4;
  if (code >= 0xac00 && code < 0xd7a4) return frequentHangul.has(letter) ? 1 : 0.45;
  if (code >= 0x4e00 && code < 0xa000) return frequentHan.has(letter) || frequentKanji.has(letter) ? 1 : 0.15;
  return code >= 0x2000 && code < 0x2040 ? 0.3 : -0.6;
}

/** Capitals inside words, accents beside accents and two scripts in one word are what wrong readings are full of. */
function neighbourScore(letter: string, before: string, after: string): number {
  const isLetter = /\p{L}/u.test(letter);
  const isInWord = /\p{L}/u.test(before) && /\p{L}/u.test(after);
  if (/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/.test(letter)) return /[\u0e01-\u0e2e\u0e31-\u0e3a\u0e47-\u0e4e]/.test(before) ? 0.2 : -1;
  if (!isLetter) return isInWord && !/[’‘-]|\p{M}/u.test(letter) ? -0.8 : 0;
  let score = 0;
  if (/\p{Lu}/u.test(letter)) score -= /\p{Ll}/u.test(before) ? 0.9 : 0.1;
  if (isLatin(letter)) {
    if (isLatin(before)) score -= isLatin(after) ? 0.6 : 0.2;
    if (!/\p{L}/u.test(before) && !/\p{L}/u.test(after) && !/[àéèóíúöåæoyêáà]/i.test(letter)) score -= 0.6;
  }
  if (frequentPairs.has((before + letter).toLowerCase())) score += 0.5;
  const isAlphabet = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}]/u.test(letter);
  if (isAlphabet && (/[a-z]/i.test(before) || /[a-z]/i.test(after))) score -= 1;
  if (/[ךםןףץς]/u.test(letter) && /[\p{L}]/u.test(after)) score -= 1;
  return score;
}

/** What the language says whose letters these are best. */
function latinScore(letters: readonly string[]): number {
  if (letters.length === 0) return 0;
  let best = -1;
  for (const { letters: own, cost } of latinProfiles) {
    const held = letters.reduce((sum, letter) => sum + (own.has(letter) ? 1 : 0), 0);
    best = Math.max(best, held * 0.9 - (letters.length - held) * 0.2 - cost * letters.length);
  }
  return best;
}
