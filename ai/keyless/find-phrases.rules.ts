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
 * words before a phrase cancels it, "not urgent" is no urgency, unless it is part of another phrase: "not working". With no or an unknown language all tables are asked.
 */
export function findPhrases(text: string, language: string | null): Hit[] {
  const asked = language !== null && matchers.has(language) ? [...new Set([language, everywhere])] : [...matchers.keys()];
  const clauses = clausesOf(text);
  const used = asked.map((name) => matchers.get(name)).filter((matcher) => matcher !== undefined);
  // A word both languages have ("urgent") is cancelled by the negators of either.
  const negators = new Set(used.flatMap((matcher) => matcher.negators));
  const topics = used.flatMap((matcher) => matcher.topics);
  const hits = clauses.flatMap((clause) => hitsOf(clause, topics, negators));
  return [...new Map(hits.map((hit) => [`${hit.topic} ${hit.phrase}`, hit])).values()];
}

type Found = Hit & { start: number; end: number };

/** Work grows with the length of the clause alone: each phrase looks at three words before it, never at all of them. */
function hitsOf(clause: string, topics: TopicPattern[], negators: ReadonlySet<string>): Hit[] {
  const found = topics.flatMap(({ topic, pattern }) =>
    [...clause.matchAll(pattern)].map(
      (match): Found => ({ topic, phrase: match[0], start: match.index, end: match.index + match[0].length }),
    ),
  );
  // "Printer not working urgent": this "not" belongs to the fault, and neither to a "not urgent" nor to what follows.
  const spent = wordStarts(
    clause,
    found.filter(({ topic }) => topic !== 'calm'),
  );
  const calm = found.filter(({ topic, start }) => topic === 'calm' && !spent.has(start));
  const calmed = wordStarts(clause, calm);
  const others = found.filter(({ topic, start }) => topic !== 'calm' && !calmed.has(start) && !isNegated(clause, start, negators, spent));
  return [...calm, ...others].map(({ topic, phrase }) => ({ topic, phrase }));
}

/** Where in the clause each word of the phrases begins. */
function wordStarts(clause: string, phrases: Found[]): Set<number> {
  const starts = new Set<number>();
  for (const { start, end } of phrases) {
    for (let at = start; at > 0 && at < end; at = clause.indexOf(' ', at) + 1) starts.add(at);
  }
  return starts;
}

function isNegated(clause: string, start: number, negators: ReadonlySet<string>, spent: ReadonlySet<number>): boolean {
  let end = start - 1;
  for (let words = 0; words < reach && end > 0; words += 1) {
    const begin = clause.lastIndexOf(' ', end - 1) + 1;
    if (negators.has(clause.slice(begin, end)) && !spent.has(begin)) return true;
    end = begin - 1;
  }
  return false;
}

/** Clauses as lower-case words between single blanks, with a blank at both ends. Apostrophes and hyphens part words, as in the tables. */
function clausesOf(text: string): string[] {
  return text
    .toLowerCase()
    .normalize('NFC')
    .split(/[.!?;:,()\n\u3002\u2013\u2014]+| -+ /)
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
