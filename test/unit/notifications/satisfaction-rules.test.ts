import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type AskableTicket, notAskable, satisfactionDueAt } from '../../../domain/satisfaction/satisfaction.rules.ts';
import { isSatisfactionToken, isSignedBy, newSatisfactionToken } from '../../../domain/satisfaction/satisfaction-token.rules.ts';
import { createRateLimit } from '../../../server/http/rate-limit.rules.ts';

const ticket: AskableTicket = {
  status: 'resolved',
  resolvedAt: new Date('2026-11-20T12:00:00Z'),
  isSpam: false,
  isMerged: false,
  requesterAddress: 'jane@acme.example',
  wasAnswered: true,
  wasAsked: false,
};
const tenant = { askSatisfaction: true, satisfactionDelayHours: 24 };

describe('whether a requester is asked', () => {
  it('is the tenant’s delay after the resolution', () => {
    expect(satisfactionDueAt(ticket, tenant)?.toISOString()).toBe('2026-11-21T12:00:00.000Z');
    expect(satisfactionDueAt({ ...ticket, status: 'closed' }, tenant)).not.toBeNull();
  });

  const never: [string, Partial<AskableTicket>][] = [
    ['spam', { isSpam: true }],
    ['cancelled', { status: 'cancelled' }],
    ['open again', { status: 'open', resolvedAt: null }],
    ['closed without a resolution', { status: 'closed', resolvedAt: null }],
    ['without a requester', { requesterAddress: null }],
    ['without a public message of ours', { wasAnswered: false }],
    ['merged', { isMerged: true }],
    ['asked before', { wasAsked: true }],
  ];
  it.each(never)('never: %s', (_why, over) => {
    expect(satisfactionDueAt({ ...ticket, ...over }, tenant)).toBeNull();
    expect(notAskable({ ...ticket, ...over }, tenant)).not.toBeNull();
  });

  it('never where the tenant has not switched it on', () => {
    expect(satisfactionDueAt(ticket, { ...tenant, askSatisfaction: false })).toBeNull();
  });
});

describe('the token of a link', () => {
  const keys = (seed: string) => ({ current: 'k1', derive: (id: string) => createHash('sha256').update(`${seed}${id}`).digest() });
  it('is believed only for the tenant and key that signed it', () => {
    const token = newSatisfactionToken('tenant-1', keys('a'));
    expect(isSatisfactionToken(token)).toBe(true);
    expect(isSignedBy(token, 'tenant-1', keys('a'))).toBe(true);
    expect(isSignedBy(token, 'tenant-2', keys('a'))).toBe(false);
    expect(isSignedBy(token, 'tenant-1', keys('b'))).toBe(false);
    const [secret = '', mac = ''] = token.split('.');
    expect(isSignedBy(`${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}.${mac}.k1`, 'tenant-1', keys('a'))).toBe(false);
    const gone = {
      current: 'k1',
      derive: () => {
        throw new Error('key_missing');
      },
    };
    expect(isSignedBy(token, 'tenant-1', gone)).toBe(false);
  });

  it.each(['', 'x', 'a.b.k1', `${'a'.repeat(32)}.${'b'.repeat(22)}`, `${'a'.repeat(32)}.${'b'.repeat(22)}.k1\n`, null])(
    'refuses the shape of %j',
    (text) => {
      expect(isSatisfactionToken(text)).toBe(false);
    },
  );
});

describe('the limit of a visitor', () => {
  it('counts a minute, then begins anew, each key for itself', () => {
    const limit = createRateLimit(2);
    expect([0, 1, 2].map((at) => limit.allows('a', at))).toEqual([true, true, false]);
    expect(limit.allows('b', 2)).toBe(true);
    expect(limit.allows('a', 60_001)).toBe(true);
  });
});
