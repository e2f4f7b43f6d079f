import { spelledOut } from './words/shorthand.rules.ts';

/** A word of what somebody typed: `raw` as typed, `word` to compare by. `mark`: something that is no ordinary word. */
export type Token = {
  raw: string;
  word: string;
  start: number;
  end: number;
  mark: 'word' | 'number' | 'ref' | 'address' | 'quoted' | 'day';
  /** it ended in a possessive `'s` */
  owns: boolean;
};

/** Lower case without accents, so that `Überfällig`, `überfallig` and `UBERFALLIG` are one word. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('’', "'")
    .replaceAll('ı', 'i');
}

const patterns: readonly (readonly [Token['mark'], RegExp])[] = [
  ['quoted', /"([^"\n]{1,200})"|“([^”\n]{1,200})”|„([^“”\n]{1,200})[“”]|«\s?([^»\n]{1,200}?)\s?»/uy],
  ['address', /[^\s<>:,;|"()]+@[^\s<>:,;|"()]+\.[\p{L}]{2,}/uy],
  ['ref', /TKT-\d{6}-\d+|\d{6}-\d+|#\s?\d{1,9}(?!\d)/iuy],
  ['day', /\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}/uy],
  ['number', /\d+(?![\p{L}\d])/uy],
  ['word', /[\p{L}\p{N}&]+(?:['’][\p{L}\p{N}]+)*/uy],
];

/** The words of a text. Hyphens part words, so that `on-call` and `on call` are the same. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const token = tokenAt(text, at);
    if (token === null) at += 1;
    else {
      found.push(token);
      at = token.end;
    }
  }
  return found.flatMap(withoutElision);
}

function tokenAt(text: string, at: number): Token | null {
  for (const [mark, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) continue;
    const end = at + match[0].length;
    if (mark === 'quoted') {
      const raw = match.slice(1).find((one) => one !== undefined) ?? '';
      return { raw, word: fold(raw), start: at, end, mark, owns: false };
    }
    const owner = /^(.{2,})['’]s$/iu.exec(match[0]);
    const isOwner =
      mark === 'word' && owner !== null && !/^(?:what|who|how|where|when|why|it|let|that|there|here|he|she)$/i.test(owner[1] ?? '');
    const raw = isOwner ? (owner?.[1] ?? '') : match[0].replace(/^#\s/, '#');
    return { raw, word: mark === 'word' ? spelledOut(fold(raw)) : fold(raw), start: at, end, mark, owns: isOwner };
  }
  return null;
}

/** `d'Acme` and `l'équipe` are two words; `don't` is one. */
function withoutElision(token: Token): Token[] {
  const found = token.mark === 'word' ? /^((?:l|d|n|s|j|m|c|qu)['’])(.+)$/iu.exec(token.raw) : null;
  if (found === null) return [token];
  const cut = token.start + (found[1]?.length ?? 0);
  const article = (found[1] ?? '').slice(0, -1);
  return [
    { ...token, raw: article, word: fold(article), end: cut, owns: false },
    { ...token, raw: found[2] ?? '', word: fold(found[2] ?? ''), start: cut },
  ];
}
