import type { Classifier } from './classifier.types.ts';

/** First bytes of a serialised classifier: its format and version. */
const magic = 0x32434844;

type Head = Pick<Classifier, 'classes' | 'slope' | 'threshold'> & { unseen: number; known: number; entries: number };

/** A classifier as compact bytes (little-endian; numbers in single precision as they are used). The same classifier gives the same bytes. */
export function serialise({ classes, vocabulary, weights, slope, threshold }: Classifier): Uint8Array {
  const head: Head = {
    classes,
    slope,
    threshold,
    unseen: vocabulary.unseen,
    known: vocabulary.hashes.length,
    entries: weights.values.length,
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const padded = new Uint8Array(Math.ceil(text.length / 4) * 4).fill(0x20);
  padded.set(text);
  const { hashes, idf } = vocabulary;
  const { starts, values, bias, classes: of } = weights;
  return joined([Uint32Array.of(magic, padded.length), padded, hashes, idf, starts, values, bias, of]);
}

/** The classifier of such bytes. Throws when they are none. */
export function deserialise(bytes: Uint8Array): Classifier {
  // Copied, so that every part begins at a place its numbers may begin at.
  const { buffer } = bytes.slice();
  const [found, length = 0] = new Uint32Array(buffer, 0, 2);
  if (found !== magic) throw new Error('these bytes are no classifier of this version');
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length))) as Head;
  let at = 8 + length;
  const take = <Numbers>(
    of: new (buffer: ArrayBufferLike, at: number, length: number) => Numbers,
    size: number,
    width: number,
  ): Numbers => {
    const part = new of(buffer, at, size);
    at += size * width;
    return part;
  };
  const hashes = take(Uint32Array, head.known, 4);
  const idf = take(Float32Array, head.known, 4);
  const starts = take(Int32Array, head.known + 1, 4);
  const values = take(Float32Array, head.entries, 4);
  const bias = take(Float32Array, head.classes.length, 4);
  const classes = take(Uint16Array, head.entries, 2);
  const { slope, threshold, unseen } = head;
  return { classes: head.classes, vocabulary: { hashes, idf, unseen }, weights: { starts, classes, values, bias }, slope, threshold };
}

function joined(parts: ArrayBufferView[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    all.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return all;
}
