import { align, type Row, rowOf } from './align.rules.ts';
import { denialsProblem, doneProblem, forceProblem, joinsProblem } from './check-force.rules.ts';
import { relationsProblem } from './check-relations.rules.ts';
import { stepsProblem } from './check-steps.rules.ts';
import type { Look } from './look.types.ts';
import { type RelationWords, relationWords } from './relation-words.rules.ts';
import type { SupportWords } from './support-words.rules.ts';
import type { Token } from './tokens.rules.ts';

/** Whose words a source's are; “we” of a customer is the “you” of a reply. */
export type Told = { by: 'us' | 'customer'; tokens: readonly Token[] };

/**
 * Whether the things of a sentence stand in the relations in which its sources have them: the words of a clause come from one clause or from neighbours, in their order
 * but for one piece that may be moved; steps keep their order; what stands behind “if”, “before”, “from”, “all”, “only” or “not” there stands behind it here. Returns what
 * is otherwise, in words, or null. `isFact`: words that say what a thing is.
 */
export function orderProblem(
  said: readonly Token[],
  told: readonly Told[],
  language: string,
  words: SupportWords,
  isFact: (token: Token) => boolean,
): string | null {
  const rel = relationWords(language);
  const row = rowOf(told.map(({ tokens }) => tokens));
  const roles = rowRoles(told, rel);
  const isThing = ({ plain }: Token): boolean =>
    !words.linking.has(plain) &&
    ![rel.relations, rel.sequence, rel.amounts, words.limits, words.approximations, words.we, words.you].some((set) => set.has(plain));
  const counts = (token: Token): boolean => isThing(token) && (isFact(token) || words.courtesy.has(token.plain));
  const wanted = said.flatMap((token, at) => (counts(token) || roleOf(token, 'us', rel) !== null ? [at] : []));
  const places = placesIn(row, roles, rel);
  const pairs = align(said, wanted, row, (at) => places(said[at] as Token), counts);
  const look: Look = { said, row, pairs, words, rel, counts };
  return (
    stepsProblem(look) ?? relationsProblem(look) ?? denialsProblem(look) ?? joinsProblem(look) ?? forceProblem(look) ?? doneProblem(look)
  );
}

type Role = 'speaker' | 'reader';

function roleOf({ plain, kind }: Token, by: Told['by'], rel: RelationWords): Role | null {
  if (kind !== 'word') return null;
  if (rel.speaker.has(plain)) return by === 'us' ? 'speaker' : 'reader';
  if (rel.reader.has(plain)) return by === 'us' ? 'reader' : 'speaker';
  return null;
}

function rowRoles(told: readonly Told[], rel: RelationWords): (Role | null)[] {
  return told.flatMap(({ by, tokens }) => tokens.map((token) => roleOf(token, by, rel)));
}

function placesIn(row: Row, roles: readonly (Role | null)[], rel: RelationWords): (token: Token) => number[] {
  return (token) => {
    const role = roleOf(token, 'us', rel);
    return row.flatMap((other, place) => ((role === null ? other.key === token.key : roles[place] === role) ? [place] : []));
  };
}
