/**
 * SQL that gives the text of an expression as plain words in lower case, without addresses and links. A word with a hyphen is there in parts and as one (`wi-fi`
 * is also `wifi`). Articles and questions go through the same.
 */
export function plainWordsSql(text: string): string {
  const bare = `lower(normalize(${text}, nfc))`;
  const withoutLinks = `regexp_replace(${bare}, '[^[:space:]]+@[^[:space:]]+|https{0,1}://[^[:space:]]+', ' ', 'g')`;
  const joined = `regexp_replace(${withoutLinks}, '([[:alnum:]]+)-([[:alnum:]]+)', '\\1\\2 \\1 \\2', 'g')`;
  const withoutShort = `regexp_replace(${joined}, '([[:alpha:]])[''’](t|s|re|ve|ll|m|d)\\y', '\\1 ', 'g')`;
  return `regexp_replace(${withoutShort}, '[^[:alnum:]]+', ' ', 'g')`;
}

/** SQL for the text search configuration of a language column; a language PostgreSQL cannot stem is taken word by word. */
export function configSql(language: string): string {
  const known = { en: 'english', de: 'german', fr: 'french', es: 'spanish', it: 'italian', nl: 'dutch' };
  const cases = Object.entries(known).map(([code, config]) => `when '${code}' then '${config}'::regconfig`);
  return `case ${language} ${cases.join(' ')} else 'simple'::regconfig end`;
}

/**
 * SQL for a derived table with the stems of an expression in plain words and how often each stands there. Stop words and endings are recognised with their
 * accents, then the accents go: what is typed without them is found. Sorted by bytes, so that a stretch of the alphabet is the same on every server.
 */
export function stemsSql(language: string, words: string): string {
  return `(select unaccent(s.lexeme) collate "C" as stem, sum(cardinality(s.positions)) as times
    from unnest(to_tsvector(${configSql(language)}, ${words})) as s where unaccent(s.lexeme) <> '' group by 1)`;
}
