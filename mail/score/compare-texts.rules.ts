/** How a text compares with the expected one. `isLossy` and `isLeft`: more than 5 % of the expected words are missing, or as many are too much. */
export type TextComparison = { isExact: boolean; isLossy: boolean; isLeft: boolean };

const share = 0.05;

/** Compares two texts after collapsing whitespace. Where `isGlued`, expected texts may have lost their blanks on the way and none counts. */
export function compareTexts(found: string, expected: string, isGlued = false): TextComparison {
  const collapsed = (text: string): string => text.replace(/\s+/g, isGlued ? '' : ' ').trim();
  if (collapsed(found) === collapsed(expected)) return { isExact: true, isLossy: false, isLeft: false };
  const wanted = wordsOf(expected);
  const have = wordsOf(found);
  const missing = countMissing(wanted, have);
  const extra = countMissing(have, wanted);
  const allowed = wanted.length * share;
  return { isExact: false, isLossy: missing > allowed, isLeft: extra > allowed };
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function countMissing(wanted: readonly string[], have: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const word of have) counts.set(word, (counts.get(word) ?? 0) + 1);
  let missing = 0;
  for (const word of wanted) {
    const left = counts.get(word) ?? 0;
    if (left === 0) missing += 1;
    else counts.set(word, left - 1);
  }
  return missing;
}
