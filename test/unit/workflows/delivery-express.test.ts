import { describe, expect, it } from '@jest/globals';
import { createDeliveryExpress } from '../../../workflows/activities/delivery-express.ts';
import { silent } from '../../support/silent.ts';

/** An express over a scripted drain; `left` says whether the database still holds deliveries of shard 1 afterwards. */
function express(options: { left?: boolean; fails?: boolean }) {
  const drained: number[] = [];
  const woken: number[] = [];
  let beside = 0;
  let most = 0;
  const made = createDeliveryExpress({
    log: silent,
    across: { unsafeOpenWork: async () => (options.left ? [{ kind: 'delivery', shard: 1, waiting: 1, nextAt: new Date() }] : []) },
    wakePump: (shard) => woken.push(shard),
    drain: async (shard) => {
      beside += 1;
      most = Math.max(most, beside);
      await new Promise((resolve) => setTimeout(resolve, 5));
      beside -= 1;
      drained.push(shard);
      if (options.fails) throw new Error('database away');
      return { handled: 1, parked: 0, more: false, nextAt: null };
    },
  });
  return { ...made, drained, woken, most: () => most };
}

describe('the delivery express', () => {
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
});
