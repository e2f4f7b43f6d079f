import type { Card } from '../../cards/card.types.ts';
import { newCommandId } from './command-id.ts';
import { press } from './server-calls.ts';

/** Between two looks, in ms, and how many there are: some five minutes, then a button is left. */
const betweenMs = 1_000;
const mostLooks = 300;

/**
 * Looks after a card that is still being worked on until it is finished, and shows every state of it; an answer that does not come (the server is away, the
 * session is over) is asked for again at the next look. Stops when `isGone` says that nobody sees it any more.
 */
export async function followPending(card: Card, show: (card: Card) => void, isGone: () => boolean): Promise<void> {
  let pending = card.pending;
  let shown = JSON.stringify(card);
  for (let looks = 0; pending !== undefined && looks < mostLooks && !isGone(); looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, betweenMs));
    const next = await look(pending);
    const drawn = JSON.stringify(next);
    // Drawn anew only when it says something else: whoever is about to press a button finds it where it was.
    if (next === null || drawn === shown) continue;
    show(next);
    shown = drawn;
    pending = next.pending;
  }
}

async function look(job: string): Promise<Card | null> {
  try {
    return await press({ op: 'ai.job', args: { job } }, newCommandId());
  } catch {
    return null;
  }
}
