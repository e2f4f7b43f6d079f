// biome-ignore-all lint/style/noNonNullAssertion: every index is within its typed array, and a check for each would cost the inner loops a third of their time
import type { Grams, SparseRows, Vocabulary } from './classifier.types.ts';

/** An n-gram of a single text teaches nothing about another; left out, it still counts as unseen. */
export const fewestTexts = 2;
/** The length of each half of a vector, so that the many pieces do not drown the words. */
const half = Math.SQRT1_2;

/** The n-grams that at least two of the texts have, with smoothed inverse document frequencies `ln((1 + n) / (1 + df)) + 1`. */
export function buildVocabulary(texts: Grams[]): Vocabulary {
  const all = new Uint32Array(texts.reduce((sum, { words, pieces }) => sum + words.length + pieces.length, 0));
  let size = 0;
  for (const { words, pieces } of texts) {
    for (const grams of [words, pieces])
      for (let at = 0; at < grams.length; at += 1) if (grams[at] !== grams[at - 1]) all[size++] = grams[at]!;
  }
  const sorted = all.subarray(0, size).sort();
  const hashes: number[] = [];
  const idf: number[] = [];
  for (let at = 0; at < size; ) {
    const end = endOfRun(sorted, at);
    if (end - at >= fewestTexts) {
      hashes.push(sorted[at]!);
      idf.push(rarity(texts.length, end - at));
    }
    at = end;
  }
  return { hashes: Uint32Array.from(hashes), idf: Float32Array.from(idf), unseen: rarity(texts.length, 1) };
}

/**
 * Texts as vectors of `(1 + ln tf) · idf`, words and pieces each of the same length. What the vocabulary does not know counts in that length: a text of unknown words
 * is short in every known direction, so that nobody is sure of it.
 */
export function vectorise(texts: Grams[], vocabulary: Vocabulary): SparseRows {
  const most = texts.reduce((sum, { words, pieces }) => sum + words.length + pieces.length, 0);
  const starts = new Int32Array(texts.length + 1);
  const columns = new Int32Array(most);
  const values = new Float32Array(most);
  let size = 0;
  const addHalf = (grams: Uint32Array): void => {
    const from = size;
    let squares = 0;
    for (let at = 0; at < grams.length; ) {
      const end = endOfRun(grams, at);
      const column = columnOf(vocabulary.hashes, grams[at]!);
      const value = (1 + Math.log(end - at)) * (column < 0 ? vocabulary.unseen : vocabulary.idf[column]!);
      squares += value * value;
      if (column >= 0) {
        columns[size] = column;
        values[size++] = value;
      }
      at = end;
    }
    const scale = squares === 0 ? 0 : half / Math.sqrt(squares);
    for (let at = from; at < size; at += 1) values[at]! *= scale;
  };
  texts.forEach(({ words, pieces }, row) => {
    addHalf(words);
    addHalf(pieces);
    starts[row + 1] = size;
  });
  return { starts, columns: columns.slice(0, size), values: values.slice(0, size) };
}

function endOfRun(sorted: Uint32Array, from: number): number {
  let end = from + 1;
  while (end < sorted.length && sorted[end] === sorted[from]) end += 1;
  return end;
}

function rarity(texts: number, having: number): number {
  return Math.fround(Math.log((1 + texts) / (1 + having)) + 1);
}

function columnOf(hashes: Uint32Array, wanted: number): number {
  let low = 0;
  let high = hashes.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = hashes[middle]!;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
