import type { Look } from './look.types.ts';
import type { Token } from './tokens.rules.ts';

/** The first word behind a relation or an amount is one that stands behind it in the sources too. */
export function relationsProblem(look: Look): string | null {
  const { said, row, pairs, words, rel } = look;
  const kinds: [(token: Token) => string | null, (at: number) => Set<number>][] = [
    [({ plain }) => rel.relations.get(plain) ?? null, (at) => spanBehind(look, at)],
    [
      ({ plain }) => (rel.amounts.has(plain) ? plain : null),
      (at) => new Set([at + 1, at + 2, at + 3].filter((place) => row[place]?.clause === row[at]?.clause)),
    ],
    [({ plain }) => (rel.of.has(plain) && !rel.relations.has(plain) ? 'of' : null), (at) => new Set([at + 1, at + 2, at + 3, at + 4])],
  ];
  for (const [classOf, spanOf] of kinds) {
    for (const [at, token] of said.entries()) {
      const own = classOf(token);
      const next = pairs.find((pair) => pair.said > at && said[pair.said]?.clause === token.clause);
      if (own === null || next === undefined) continue;
      const behind = row.flatMap((other, place) => (classOf(other) === own ? [spanOf(place)] : []));
      const isBehind = behind.some((span) => [...span].some((place) => row[place]?.key === said[next.said]?.key));
      if (!isBehind && !(own === rel.after && isFirst(look, next.shown)) && !(own === 'of' && isBefore(look, at, next.shown)))
        return `“${token.plain} … ${said[next.said]?.plain}” is not what its sources say`;
    }
  }
  return limitsProblem(look, words.limits) ?? amountsLeftOut(look) ?? narrowedProblem(look);
}

/** “The mails of the customer” are “the customer’s mails”, and what comes of a thing may stand before it. */
function isBefore({ said, row, pairs }: Look, at: number, shown: number): boolean {
  const last = pairs.findLast((pair) => pair.said < at);
  if (last === undefined) return true;
  const near = row.slice(shown + 1, shown + 3);
  return near.some(({ key }) => key === said[last.said]?.key);
}

/** What a clause without a relation begins with: “ten attempts lock it” is “after ten attempts it is locked”. */
function isFirst({ row, rel, counts }: Look, at: number): boolean {
  const clause = row.filter((token) => token.clause === row[at]?.clause);
  return clause.find(counts) === row[at] && !clause.some(({ plain }) => rel.relations.has(plain));
}

/** From a relation to the end of its clause, or to the next relation. */
function spanBehind({ row, rel, counts }: Look, at: number): Set<number> {
  let hasThing = false;
  const span = new Set<number>();
  for (let place = at + 1; place < row.length && row[place]?.clause === row[at]?.clause; place += 1) {
    // Of “instead of from” and “from before” the second belongs to the first.
    if (hasThing && rel.relations.has(row[place]?.plain ?? '')) break;
    hasThing ||= counts(row[place] as Token);
    span.add(place);
  }
  return span;
}

const beside = 2;

/** “Only” stands beside what it stood beside. */
function limitsProblem({ said, row, pairs, counts }: Look, limits: ReadonlySet<string>): string | null {
  for (const [at, token] of said.entries()) {
    if (!limits.has(token.plain)) continue;
    const near = neighbours(said, at, counts, limits);
    const isThere = row.some((other, place) => {
      if (other.plain !== token.plain) return false;
      const there = neighbours(row, place, counts, limits);
      return near.size === 0 || there.size === 0 || [...near].some((key) => there.has(key));
    });
    if (!isThere && pairs.length > 0) return `“${token.plain}” is not said of this in its sources`;
  }
  return null;
}

function neighbours(tokens: readonly Token[], at: number, counts: (token: Token) => boolean, limits: ReadonlySet<string>): Set<string> {
  const clause = tokens[at]?.clause;
  const own = (some: readonly Token[]): Token[] => some.filter((one) => one.clause === clause && counts(one) && !limits.has(one.plain));
  return new Set([...own(tokens.slice(0, at)).slice(-beside), ...own(tokens.slice(at + 1)).slice(0, beside)].map(({ key }) => key));
}

/** “Some cards” is not “cards”: an amount right before a word that is taken is taken with it. */
function amountsLeftOut({ said, row, pairs, rel }: Look): string | null {
  const taken = new Set(pairs.map(({ shown }) => shown));
  const plains = new Set(said.map(({ plain }) => plain));
  const left = row.find(({ plain, clause }, place) => {
    if (!rel.amounts.has(plain) || plains.has(plain)) return false;
    return taken.has(place + 1) && row[place + 1]?.clause === clause;
  });
  return left === undefined ? null : `its source says “${left.plain}”, which is left out`;
}

/** A condition of the sentence and a limit of the clause that is taken are taken with it. */
function narrowedProblem({ said, row, pairs, words, counts }: Look): string | null {
  const plains = new Set(said.map(({ plain }) => plain));
  const taken = pairs.map(({ shown }) => row[shown] as Token).filter(counts);
  const left = row.find(({ plain, unit, clause }) => {
    if (plains.has(plain)) return false;
    if (words.conditions.has(plain)) return taken.some((one) => one.unit === unit);
    return words.limits.has(plain) && taken.some((one) => one.clause === clause);
  });
  return left === undefined ? null : `its source says “${left.plain}”, which is left out`;
}
