/** Which pairs of neighbouring characters a text holds: a phrase with a pair that is not among them cannot stand in it. */
export type LetterPairs = Uint8Array;

/** A phrase to be looked for in many texts. */
export type Phrase = { readonly text: string; readonly pairs: Uint16Array };

const slots = 4096;

/** The pairs of a text, in one pass over it. Two pairs may share a slot: what is not there is surely not there. */
export function pairsOf(text: string): LetterPairs {
  const pairs = new Uint8Array(slots);
  let before = text.charCodeAt(0);
  for (let at = 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    pairs[slotOf(before, code)] = 1;
    before = code;
  }
  return pairs;
}

/** A phrase with its pairs. */
export function phraseOf(text: string): Phrase {
  const pairs = new Set<number>();
  for (let at = 1; at < text.length; at += 1) pairs.add(slotOf(text.charCodeAt(at - 1), text.charCodeAt(at)));
  return { text, pairs: Uint16Array.from(pairs) };
}

/** True when the phrase stands in the text of those pairs: as `text.includes`, and quicker where it does not. */
export function holds(text: string, pairs: LetterPairs, phrase: Phrase): boolean {
  for (const slot of phrase.pairs) if (pairs[slot] === 0) return false;
  return text.includes(phrase.text);
}

function slotOf(first: number, second: number): number {
  return ((first * 61) ^ second) & (slots - 1);
}
