import type { Evidence } from '../../../domain/ai-runs/results.types.ts';
import type { Sentence } from '../../keyless/sentences.rules.ts';

const most = 3;
const mostLookedAt = 50;

/**
 * The pieces of a message that pairs of first and last sentence number (from 1) stand for, cut out by code. A pair that is negative, reversed, beyond the end or not
 * whole numbers is dropped, and so is one that covers the whole message: it points to nothing.
 */
export function cutEvidence(
  message: { id: Evidence['messageId']; text: string },
  sentences: readonly Sentence[],
  pairs: readonly { first: number; last: number }[],
): Evidence[] {
  const found = new Map<string, Evidence>();
  for (const { first, last } of pairs.slice(0, mostLookedAt)) {
    if (!Number.isInteger(first) || !Number.isInteger(last) || first < 1 || last < first || last > sentences.length) continue;
    const [start, end] = [sentences[first - 1], sentences[last - 1]];
    if (start === undefined || end === undefined || (first === 1 && last === sentences.length)) continue;
    const quote = message.text.slice(start.from, end.to);
    found.set(`${start.from} ${end.to}`, { kind: 'message', messageId: message.id, from: start.from, to: end.to, quote });
  }
  return [...found.values()].slice(0, most);
}
