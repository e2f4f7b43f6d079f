import type { Plan } from './plan.types.ts';
import { leftover, type Sentence, take } from './sentence.rules.ts';
import type { Concept } from './words/concepts.types.ts';

/** A kind of question that is about something else than a list of tickets. Each reads a copy of its own. */
export type Matter = (sentence: Sentence) => Plan | null;

const small: readonly Concept[] = [
  'show',
  'which',
  'what',
  'who',
  'all',
  'exists',
  'with',
  'from',
  'at',
  'did',
  'to',
  'how',
  'polite',
  'me',
  'my',
  'i_have',
  'when',
  'number',
  'and',
  'this',
  'not',
  'open',
  'about',
  'how_many',
  'tickets',
  'new',
  'contact',
  'i_have',
  'working_on',
  'history',
  'how_is',
];

/** True when nothing of weight is left but these. */
export function only(sentence: Sentence, ...also: Concept[]): boolean {
  take(sentence, ...small, ...also);
  return leftover(sentence).length === 0;
}

/** An operation with its arguments. */
export const plan = (op: string, args: Plan['args'] = {}): Plan => ({ op, args });
