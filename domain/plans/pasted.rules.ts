/** What somebody typed, apart from what they pasted under or above it. */
export type Typed = { question: string; pasted: boolean };

const longestTyped = 300;

/**
 * Parts a question from a block that was pasted to it: quoted lines, mail headers, code fences, further paragraphs. The block is somebody else's text: it is never
 * read as a wish (`ai.md` B.3, case 13). A text without a block comes back whole.
 */
export function partPasted(text: string): Typed {
  const lines = text.trim().split(/\r?\n/);
  const isQuoted = (line: string): boolean =>
    /^\s*(?:>|\||```|-{3,}|_{3,}|={3,})/.test(line) || /^\s*(?:from|to|cc|sent|date|subject|von|an|betreff|gesendet|datum)\s*:/i.test(line);
  const own = lines.filter((line) => line.trim() !== '');
  if (own.length <= 1 && text.length <= longestTyped && !own.some(isQuoted)) return { question: text.trim(), pasted: false };
  const [first = ''] = own;
  const question = isQuoted(first) ? (own.findLast((line) => !isQuoted(line)) ?? '') : first;
  const short = question.length <= longestTyped ? question.trim() : '';
  return { question: short, pasted: true };
}
