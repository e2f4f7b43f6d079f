import type { Sentence } from '../../keyless/sentences.rules.ts';

/**
 * Where the words stand that a model copied from a sentence, blanks and line ends aside; null when they do not stand there. An address may go over the sentences
 * behind the one that is named.
 */
export function placeOf(text: string, sentences: readonly Sentence[], said: { ref: string; words: string }): Sentence | null {
  const [, number] = /^\[?m1\.s(\d{1,4})\]?$/i.exec(said.ref.trim()) ?? [];
  const index = Number(number) - 1;
  const sentence = sentences[index];
  const words = said.words.trim().slice(0, 500);
  if (sentence === undefined || words === '') return null;
  const end = (sentences[index + 3] ?? sentences.at(-1) ?? sentence).to;
  const pattern = words
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join(String.raw`\s+`);
  const found = new RegExp(pattern, 'u').exec(text.slice(sentence.from, end));
  if (found === null || sentence.from + found.index >= sentence.to) return null;
  return { from: sentence.from + found.index, to: sentence.from + found.index + found[0].length };
}
