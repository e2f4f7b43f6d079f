/** What a command names and says of it: `Office hours holiday 2026-12-25` → name `Office hours`, keyword `holiday`, rest `2026-12-25`. */
export type NamedRest = { name: string; keyword: string | null; rest: string };

const quoted = /^["“„«]([^"”“»]+)["”“»]\s*/;

/**
 * Parts a text into a name, which may be quoted or of several words, and the first of the keywords after it. Keywords may be of two words; the longer ones
 * come first in the list. Null for an empty text.
 */
export function namedRest(text: string, keywords: readonly string[]): NamedRest | null {
  const said = text.trim();
  if (said === '') return null;
  const name = quoted.exec(said);
  const after = name === null ? said : said.slice(name[0].length);
  const words = keywords.map((keyword) => keyword.replace(' ', '\\s+')).join('|');
  const found = new RegExp(`^(${name === null ? '.+?\\s+' : ''})(${words})(?![\\p{L}\\d-])\\s*(.*)$`, 'isu').exec(after);
  if (found === null) {
    // What follows a quoted name and is no keyword is for the caller to refuse.
    return name === null ? { name: said, keyword: null, rest: '' } : { name: name[1]?.trim() ?? '', keyword: null, rest: after };
  }
  const keyword = (found[2] ?? '').toLowerCase().replace(/\s+/g, ' ');
  return { name: (name?.[1] ?? found[1] ?? '').trim(), keyword, rest: (found[3] ?? '').trim() };
}

/** A name with or without quotes, whole. */
export function unquoted(text: string): string {
  const said = text.trim();
  const found = quoted.exec(said);
  return found !== null && found[0].length === said.length ? (found[1]?.trim() ?? '') : said;
}
