import { describe, expect, it } from '@jest/globals';
import { createCoalescingWaker } from '../../../workflows/client/coalescing-waker.ts';
import { silent } from '../../support/silent.ts';

describe('the coalescing waker', () => {
  it('has one signal in flight per pump, and exactly one more if something came meanwhile', async () => {
    const sent: string[] = [];
    const gates: (() => void)[] = [];
    const waker = createCoalescingWaker((kind, shard) => {
      sent.push(`${kind}-${shard}`);
      return new Promise((resolve) => gates.push(resolve));
    }, silent);
    for (let i = 0; i < 5; i += 1) waker.wake([{ kind: 'mail', shard: 1 }]);
    waker.wake([{ kind: 'mail', shard: 2 }]);
    expect(sent).toEqual(['mail-1', 'mail-2']);
    for (const open of gates.splice(0)) open();
    await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toEqual(['mail-1', 'mail-2', 'mail-1']);
    for (const open of gates.splice(0)) open();
    await waker.settled();
    waker.wake([{ kind: 'mail', shard: 1 }]);
    expect(sent).toHaveLength(4);
    for (const open of gates.splice(0)) open();
    await waker.settled();
  });

  it('never lets a failed signal reach the commit that caused it', async () => {
    const waker = createCoalescingWaker(() => Promise.reject(new Error('server away')), silent);
    expect(() => waker.wake([{ kind: 'mail', shard: 0 }])).not.toThrow();
    await waker.settled();
  });
});
