import { orderProblem } from './check-order.rules.ts';
import { relationWords } from './relation-words.rules.ts';
import { type SupportWords, supportWords } from './support-words.rules.ts';
import { type Token, tokensOf } from './tokens.rules.ts';

/** A quoted piece of a source. `by`: whose words they are; in a customer's mouth “we” are the others. */
export type Passage = { text: string; by: 'us' | 'customer' };

/** `missing` says in words what of the sentence its sources do not say. */
export type Support = { ok: boolean; missing: string | null };

const fine: Support = { ok: true, missing: null };
const fails = (missing: string): Support => ({ ok: false, missing });

/**
 * Whether the passages say what the sentence says, by code alone and rather too strict: a sentence that is put in other words is not proved, and a false one shall
 * never be. All of it must hold (`domain.md` 4.6; languages: en, de, fr, es, it, nl, pl, elsewhere every word counts):
 * - every number, code, address and link stands in a passage, a number beside the same thing (one of the three words behind it, or the one before it), in a clause
 *   about the same matter and with its “at least” or “about”;
 * - every other word does, by its stem, but for those that only link words or are courtesy: the share that must be found is all of them;
 * - clause by clause the passage that is nearest denies what the sentence denies, and no more; a “can” does not become an “is”;
 * - what was or will be done, and by whom, is said so in the passages;
 * - a condition, a limit or an “up to” of the passage is in the sentence, and none that it has not;
 * - the words of a clause stand together and in that order in the passages, but for one piece that may be moved (`orderProblem`);
 * - a question proves nothing; a passage of ours, word for word, proves itself.
 * `trusted`: words that need no source, such as the company's name.
 */
export function checkSupport(sentence: string, passages: readonly Passage[], language: string, trusted: readonly string[] = []): Support {
  const words = supportWords(language);
  const said = tokensOf(sentence, words);
  const stating = passages.filter(({ text }) => !/[?？]\s*["”’»)]*$/.test(text.trim()));
  if (stating.length === 0) return fails('no source was given that states anything');
  if (stating.some(({ text, by }) => by === 'us' && oneBlank(text) === oneBlank(sentence))) return fine;
  const shown = stating.map((passage) => ({ ...passage, tokens: tokensOf(passage.text, words) }));
  const ignorable = new Set(trusted.flatMap((text) => tokensOf(text, words).map(({ key }) => key)));
  return (
    [
      () => checkWords(said, shown, words, ignorable),
      () => checkNumbers(said, shown, words),
      () => checkClauses(said, shown, words),
      () => checkDoers(said, shown, words),
      () => checkLimits(said, shown, words, relationWords(language).measures),
      () => checkOrder(said, shown, language, words),
    ]
      .map((check) => check())
      .find(({ ok }) => !ok) ?? fine
  );
}

const oneBlank = (text: string): string => text.replace(/\s+/g, ' ').trim();

type Shown = Passage & { tokens: Token[] };

function checkOrder(said: Token[], shown: Shown[], language: string, words: SupportWords): Support {
  const problem = orderProblem(said, shown, language, words, (token) => factWords([token], words).length > 0);
  return problem === null ? fine : fails(problem);
}

/** Words that say what a thing is. */
export function factWords(tokens: readonly Token[], words: SupportWords): Token[] {
  const grammatical = [
    words.linking,
    words.courtesy,
    words.negations,
    words.modals,
    words.past,
    words.future,
    words.we,
    words.you,
    words.please,
  ];
  return tokens.filter(({ kind, plain }) => kind !== 'word' || !grammatical.some((set) => set.has(plain)));
}

function checkWords(said: Token[], shown: Shown[], words: SupportWords, ignorable: ReadonlySet<string>): Support {
  const known = new Set(shown.flatMap(({ tokens }) => tokens.map(({ key }) => key)));
  const unknown = factWords(said, words).find(({ key }) => !known.has(key) && !ignorable.has(key));
  return unknown === undefined ? fine : fails(`“${unknown.plain}” is in none of its sources`);
}

const reach = 3;
const signs: ReadonlySet<string> = new Set(['eur', 'gbp', 'usd', 'jpy', 'percent']);

function checkNumbers(said: Token[], shown: Shown[], words: SupportWords): Support {
  for (const [at, number] of said.entries()) {
    if (number.kind !== 'number') continue;
    const beside = besideNumber(said, at);
    const matter = matterOf(said, at, words);
    const bound = shown.some(({ tokens }) =>
      tokens.some(
        (other, place) =>
          other.kind === 'number' &&
          other.key === number.key &&
          isBound(beside, tokens, place) &&
          shareMatter(matter, matterOf(tokens, place, words)),
      ),
    );
    if (!bound) return fails(`${number.plain} stands for something else in its sources`);
  }
  return fine;
}

/** What a number counts: the word behind it, else the one before it. */
function besideNumber(tokens: Token[], at: number): string | null {
  const next = tokens[at + 1];
  const before = tokens[at - 1];
  if (next !== undefined && next.clause === tokens[at]?.clause && next.kind !== 'number') return next.key;
  return before === undefined || before.kind === 'number' ? null : before.key;
}

function isBound(beside: string | null, tokens: Token[], place: number): boolean {
  if (beside === null) return true;
  const behind = tokens.slice(place + 1, place + 1 + reach);
  const stop = behind.findIndex(({ kind }) => kind === 'number');
  const near = [...(stop === -1 ? behind : behind.slice(0, stop)), ...tokens.slice(Math.max(0, place - 1), place)];
  return near.some(({ key }) => key === beside);
}

/** What the clause of a number is about: of “£95 a visit and £60 an hour” the second is about the hour. */
function matterOf(tokens: Token[], at: number, words: SupportWords): Set<string> {
  const own = factWords(
    tokens.filter(({ clause, kind }) => clause === tokens[at]?.clause && kind === 'word'),
    words,
  );
  return new Set(own.map(({ key }) => key).filter((key) => !signs.has(key)));
}

function shareMatter(said: ReadonlySet<string>, shown: ReadonlySet<string>): boolean {
  return said.size === 0 || shown.size === 0 || [...said].some((key) => shown.has(key));
}

type Clause = { facts: Set<string>; denied: boolean; weak: boolean };

function clausesOf(tokens: Token[], words: SupportWords): Clause[] {
  const numbers = [...new Set(tokens.map(({ clause }) => clause))];
  return numbers.map((number) => {
    const own = tokens.filter(({ clause }) => clause === number);
    return {
      facts: new Set(factWords(own, words).map(({ key }) => key)),
      denied: own.some(({ plain }) => words.negations.has(plain)),
      weak: own.some(({ plain }) => words.modals.has(plain)),
    };
  });
}

function checkClauses(said: Token[], shown: Shown[], words: SupportWords): Support {
  const offered = shown.flatMap(({ tokens }) => clausesOf(tokens, words));
  const anyDenied = offered.some(({ denied }) => denied);
  for (const clause of clausesOf(said, words)) {
    const overlap = ({ facts }: Clause): number => [...clause.facts].filter((fact) => facts.has(fact)).length;
    const best = Math.max(0, ...offered.map(overlap));
    if (best === 0) {
      if (clause.denied && !anyDenied) return fails('it denies what its sources do not deny');
      continue;
    }
    const nearest = offered.filter((other) => overlap(other) === best);
    if (!nearest.some(({ denied }) => denied === clause.denied)) return fails('it denies what its sources say, or the other way round');
    if (!clause.weak && !nearest.some(({ denied, weak }) => denied === clause.denied && !weak))
      return fails('its sources say only that it can or may be so');
  }
  return fine;
}

const has = (tokens: readonly Token[], set: ReadonlySet<string>): boolean => tokens.some(({ plain }) => set.has(plain));

/** “We” of a customer is the “you” of a reply. */
function speakersOf({ by, tokens }: Shown, words: SupportWords): { we: boolean; you: boolean } {
  const [own, other] = [has(tokens, words.we), has(tokens, words.you)];
  return by === 'us' ? { we: own, you: other } : { we: other, you: own };
}

function checkDoers(said: Token[], shown: Shown[], words: SupportWords): Support {
  const tense = (set: ReadonlySet<string>): boolean => has(said, set) && !shown.some(({ tokens }) => has(tokens, set));
  if (tense(words.past)) return fails('its sources do not say that it was done');
  if (tense(words.future)) return fails('its sources do not say that it will be done');
  const speakers = shown.map((passage) => speakersOf(passage, words));
  const [we, you] = [has(said, words.we), has(said, words.you)];
  if (we && !speakers.some((one) => one.we)) return fails('its sources do not say that we do it');
  const ours = speakers.every((one) => one.we && !one.you);
  if (you && !we && ours) return fails('its sources say that we do it');
  // What customers tell of themselves is theirs: said of nobody it would be a fact of ours.
  const theirs = shown.every(({ by }) => by === 'customer');
  return theirs && !you && !we && speakers.some((one) => one.you || one.we) ? fails('only the customer says so') : fine;
}

function checkLimits(said: Token[], shown: Shown[], words: SupportWords, measures: ReadonlySet<string>): Support {
  const known = shown.flatMap(({ tokens }) => boundsOf(tokens, words, measures));
  const own = boundsOf(said, words, measures);
  const added = own.find((one) => !known.some((other) => other.bound === one.bound && other.figure === one.figure));
  if (added !== undefined) return fails(`its sources do not say “${added.bound}” of this figure`);
  const bare = figuresOf(said, measures).filter((figure) => !own.some((one) => one.figure === figure));
  const left = known.find(({ figure }) => bare.includes(figure) && !hasBare(shown, figure, words, measures));
  return left === undefined ? fine : fails(`its source says “${left.bound}”, which is left out`);
}

type Bound = { bound: string; figure: string };

function figuresOf(tokens: readonly Token[], measures: ReadonlySet<string>): string[] {
  return tokens.filter(({ kind, plain }) => kind === 'number' || measures.has(plain)).map(({ key }) => key);
}

/** “At least twelve”, “up to an hour”: the first figure or measure behind the word, in its clause. */
function boundsOf(tokens: readonly Token[], words: SupportWords, measures: ReadonlySet<string>): Bound[] {
  return tokens.flatMap(({ plain, clause }, at) => {
    if (!words.approximations.has(plain)) return [];
    const [figure] = figuresOf(
      tokens.slice(at + 1, at + 1 + reach).filter((one) => one.clause === clause),
      measures,
    );
    return figure === undefined ? [] : [{ bound: plain, figure }];
  });
}

/** Whether a source has the figure without any bound as well. */
function hasBare(shown: Shown[], figure: string, words: SupportWords, measures: ReadonlySet<string>): boolean {
  return shown.some(({ tokens }) => {
    const all = figuresOf(tokens, measures).filter((one) => one === figure).length;
    return all > boundsOf(tokens, words, measures).filter((one) => one.figure === figure).length;
  });
}
