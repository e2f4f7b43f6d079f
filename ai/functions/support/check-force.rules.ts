import type { Look } from './look.types.ts';
import type { Token } from './tokens.rules.ts';

type Denial = { at: number; scope: Set<number> };

/** What a denial turns: all that follows in its clause, or in some languages all of its clause; “no” and “without” the next word. */
function denialsIn(tokens: readonly Token[], { words, rel, counts }: Look): Denial[] {
  return tokens.flatMap((token, at): Denial[] => {
    if (!words.negations.has(token.plain)) return [];
    const clause = tokens.flatMap((other, place) => (other.clause === token.clause && place !== at && counts(other) ? [place] : []));
    const behind = clause.filter((place) => place > at);
    if (!rel.whole.has(token.plain)) return [{ at, scope: new Set(behind.slice(0, 1)) }];
    return [{ at, scope: new Set(rel.verbLast ? clause : behind) }];
  });
}

/** What is denied here is denied there, and the other way round. */
export function denialsProblem(look: Look): string | null {
  const { said, row, pairs } = look;
  const [here, there] = [denialsIn(said, look), denialsIn(row, look)];
  const isDenied = (denials: Denial[], place: number): boolean => denials.some(({ scope }) => scope.has(place));
  const next = ({ scope, at }: Denial): number | undefined => [...scope].find((place) => place > at) ?? [...scope][0];
  for (const denial of here) {
    const pair = pairs.find((one) => one.said === next(denial));
    if (pair !== undefined && !isDenied(there, pair.shown)) return `its sources do not deny “${said[pair.said]?.plain}”`;
  }
  for (const denial of there) {
    const taken = pairs.filter(({ shown }) => denial.scope.has(shown));
    const first = taken.find(({ shown }) => shown === next(denial));
    const isKept = first === undefined ? taken.length === 0 || taken.some((one) => isDenied(here, one.said)) : isDenied(here, first.said);
    if (!isKept) return `its sources deny “${said[(first ?? taken[0])?.said ?? 0]?.plain}”`;
  }
  return null;
}

/** “And” is not “or”. */
export function joinsProblem({ said, row, pairs, rel }: Look): string | null {
  const joins = (tokens: readonly Token[]): 'and' | 'or' | null => {
    const [and, or] = [tokens.some(({ plain }) => rel.and.has(plain)), tokens.some(({ plain }) => rel.or.has(plain))];
    return and === or ? null : and ? 'and' : 'or';
  };
  for (const [index, pair] of pairs.entries()) {
    const last = pairs[index - 1];
    if (last === undefined || pair.shown <= last.shown) continue;
    const [own, other] = [joins(said.slice(last.said + 1, pair.said)), joins(row.slice(last.shown + 1, pair.shown))];
    if (own !== null && other !== null && own !== other && row[last.shown]?.unit === row[pair.shown]?.unit)
      return `its sources say “${other}” where it says “${own}”`;
  }
  return null;
}

const pastForm = /[^e]ed$|[^eis]eed$/;
const helpReach = 3;

/** A thing done that its sources only tell to do, or that they do as a rule: a past form with no “is” or “has” before it (English, where one form serves both). */
export function doneProblem({ said, row, pairs, rel }: Look): string | null {
  if (rel.helping.size === 0) return null;
  const done = pairs.find(({ said: at, shown }) => {
    const { plain, clause } = said[at] as Token;
    const helped = said.slice(Math.max(0, at - helpReach), at).some((one) => one.clause === clause && rel.helping.has(one.plain));
    const doer = said[at - 1];
    return pastForm.test(plain) && !helped && doer !== undefined && isDoer(doer, rel) && !pastForm.test(row[shown]?.plain ?? '');
  });
  return done === undefined ? null : `its sources do not say that “${said[done.said]?.plain}” is done`;
}

function isDoer({ plain }: Token, rel: Look['rel']): boolean {
  return rel.speaker.has(plain) || rel.reader.has(plain);
}

/** What must be, and what is wished, asked or only thought, is not what is. */
export function forceProblem({ said, row, pairs, rel }: Look): string | null {
  const plains = new Set(said.map(({ plain }) => plain));
  const keys = new Set(said.map(({ key }) => key));
  const takenIn = (clause: number): number => pairs.filter(({ shown }) => row[shown]?.clause === clause).length;
  for (const [at, { plain, key, clause }] of row.entries()) {
    if (rel.must.has(plain) && takenIn(clause) > 1 && ![...rel.must].some((word) => plains.has(word)))
      return `its source says “${plain}”, which is left out`;
    const behind = pairs.filter(({ shown }) => shown > at && row[shown]?.clause === clause).length;
    const asks = rel.attitudes.has(plain) && !keys.has(key) && behind > 1;
    if (asks) return `its source says “${plain}”, which is left out`;
  }
  return null;
}
