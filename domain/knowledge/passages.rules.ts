/** Longest passage that is quoted in one piece, in UTF-16 units; a sentence alone may be longer. */
export const longestPassage = 320;

/**
 * The content cut into stretches that can be quoted: a line each, and a long line at the ends of its sentences. Every passage stands in the content exactly
 * like that, so that a quotation can be checked.
 */
export function passagesOf(content: string): string[] {
  return content
    .split('\n')
    .flatMap(cutLine)
    .map((passage) => passage.trim())
    .filter((passage) => passage !== '');
}

function cutLine(line: string): string[] {
  if (line.length <= longestPassage) return [line];
  const found: string[] = [];
  for (const sentence of line.match(/[\s\S]+?(?:[.!?…]+["”’)]*(?=\s)|$)/g) ?? []) {
    const last = found.at(-1);
    if (last !== undefined && last.length + sentence.length <= longestPassage) found[found.length - 1] = last + sentence;
    else found.push(sentence);
  }
  return found;
}
