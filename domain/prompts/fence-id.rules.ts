import { createHash } from 'node:crypto';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The id that opens and closes the fences of one rendering: made from the values and from no chance, so the same request gives the same bytes, and held by none of them
 * in any case of letters, so no value can close its fence. `digest` is for tests.
 */
export function fenceId(values: Record<string, string>, digest: (text: string) => string = sha256): string {
  const written = JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
  const read = Object.values(values).join('\n').toLowerCase();
  for (let round = 0; ; round++) {
    const id = digest(`${round}\n${written}`).slice(0, 12);
    if (!read.includes(id)) return id;
  }
}
