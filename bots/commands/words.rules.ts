/** One word of what a person typed. `text` is without quotes; `quoted` when it began with one; `start` and `end` are its place in the whole text. */
export type Word = { text: string; quoted: boolean; start: number; end: number };

const pairs: Record<string, string> = { '"': '"', '“': '”', '„': '“', '«': '»', '”': '”' };

/**
 * The words of a text, split at white space. A quoted stretch is one word, at the start (`"two words"`) or as a value (`customer:"two words"`). A quote that
 * is never closed is an ordinary character.
 */
export function splitWords(text: string, from = 0): Word[] {
  const words: Word[] = [];
  let at = skipSpace(text, from);
  while (at < text.length) {
    const word = readWord(text, at);
    words.push(word);
    at = skipSpace(text, word.end);
  }
  return words;
}

/** The first word at or after a place, or null at the end. */
export function wordAt(text: string, from: number): Word | null {
  const at = skipSpace(text, from);
  return at < text.length ? readWord(text, at) : null;
}

function readWord(text: string, start: number): Word {
  const quote = closing(text, start);
  if (quote !== null) return { text: text.slice(start + 1, quote), quoted: true, start, end: quote + 1 };
  let end = start;
  let value = '';
  while (end < text.length && !isSpace(text.charAt(end))) {
    const close = text.charAt(end - 1) === ':' || isOperator(text.charAt(end - 1)) ? closing(text, end) : null;
    if (close !== null && end > start) {
      value += text.slice(end + 1, close);
      end = close + 1;
    } else {
      value += text.charAt(end);
      end += 1;
    }
  }
  return { text: value, quoted: false, start, end };
}

/** Where the quotation that begins here ends, or null. A straight quote closes only at the end of a word, so that 5" of rain stays text. */
function closing(text: string, at: number): number | null {
  const close = pairs[text.charAt(at)];
  if (close === undefined) return null;
  let end = text.indexOf(close, at + 1);
  while (end >= 0 && !isBoundary(text.charAt(end + 1))) end = text.indexOf(close, end + 1);
  return end < 0 ? null : end;
}

const isSpace = (letter: string): boolean => /\s/.test(letter);
const isBoundary = (letter: string): boolean => letter === '' || /[\s:,;.!?)]/.test(letter);
const isOperator = (letter: string): boolean => letter === '<' || letter === '>' || letter === '=';

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charAt(at))) at += 1;
  return at;
}
