/** A sentence of a text: offsets in UTF-16 units, blanks at its ends not counted. */
export type Sentence = { from: number; to: number };

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
/** Words that end with a full stop inside a sentence; without it, in lower case. */
const abbreviations = new Set(
  `nr no bzw ca mr mrs ms dr prof st str tel ggf usw inkl exkl zb z b d h u a e g i vs approx etc incl excl fig max min sr sra srta sig dott ing pl ul godz np tzn tj tzw itp itd m in al ed av bd ref art env resp bv o dhr mevr abs vgl evtl stk stck pcs szt uds`.split(
    ' ',
  ),
);
/** A line that is at least this long may have been broken by a mail program rather than by its writer. */
const wrappedLine = 55;
const mostSentences = 400;

/**
 * The sentences of a text in its own order, in whatever language: by the rules of Unicode (UAX 29), but a line that a mail program broke goes on, and "Nr. 5" does not
 * end one. At most 400; never overlapping, and `text.slice(from, to)` is the sentence.
 */
export function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = [];
  let open: number | null = null;
  for (const { segment, index } of segmenter.segment(unwrapped(text))) {
    if (found.length === mostSentences) break;
    const from: number = open ?? index;
    open = null;
    if (endsInAbbreviation(segment)) {
      open = from;
      continue;
    }
    push(found, text, from, index + segment.length);
  }
  if (open !== null && found.length < mostSentences) push(found, text, open, text.length);
  return found;
}

function push(found: Sentence[], text: string, from: number, to: number): void {
  const raw = text.slice(from, to);
  const start = from + (raw.length - raw.trimStart().length);
  const end = from + raw.trimEnd().length;
  if (start < end && /[\p{L}\p{N}]/u.test(text.slice(start, end))) found.push({ from: start, to: end });
}

/** As long as the text, so that offsets hold: a single line end behind a long line is a blank. */
function unwrapped(text: string): string {
  let lineStart = 0;
  let out = '';
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', lineStart)) {
    const next = text.charAt(at + 1);
    const goesOn = at - lineStart >= wrappedLine && /[\p{L}\p{N}(„“"']/u.test(next);
    out += `${text.slice(lineStart, at).replaceAll('\r', ' ')}${goesOn ? ' ' : '\n'}`;
    lineStart = at + 1;
  }
  return out + text.slice(lineStart).replaceAll('\r', ' ');
}

function endsInAbbreviation(segment: string): boolean {
  const word = /(?:^|[\s(])(\p{L}{1,5}|\d{1,2})\.[ \t\u00a0]+$/u.exec(segment)?.[1];
  if (word === undefined) return false;
  // "Am 5. Mai": a day or an ordinal goes on.
  return abbreviations.has(word.toLowerCase()) || /^\d/.test(word);
}
