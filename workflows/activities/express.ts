import type { Logger } from '../../config/logger.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import type { WorkKind } from '../../domain/tenancy/wake.types.ts';
import type { DrainResult } from '../contracts/pump.contract.ts';

export type ExpressDeps = {
  across: Pick<AcrossTenants, 'unsafeOpenWork'>;
  log: Logger;
  /** The one kind of work it carries. */
  kind: WorkKind;
  /** One batch of what is due of a shard. */
  drain: (shard: number) => Promise<DrainResult>;
  /** Tells the pump that something is left for it: a retry, what waits for its time, or the rest after a failure. */
  wakePump: (shard: number) => void;
  /**
   * A batch that takes longer, in ms, keeps the next one no longer waiting: a server that does not answer is one tenant's trouble. Without it no two batches of
   * a shard run at a time; with it taking an item must be atomic.
   */
  patienceMs?: number;
};

export type Express = {
  /** Does what a commit of this process left, without asking Temporal first. Returns at once, never throws. */
  kick(shard: number): void;
  /** The pump's way to the same drain, in turn with the express's own. */
  drain(shard: number): Promise<DrainResult>;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
};

/** After so long without a kick, in ms, a shard is quiet. */
const quietMs = 100;

/**
 * What is committed in the process that does it is done at once; the pump serves what is left. Nothing rests on it: rows are committed, a claim is atomic, and
 * what a killed process leaves is found by the sweep.
 */
export function createExpress({ across, log, kind, drain, wakePump, patienceMs }: ExpressDeps): Express {
  const inTurn = createTurns(drain, patienceMs);
  const asked = new Set<number>();
  const running = new Set<number>();
  const underWay = new Set<Promise<void>>();
  const interrupt = new Map<number, () => void>();
  /** True when nobody asked for a moment. */
  const isQuiet = async (shard: number): Promise<boolean> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, quietMs);
    interrupt.set(shard, resolve);
    await promise;
    clearTimeout(timer);
    interrupt.delete(shard);
    return !asked.has(shard);
  };
  const serve = async (shard: number): Promise<void> => {
    while (asked.delete(shard)) while ((await inTurn(shard)).more);
    // What is left is looked for once when it is quiet, not after every commit: until then each batch takes whatever fell due.
    if (!(await isQuiet(shard))) return;
    const left = (await across.unsafeOpenWork()).some((line) => line.kind === kind && line.shard === shard);
    if (left) wakePump(shard);
  };
  const run = async (shard: number): Promise<void> => {
    while (asked.has(shard)) {
      await serve(shard).catch((error: unknown) => {
        log.warn({ err: error, kind, shard }, 'work was left to the pump');
        wakePump(shard);
      });
    }
  };
  const start = (shard: number): void => {
    running.add(shard);
    const done = run(shard).finally(() => underWay.delete(done));
    underWay.add(done);
    void orLate(done, patienceMs).then(() => {
      running.delete(shard);
      // Asked again between the last look and this, or while a slow batch is under way.
      if (asked.has(shard)) start(shard);
    });
  };
  return {
    drain: inTurn,
    kick: (shard) => {
      asked.add(shard);
      interrupt.get(shard)?.();
      if (!running.has(shard)) start(shard);
    },
    settled: async () => {
      while (underWay.size > 0 || running.size > 0) await Promise.all([...underWay, Promise.resolve()]);
    },
  };
}

/** One batch of a shard after another, or beside one that is slow. */
function createTurns(drain: ExpressDeps['drain'], patienceMs: number | undefined): ExpressDeps['drain'] {
  const turns = new Map<number, Promise<void>>();
  return async (shard) => {
    const before = turns.get(shard) ?? Promise.resolve();
    const batch = Promise.withResolvers<DrainResult>();
    turns.set(
      shard,
      before.then(() => {
        const work = (async () => drain(shard))();
        batch.resolve(work);
        return orLate(work, patienceMs);
      }),
    );
    return batch.promise;
  };
}

/** Resolves when the work ends, well or not, or when patience does. */
function orLate(work: Promise<unknown>, patienceMs: number | undefined): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = patienceMs === undefined ? undefined : setTimeout(resolve, patienceMs).unref();
  const end = (): void => {
    clearTimeout(timer);
    resolve();
  };
  work.then(end, end);
  return promise;
}
