/** A run of an excerpt. `found` is a word that was searched for. Text of people: data, never markup. */
export type ExcerptPart = { text: string; found: boolean };

/** Signs round a word that was found, on their way from the database; they are taken out of the text before. */
export const excerptMarks = { start: '\u0002', stop: '\u0003' };

const longest = 400;

/** The parts of an excerpt whose found words are marked, on one line and of at most 400 characters. */
export function readExcerpt(headline: string): ExcerptPart[] {
  const { start, stop } = excerptMarks;
  const line = headline.replace(/\s+/g, ' ').trim().slice(0, longest);
  return line
    .split(start)
    .flatMap((piece, index): ExcerptPart[] => {
      const [first = '', rest = ''] = piece.split(stop);
      return index === 0
        ? [{ text: first, found: false }]
        : [
            { text: first, found: true },
            { text: rest, found: false },
          ];
    })
    .filter((part) => part.text !== '');
}
