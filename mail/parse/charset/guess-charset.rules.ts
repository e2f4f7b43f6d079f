import { decodeStrictly } from './decode-strictly.rules.ts';
import { letterScore } from './letter-score.rules.ts';

/** A reading of bytes: its charset, its text, and how much it looks like language (about 1 for text, below 0 for noise). */
export type Reading = { label: string; text: string; score: number };

/** What undeclared mail is written in, most likely first; a later one must look better by its margin to be taken. */
const candidates: readonly (readonly [label: string, margin: number])[] = [
  ['windows-1252', 0],
  ['gb18030', 0.05],
  ['shift_jis', 0.05],
  ['euc-jp', 0.05],
  ['euc-kr', 0.05],
  ['big5', 0.08],
  ['windows-1251', 0.02],
  ['koi8-r', 0.03],
  ['windows-1250', 0.02],
  ['windows-1254', 0.02],
  ['windows-1253', 0.05],
  ['windows-1255', 0.05],
  ['windows-1256', 0.08],
  ['windows-874', 0.08],
  ['iso-8859-2', 0.06],
  ['iso-8859-5', 0.08],
  ['windows-1257', 0.06],
  ['ibm866', 0.08],
  ['koi8-u', 0.04],
  ['cp850', 0.1],
  ['cp852', 0.15],
  ['macintosh', 0.12],
];
const sampleBytes = 6000;

/**
 * The charset that bytes which are not UTF-8 are most probably written in: by validity and by the statistics of letters in the first 6,000 bytes.
 * `hint` names a charset that stands near (of the mail's body, of its header): it is preferred when it reads about as well. Bounded work.
 */
export function guessCharset(bytes: Buffer, hint: string | null = null): Reading {
  const sample = sampleOf(bytes);
  let best: Reading & { net: number } = { label: 'windows-1252', text: '', score: -9, net: -9 };
  const labels = hint === null || candidates.some(([label]) => label === hint) ? candidates : [[hint, 0] as const, ...candidates];
  for (const [label, margin] of labels) {
    const text = decodeStrictly(sample, label) ?? (label === 'windows-1252' ? new TextDecoder(label).decode(sample) : null);
    if (text === null) continue;
    const score = letterScore(text);
    const net = score - margin + (label === hint ? 0.25 : 0);
    if (net > best.net) best = { label, text, score, net };
  }
  return { label: best.label, text: best.text, score: best.score };
}

/** The lines that hold the bytes to be judged; cut where no character of several bytes can be cut. */
function sampleOf(bytes: Buffer): Buffer {
  if (bytes.length <= sampleBytes) return bytes;
  const first = Math.max(
    0,
    bytes.findIndex((byte) => byte > 0x7f),
  );
  const start = bytes.lastIndexOf(0x0a, first) + 1;
  const end = bytes.lastIndexOf(0x0a, start + sampleBytes);
  return bytes.subarray(start, end > first ? end : start + sampleBytes);
}
