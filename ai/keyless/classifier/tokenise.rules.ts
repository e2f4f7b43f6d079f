import type { Grams } from './classifier.types.ts';

const word = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
/** A mail may be as long as its sender likes; what it wants stands at its beginning. */
const mostText = 20_000;
const mostWords = 1_000;
const mostWordLength = 48;
/** Words this far apart still make a pair. */
const pairWindow = 12;
const shortestPiece = 3;
const longestPiece = 5;
const fnvOffset = 0x811c9dc5;
const fnvPrime = 0x01000193;
/** What an n-gram's hash starts from, so that a word, a pair and a piece of the same letters differ. */
const ofWord = mix(fnvOffset, 1);
const ofNeighbours = mix(fnvOffset, 2);
const ofPair = mix(fnvOffset, 3);
const ofPiece = mix(fnvOffset, 4);
const edge = 0x20;

/**
 * The n-grams of a text: words, neighbouring words in their order, pairs of words up to twelve apart in either order, and pieces of 3 to 5 characters of a word with
 * its edges. Lower case, Unicode normal form C. Looks at the first 20,000 characters and 1,000 words. Empty for a text without a word.
 */
export function tokenise(text: string): Grams {
  const found = [...text.slice(0, mostText).normalize('NFC').toLowerCase().matchAll(word)].slice(0, mostWords);
  const spelt = found.map(([letters]) => letters.slice(0, mostWordLength));
  const hashes = spelt.map((letters) => spell(ofWord, letters));
  const words: number[] = [];
  const pieces: number[] = [];
  hashes.forEach((hash, at) => {
    words.push(spread(hash));
    const before = hashes[at - 1];
    if (before !== undefined) words.push(spread(join(join(ofNeighbours, before), hash)));
    for (let back = Math.max(0, at - pairWindow); back < at; back += 1) {
      const other = hashes[back] ?? 0;
      if (other !== hash) words.push(spread(join(join(ofPair, Math.min(other, hash)), Math.max(other, hash))));
    }
    addPieces(pieces, spelt[at] ?? '');
  });
  return { words: Uint32Array.from(words).sort(), pieces: Uint32Array.from(pieces).sort() };
}

/** Pieces of the word with a space at each edge: ` card ` has ` ca`, `car`, `ard`, `rd `, ` car` … */
function addPieces(pieces: number[], letters: string): void {
  const length = letters.length + 2;
  for (let from = 0; from <= length - shortestPiece; from += 1) {
    let hash = ofPiece;
    const last = Math.min(longestPiece, length - from);
    for (let size = 1; size <= last; size += 1) {
      const at = from + size - 2;
      hash = mix(hash, at < 0 || at >= letters.length ? edge : letters.charCodeAt(at));
      if (size >= shortestPiece) pieces.push(spread(hash));
    }
  }
}

function spell(start: number, letters: string): number {
  let hash = start;
  for (let at = 0; at < letters.length; at += 1) hash = mix(hash, letters.charCodeAt(at));
  return hash;
}

/** FNV-1a over the two bytes of a UTF-16 unit. */
function mix(hash: number, unit: number): number {
  return Math.imul(Math.imul(hash ^ (unit & 0xff), fnvPrime) ^ (unit >>> 8), fnvPrime);
}

function join(hash: number, other: number): number {
  return mix(mix(hash, other & 0xffff), other >>> 16);
}

/** FNV alone keeps neighbours close; the last step of MurmurHash3 spreads them over all 32 bits. */
function spread(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
