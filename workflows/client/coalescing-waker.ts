import type { Logger } from '../../config/logger.ts';
import type { Wake, WorkKind } from '../../domain/tenancy/wake.types.ts';

export type CoalescingWaker = {
  /** Fits `TenancyOptions.afterCommit`: returns at once, never throws. */
  wake(wakes: Pick<Wake, 'kind' | 'shard'>[]): void;
  /** Resolves when no signal is under way. */
  settled(): Promise<void>;
};

/**
 * Wakes pumps after commits without ever making a commit wait: one signal in flight per pump, and one more if something came meanwhile. A signal
 * that fails is left to the sweep: the work is in the database.
 */
export function createCoalescingWaker(wakePump: (kind: WorkKind, shard: number) => Promise<void>, log: Logger): CoalescingWaker {
  const inFlight = new Map<string, { again: boolean; done: Promise<void> }>();
  const run = async (kind: WorkKind, shard: number, key: string): Promise<void> => {
    for (;;) {
      await wakePump(kind, shard).catch((error: unknown) => log.warn({ err: error, pump: key }, 'pump was not woken; the sweep will'));
      const state = inFlight.get(key);
      if (state === undefined || !state.again) break;
      state.again = false;
    }
    inFlight.delete(key);
  };
  return {
    wake: (wakes) => {
      for (const { kind, shard } of wakes) {
        const key = `${kind}-${shard}`;
        const state = inFlight.get(key);
        if (state !== undefined) {
          state.again = true;
          continue;
        }
        const entry = { again: false, done: Promise.resolve() };
        inFlight.set(key, entry);
        entry.done = run(kind, shard, key);
      }
    },
    settled: async () => {
      while (inFlight.size > 0) await Promise.all([...inFlight.values()].map((entry) => entry.done));
    },
  };
}
