import { type Pair, type Row, stepOf } from './align.rules.ts';
import type { Look } from './look.types.ts';
import type { RelationWords } from './relation-words.rules.ts';
import type { Token } from './tokens.rules.ts';

/** The words of one clause of the sentence belong together in the sources, and steps keep their order. */
export function stepsProblem(look: Look): string | null {
  const { said, row, pairs, words, rel, counts } = look;
  const inOrder = said.some(({ plain }) => rel.sequence.has(plain));
  const hasCondition = said.some(({ plain }) => words.conditions.has(plain));
  const moved = new Map<number, number>();
  for (const [index, pair] of pairs.entries()) {
    const last = pairs[index - 1];
    if (last === undefined) continue;
    const [one, other] = [said[last.said] as Token, said[pair.said] as Token];
    const step = stepOf(row, last.shown, pair.shown, counts);
    const together = `“${one.plain}” and “${other.plain}” do not stand together like that in its sources`;
    if (one.clause !== other.clause) {
      if (step === 'back' && (inOrder || sequenceBetween(row, pair.shown, last.shown, rel)))
        return `its sources have “${other.plain}” before “${one.plain}”`;
      if (step === 'far' && one.unit === other.unit && (isSubordinate(look, last, pair) || hasCondition || !isMostOfIt(look, pair)))
        return together;
      if (step === 'apart' && isFigure(other, rel)) return together;
      continue;
    }
    if (step === 'far' || step === 'apart') return together;
    // In some languages the verb goes to the end of its clause.
    const isLast = rel.verbLast && pairs[index + 1]?.said !== undefined && said[pairs[index + 1]?.said as number]?.clause !== other.clause;
    const isEnd = rel.verbLast && (isLast || index === pairs.length - 1);
    if (step !== 'back' || isEnd || pair.shown === last.shown) continue;
    moved.set(other.clause, (moved.get(other.clause) ?? 0) + 1);
    if ((moved.get(other.clause) ?? 0) > 1 || inOrder || ofBetween(look, last, pair))
      return `its sources have “${other.plain}” before “${one.plain}”`;
  }
  return words.linking.size === 0 && moved.size > 0 ? 'its sources say it in another order' : null;
}

function sequenceBetween(row: Row, from: number, to: number, rel: RelationWords): boolean {
  return row.slice(from, to).some(({ plain }) => rel.sequence.has(plain));
}

function isFigure({ kind, plain }: Token, rel: RelationWords): boolean {
  return kind === 'number' || rel.measures.has(plain);
}

/** “The owner of the box” is not “the box of the owner”. */
function ofBetween({ said, row, rel }: Look, last: Pair, pair: Pair): boolean {
  const hasOf = (tokens: readonly Token[]): boolean => tokens.some(({ plain }) => rel.of.has(plain));
  return hasOf(said.slice(last.said + 1, pair.said)) && hasOf(row.slice(pair.shown + 1, last.shown));
}

/** “That”, “which” and “because” tie a clause to the one before; “and” and a comma do not. */
function isSubordinate({ said, words, rel }: Look, last: Pair, pair: Pair): boolean {
  const between = said.slice(last.said + 1, pair.said);
  return between.some(
    ({ plain }, at) =>
      words.splitters.has(plain) && !rel.and.has(plain) && !rel.or.has(plain) && !rel.relations.has(between[at - 1]?.plain ?? ''),
  );
}

/** A piece of another sentence is said as a whole, or at least half of it: a single word of it would be put into a list it is not in. */
function isMostOfIt({ said, row, pairs, counts }: Look, pair: Pair): boolean {
  const unit = (row[pair.shown] as Token).unit;
  const whole = new Set(row.filter((token) => token.unit === unit && counts(token)).map(({ key }) => key));
  const taken = new Set(pairs.filter(({ shown }) => row[shown]?.unit === unit).map(({ shown }) => (row[shown] as Token).key));
  const first = said[pair.said] as Token;
  return taken.size * 2 >= whole.size || (first.clause === said[0]?.clause && taken.size > 2);
}
