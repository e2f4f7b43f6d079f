import { AsyncLocalStorage } from 'node:async_hooks';

/** The instants of the units that one act opened. */
export type Trace = { instants: number[] };

const tracing = new AsyncLocalStorage<Trace>();

/** Runs an act and says at which instants its units were. */
export async function traced<T>(work: () => Promise<T>): Promise<{ result: T; instants: number[] }> {
  const trace: Trace = { instants: [] };
  const result = await tracing.run(trace, work);
  return { result, instants: trace.instants };
}

/**
 * The time of one tenant of a fuzz: it stands until it is set, and goes on by some milliseconds whenever a unit begins. So no two units share an instant, and a
 * unit that waits for a lock writes with an earlier instant than the one it waited for, as it is on a busy machine. What such a unit did takes effect a millisecond
 * after the other: the steps are wide enough that this is no third unit's instant.
 */
export class FuzzClock {
  #now: number;
  readonly #random: () => number;

  constructor(start: number, random: () => number) {
    this.#now = start;
    this.#random = random;
  }

  get now(): number {
    return this.#now;
  }

  /** Time never goes back. */
  set(at: number): void {
    this.#now = Math.max(this.#now, at);
  }

  readonly read = (): Date => {
    this.#now += 10 * (1 + Math.floor(this.#random() * 4));
    tracing.getStore()?.instants.push(this.#now);
    return new Date(this.#now);
  };
}
