import { describe, expect, it } from '@jest/globals';
import { createExpress } from '../../../workflows/activities/express.ts';
import type { DrainResult } from '../../../workflows/contracts/pump.contract.ts';
import { silent } from '../../support/silent.ts';

const empty: DrainResult = { handled: 1, parked: 0, more: false, nextAt: null };

/** An express over a scripted drain; `left` says whether the database still holds deliveries of shard 1 afterwards. */
function express(options: { left?: boolean; fails?: boolean; patienceMs?: number; first?: Promise<void> }) {
  const drained: number[] = [];
  const woken: number[] = [];
  let begun = 0;
  let beside = 0;
  let most = 0;
  const made = createExpress({
    log: silent,
    kind: 'delivery',
    ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
    across: {
      unsafeOpenWork: async () => [
        { kind: 'mail', shard: 1, waiting: 1, nextAt: new Date() },
        ...(options.left ? [{ kind: 'delivery' as const, shard: 1, waiting: 1, nextAt: new Date() }] : []),
      ],
    },
    wakePump: (shard) => woken.push(shard),
    drain: async (shard) => {
      begun += 1;
      beside += 1;
      most = Math.max(most, beside);
      await (begun === 1 && options.first !== undefined ? options.first : new Promise((resolve) => setTimeout(resolve, 5)));
      beside -= 1;
      drained.push(shard);
      if (options.fails) throw new Error('database away');
      return empty;
    },
  });
  return { ...made, drained, woken, most: () => most };
}

describe('the express', () => {
  it('drains at once, and once more when something was queued meanwhile, never twice at a time', async () => {
    const line = express({});
    for (let i = 0; i < 5; i += 1) line.kick(1);
    await new Promise((resolve) => setTimeout(resolve, 2));
    line.kick(1);
    await Promise.all([line.drain(1), line.settled()]);
    expect(line.drained).toEqual([1, 1, 1]);
    expect(line.most()).toBe(1);
    expect(line.woken).toEqual([]);
  });

  it('leaves to the pump what is to be tried later', async () => {
    const line = express({ left: true });
    line.kick(1);
    await line.settled();
    expect(line.woken).toEqual([1]);
  });

  it('leaves everything to the pump when draining fails, and goes on with the next', async () => {
    const line = express({ fails: true });
    line.kick(1);
    await line.settled();
    line.kick(1);
    await line.settled();
    expect(line.drained).toEqual([1, 1]);
    expect(line.woken).toEqual([1, 1]);
  });

  it('gives a failed batch to whoever asked for it and lets the next one run', async () => {
    const line = express({ fails: true });
    await expect(line.drain(1)).rejects.toThrow('database away');
    await expect(line.drain(1)).rejects.toThrow('database away');
    expect(line.drained).toEqual([1, 1]);
  });

  it('does what comes while a batch hangs beside it, once its patience ends', async () => {
    const hangs = Promise.withResolvers<void>();
    const line = express({ patienceMs: 20, first: hangs.promise });
    line.kick(1);
    line.kick(1);
    const second = await line.drain(1);
    expect(second).toEqual(empty);
    expect(line.drained.length).toBeGreaterThan(0);
    hangs.resolve();
    await line.settled();
    expect(line.most()).toBeGreaterThan(1);
  });

  it('waits for a batch however long it takes when it was given no patience', async () => {
    const hangs = Promise.withResolvers<void>();
    const line = express({ first: hangs.promise });
    line.kick(1);
    const second = line.drain(1);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(line.drained).toEqual([]);
    hangs.resolve();
    await second;
    await line.settled();
    expect(line.most()).toBe(1);
  });
});
