import { distance } from '../nearest.rules.ts';
import { type Token, tokens } from './fold.rules.ts';
import { meaningOf } from './lexicon.rules.ts';
import type { KnownNames, NameKind } from './plan.types.ts';

/** Words that a part of a name can follow: `the school`. */
export const afterArticle = /^(?:the|from|for|at|vom|von|bei|beim|der|die|das|dem|l|la|le|el|du|de|het)$/;

/** The one customer with this word in the name, when it is spoken of like one: `the school`. */
export function partOfName(token: Token, names: KnownNames | undefined): string | null {
  if (token.word.length < 5 || meaningOf([token.word]) !== null) return null;
  const found = (names?.customer ?? []).filter((name) => tokens(name).some((one) => one.word === token.word));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Names by their folded words: the whole, each beginning of a customer's or team's, the first and the last of a person's. */
export function nameIndex(names: KnownNames | undefined): Map<string, NameKind[]> {
  const index = new Map<string, NameKind[]>();
  const add = (key: string, kind: NameKind): void => {
    const kinds = index.get(key) ?? [];
    if (key.length > 1 && !kinds.includes(kind)) index.set(key, [...kinds, kind]);
  };
  for (const kind of ['staff', 'customer', 'team'] as const) {
    for (const name of names?.[kind] ?? []) {
      const parts = tokens(name).map((one) => `${one.word}${one.owns ? "'s" : ''}`);
      for (let count = 1; count <= Math.min(parts.length, longestName); count += 1) {
        const start = parts.slice(0, count).join(' ');
        add(start, kind);
        if (start.includes(' & ')) add(start.replaceAll(' & ', ' and '), kind);
      }
      if (kind === 'staff' && parts.length > 1) add(parts.at(-1) ?? '', kind);
    }
  }
  return index;
}

/** A name with a slip in it, from five letters on; with two from eight on. */
export function nearName(token: Token, known: Map<string, NameKind[]>): { name: string; kinds: NameKind[] } | null {
  if (token.word.length < 5) return null;
  const reach = (name: string): number =>
    token.word.length > 7 || (token.word.length > 5 && hardLetters(name) === hardLetters(token.word)) ? 2 : 1;
  const near = [...known].filter(
    ([name, kinds]) =>
      !name.includes(' ') && name[0] === token.word[0] && distance(name, token.word) <= (kinds.join() === 'team' ? 1 : reach(name)),
  );
  const [only] = near;
  return only === undefined || near.length > 1 ? null : { name: titled(only[0]), kinds: only[1] };
}

const hardLetters = (word: string): string => [...word.replace(/[aeiouy]/g, '')].sort().join('');

/** A folded name as names are written. */
export function titledAll(name: string): string {
  return name.split(' ').map(titled).join(' ');
}

function titled(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** Most words of a name that are compared. */
export const longestName = 5;
