/** A text with signs in place of what is never translated; `kept` are those pieces, the first stands for `⟦1⟧`. */
export type Protected = { text: string; kept: string[] };

// In this order: our own signs if somebody wrote one, links, mail addresses, codes with letters and digits, times and numbers with what belongs to them.
const untouchable =
  /⟦[^⟧\n]{0,20}⟧?|⟧|(?:[a-z][a-z0-9+.-]*:\/\/|www\.)[^\s<>"]+[^\s<>"().,;:!?]|[^\s<>"(),;:]+@[^\s<>"(),;:]+\.\p{L}{2,}|(?:[€£$¥]\s?)?(?:[\p{L}]+[-_./#])*[\p{L}]*\p{Nd}[\p{L}\p{Nd}]*(?:[-_.,:/#'’\u00a0\u202f]?[\p{L}\p{Nd}]*\p{Nd}[\p{L}\p{Nd}]*)*(?:\s?[€£$¥%]|\s(?:EUR|GBP|USD|CHF|PLN)\b)?/gu;

/** Puts a sign in place of each number, code, amount, address and link. The same piece twice has two signs, so that each can stand where it belongs. */
export function protect(text: string): Protected {
  const kept: string[] = [];
  const signed = text.replace(untouchable, (piece) => `⟦${kept.push(piece)}⟧`);
  return { text: signed, kept };
}

/**
 * The text with the pieces back in their places. Null when a sign is missing, stands there more than once or was never given, or when a digit, link or address of the
 * model's own stands beside them.
 */
export function restore(text: string, kept: readonly string[]): string | null {
  const seen = [...text.matchAll(/⟦\s*(\d+)\s*⟧/g)].map((found) => Number(found[1]));
  const whole =
    seen.length === kept.length && new Set(seen).size === kept.length && seen.every((number) => number >= 1 && number <= kept.length);
  const between = text.replace(/⟦\s*\d+\s*⟧/g, ' ');
  if (!whole || /[\p{Nd}⟦⟧]|:\/\/|www\.|\p{L}@\p{L}/u.test(between)) return null;
  return text.replace(/⟦\s*(\d+)\s*⟧/g, (_whole, number: string) => kept[Number(number) - 1] as string);
}
