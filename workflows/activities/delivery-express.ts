import type { Logger } from '../../config/logger.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import type { DrainResult } from '../contracts/pump.contract.ts';

export type DeliveryExpressDeps = {
  across: Pick<AcrossTenants, 'unsafeOpenWork'>;
  log: Logger;
  /** One batch of a shard's due deliveries. */
  drain: (shard: number) => Promise<DrainResult>;
  /** Tells the pump that something is left for it: a retry, or the rest after a failure. */
  wakePump: (shard: number) => void;
};

export type DeliveryExpress = {
  /** Sends what a commit of this process queued, without asking Temporal first. Returns at once, never throws. */
  kick(shard: number): void;
  /** The pump's way to the same drain: never beside an express run of the shard. */
  drain(shard: number): Promise<DrainResult>;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
};

/**
 * A mail that is queued in the process that sends goes out at once; the pump serves what is left. Nothing rests on it: rows are committed, a claim
 * is atomic, and what a killed process leaves is found by the sweep.
 */
export function createDeliveryExpress({ across, log, drain, wakePump }: DeliveryExpressDeps): DeliveryExpress {
  const turns = new Map<number, Promise<unknown>>();
  const asked = new Set<number>();
  const underWay = new Set<Promise<void>>();
  const inTurn = (shard: number): Promise<DrainResult> => {
    const before = turns.get(shard) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(() => drain(shard));
    turns.set(shard, turn);
    return turn;
  };
  const running = new Set<number>();
  const serve = async (shard: number): Promise<void> => {
    while (asked.delete(shard)) while ((await inTurn(shard)).more);
    const left = (await across.unsafeOpenWork()).some((line) => line.kind === 'delivery' && line.shard === shard);
    if (left) wakePump(shard);
  };
  const run = async (shard: number): Promise<void> => {
    // Asked again while the last look was under way: nothing may fall between that look and the end.
    while (asked.has(shard)) {
      await serve(shard).catch((error: unknown) => {
        log.warn({ err: error, shard }, 'deliveries were left to the pump');
        wakePump(shard);
      });
    }
    running.delete(shard);
  };
  return {
    drain: inTurn,
    kick: (shard) => {
      asked.add(shard);
      if (running.has(shard)) return;
      running.add(shard);
      const done = run(shard).finally(() => underWay.delete(done));
      underWay.add(done);
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
