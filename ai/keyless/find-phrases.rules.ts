import { type PhraseTable, phraseTables } from './triage-phrases.rules.ts';

export type Topic = Exclude<keyof PhraseTable, 'negators'>;

/** A phrase of a table found in a text, in the words of the text. */
export type Hit = { topic: Topic; phrase: string };

type TopicPattern = { topic: Topic; pattern: RegExp };
type Matcher = { topics: TopicPattern[]; negators: string[] };

const reach = 3;
// English words of urgency and trouble are used in every language; a language of its own only adds to them.
const everywhere = 'en';
const matchers = new Map(Object.entries(phraseTables).map(([language, table]) => [language, compile(table)]));

/**
 * The phrases of a language's table (and the English one) in a text, whole words only, never across a sentence or clause. A negator among the three
 * words before a phrase cancels it: "not urgent" is no urgency. With no or an unknown language all tables are asked.
 */
export function findPhrases(text: string, language: string | null): Hit[] {
  const asked = language !== null && matchers.has(language) ? [...new Set([language, everywhere])] : [...matchers.keys()];
  const clauses = clausesOf(text);
  const used = asked.map((name) => matchers.get(name)).filter((matcher) => matcher !== undefined);
  // A word both languages have ("urgent") is cancelled by the negators of either.
  const negators = new Set(used.flatMap((matcher) => matcher.negators));
  const hits = used.flatMap(({ topics }) => clauses.flatMap((clause) => hitsOf(clause, topics, negators)));
  return [...new Map(hits.map((hit) => [`${hit.topic} ${hit.phrase}`, hit])).values()];
}

function hitsOf(clause: string, topics: TopicPattern[], negators: ReadonlySet<string>): Hit[] {
  return topics.flatMap(({ topic, pattern }) =>
    [...clause.matchAll(pattern)]
      .filter((match) => !isNegated(clause.slice(0, match.index), negators))
      .map((match) => ({ topic, phrase: match[0].trim() })),
  );
}

function isNegated(before: string, negators: ReadonlySet<string>): boolean {
  return before
    .trim()
    .split(' ')
    .slice(-reach)
    .some((word) => negators.has(word));
}

/** Clauses as lower-case words between single blanks, with a blank at both ends. Apostrophes and hyphens part words, as in the tables. */
function clausesOf(text: string): string[] {
  return text
    .toLowerCase()
    .normalize('NFC')
    .split(/[.!?;:,()\n\u3002]+/)
    .map((clause) => ` ${(clause.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `)
    .filter((clause) => clause.length > 2);
}

function compile(table: PhraseTable): Matcher {
  const { negators, ...topics } = table;
  return {
    topics: Object.entries(topics).map(([topic, phrases]) => ({ topic: topic as Topic, pattern: patternOf(phrases) })),
    negators: negators.split('|'),
  };
}

function patternOf(phrases: string): RegExp {
  const words = phrases.split('|').map((phrase) => phrase.normalize('NFC').replaceAll('*', '[\\p{L}\\p{N}]*'));
  // The longest phrase first, so that "not working" is not read as "working".
  words.sort((a, b) => b.length - a.length);
  return new RegExp(`(?<= )(?:${words.join('|')})(?= )`, 'gu');
}
