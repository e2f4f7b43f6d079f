/** A place of a postal address: offsets in UTF-16 units. */
export type FoundAddress = { from: number; to: number };

const city = String.raw`\p{Lu}[\p{L}.'’-]+(?:[ -](?:am|an der|a\.d\.|sur|de|di|la|le|\p{Lu}[\p{L}.'’-]+)){0,4}`;
/** Postal codes with their town: Britain, the Netherlands, Poland, Portugal, five digits of the continent, the United States. */
const towns = [
  String.raw`\b(?:${city},? )?[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b`,
  String.raw`\b\d{4} ?[A-Z]{2} +${city}`,
  String.raw`\b\d{2}-\d{3} +${city}`,
  String.raw`\b\d{4}-\d{3} +${city}`,
  String.raw`\b(?:[A-Z]{1,2}-)?\d{5} +${city}`,
  String.raw`\b${city},? [A-Z]{2} \d{5}(?:-\d{4})?\b`,
].map((pattern) => new RegExp(pattern, 'gu'));
/** A street with its number, in either order. */
const street =
  /(?:\b\d{1,5}[a-z]?,? (?:rue |avenue |boulevard |place |calle |via )?(?:\p{Lu}[\p{L}.'’-]*[ ]?){1,5}|(?<![\p{L}\p{N}])(?:(?:ul|al|pl|os)\. |(?:calle|via|rue|plaza|piazza|avenida|corso) )?(?:\p{Lu}[\p{L}.'’-]* (?:(?:der|den|dem|la|le|de|del|di|am) )?){0,3}\p{Lu}[\p{L}.'’-]{2,} \d{1,4} ?[a-z]?\b(?!\.\d))/u;

/** The postal addresses of a text, each from its street to its town; a postal code alone, with no street before it, is none. */
export function findAddresses(text: string): FoundAddress[] {
  const found: FoundAddress[] = [];
  for (const pattern of towns) {
    for (const match of text.matchAll(pattern)) {
      const to = match.index + match[0].replace(/[.,]+$/, '').length;
      const from = streetBefore(text, match.index);
      if (from !== null && !found.some((other) => from < other.to && other.from < to)) found.push({ from, to });
    }
  }
  return found.sort((one, other) => one.from - other.from);
}

/** Where the street begins that stands on the same line before the town, or on the line above it. */
function streetBefore(text: string, town: number): number | null {
  const lineStart = text.lastIndexOf('\n', town - 1) + 1;
  const before = text.slice(lineStart, town);
  const same = lastStreet(before);
  if (same !== null) return lineStart + same;
  if (before.trim() !== '' && !/^[\s,]*(?:in|at)?\s*$/i.test(before)) return null;
  const above = text.lastIndexOf('\n', lineStart - 2) + 1;
  const found = lineStart === 0 ? null : lastStreet(text.slice(above, lineStart - 1));
  return found === null ? null : above + found;
}

function lastStreet(text: string): number | null {
  const start = Math.max(0, text.lastIndexOf(': ') + 2, text.length - 90);
  const found = street.exec(text.slice(start === 1 ? 0 : start));
  return found === null ? null : (start === 1 ? 0 : start) + found.index;
}
