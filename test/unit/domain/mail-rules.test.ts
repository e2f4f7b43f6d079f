import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { nextAttemptAt } from '../../../domain/deliveries/retry.rules.ts';
import { newId } from '../../../domain/ids.types.ts';
import { independentGroups } from '../../../domain/mailboxes/independent-groups.rules.ts';
import { shardCount, shardOf } from '../../../domain/tenancy/shard.rules.ts';
import { newReplyRef, readReplyAddress, replyAddress, withoutSubAddress } from '../../../domain/tickets/reply-address.rules.ts';

const keys = { current: 'k2', derive: (id: string) => createHash('sha256').update(id).digest() };
const tenant = newId<string>();

describe('a reply address', () => {
  const ref = newReplyRef();
  const address = replyAddress('support@one.example', tenant, ref, keys);

  it('reads back to its participant, in capitals too, and under an older key', () => {
    expect(readReplyAddress(address.toUpperCase(), tenant, keys)).toBe(ref);
    expect(readReplyAddress(address, tenant, { ...keys, current: 'k9' })).toBe(ref);
    expect(withoutSubAddress(address)).toBe('support@one.example');
  });

  it('is refused with any letter changed, for another tenant, under another key, or without a key', () => {
    const local = address.slice('support+'.length, address.indexOf('.k2@'));
    for (let i = 0; i < local.length; i += 1) {
      const changed = `${local.slice(0, i)}${local[i] === 'a' ? 'b' : 'a'}${local.slice(i + 1)}`;
      expect(readReplyAddress(`support+${changed}.k2@one.example`, tenant, keys)).toBeNull();
    }
    expect(readReplyAddress(address, newId<string>(), keys)).toBeNull();
    expect(readReplyAddress(address.replace('.k2@', '.k3@'), tenant, keys)).toBeNull();
    const missing = {
      current: 'k2',
      derive: (): Buffer => {
        throw new Error('no such key');
      },
    };
    expect(readReplyAddress(address, tenant, missing)).toBeNull();
  });

  it('fits the 64 octets of a local part for names up to 31 letters (RFC 5321 4.5.3.1.1)', () => {
    const long = replyAddress(`${'s'.repeat(31)}@one.example`, tenant, newReplyRef(), { ...keys, current: 'k1' });
    expect(long.indexOf('@')).toBeLessThanOrEqual(64);
  });
});

describe('independent groups', () => {
  it('keep items that share a key together and in order, also over a third', () => {
    const items = [['a'], ['b'], ['a', 'c'], ['d'], ['c', 'b'], []];
    expect(independentGroups(items, (item) => item)).toEqual([[['a'], ['b'], ['a', 'c'], ['c', 'b']], [['d']], [[]]]);
  });
});

describe('retries', () => {
  it('come with growing gaps for a week and then end', () => {
    const first = new Date('2026-11-21T00:00:00Z');
    const gaps: number[] = [];
    let now = first;
    for (let attempts = 1; attempts < 100; attempts += 1) {
      const next = nextAttemptAt(attempts, first, now);
      if (next === null) break;
      gaps.push((next.getTime() - now.getTime()) / 60_000);
      now = next;
    }
    expect(gaps.slice(0, 8)).toEqual([1, 5, 15, 30, 60, 120, 240, 480]);
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
    expect(now.getTime() - first.getTime()).toBeGreaterThan(6.5 * 86_400_000);
    expect(now.getTime() - first.getTime()).toBeLessThanOrEqual(7 * 86_400_000);
  });
});

describe('shards', () => {
  it('are stable and spread tenants', () => {
    expect(shardOf('018f4e3a-0000-7000-8000-000000000001')).toBe(shardOf('018f4e3a-0000-7000-8000-000000000001'));
    const counts = new Map<number, number>();
    for (let i = 0; i < 4_000; i += 1) {
      const shard = shardOf(newId<string>());
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    expect(counts.size).toBe(shardCount);
    for (const count of counts.values()) expect(count).toBeGreaterThan(500);
  });
});
