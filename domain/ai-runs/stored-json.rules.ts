/**
 * JSON that a `jsonb` column takes, whatever a text was cut from: half of a surrogate pair (an emoji that a limit or an offset cut in two) and NUL, which PostgreSQL
 * refuses, become U+FFFD. Else one such sign would break a job that has its result.
 */
export function storedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.toWellFormed().replaceAll('\u0000', '\uFFFD') : part,
  );
}
