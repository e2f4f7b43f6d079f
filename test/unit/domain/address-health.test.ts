import { describe, expect, it } from '@jest/globals';
import { healthText, isUnreachable, nextHealth, softLimit } from '../../../domain/addresses/address-health.rules.ts';
import type { AddressHealthRow } from '../../../domain/addresses/address-health.types.ts';
import { automaticHold, automaticPerTicketDay } from '../../../domain/deliveries/automatic-hold.rules.ts';
import type { ReportedRecipient } from '../../../domain/deliveries/bounced-recipient.types.ts';
import { judgeReport } from '../../../domain/deliveries/judge-report.rules.ts';
import type { BounceRecipient } from '../../../domain/mailboxes/bounce-report.types.ts';

const day = 86_400_000;
const now = new Date('2026-11-20T10:00:00Z');
const address = 'jane@acme.example';
const said = (outcome: ReportedRecipient['outcome']): ReportedRecipient => ({
  ...{ address, outcome, isFinal: outcome === 'hard', status: '5.1.1', reply: '550', reason: 'userunknown', diagnostic: '' },
});
const row = (over: Partial<AddressHealthRow>): AddressHealthRow => ({
  ...{
    address,
    state: 'watched',
    since: new Date(now.getTime() - 10 * day),
    until: null,
    status: '',
    reply: '',
    reason: '',
    diagnostic: '',
    softAt: [],
  },
  ...over,
});
const daysAgo = (...days: number[]): Date[] => days.map((some) => new Date(now.getTime() - some * day));

describe('the health of an address', () => {
  it('falls at once by a hard bounce and by a complaint, and never by a delay', () => {
    expect(nextHealth(null, said('hard'), now)).toMatchObject({ state: 'undeliverable', since: now, until: null });
    expect(nextHealth(null, said('complained'), now)).toMatchObject({ state: 'complained', until: null });
    expect(nextHealth(null, said('delayed'), now)).toBeNull();
    expect(nextHealth(row({ softAt: daysAgo(4, 3, 2, 1) }), said('delayed'), now)).toBeNull();
  });

  it('falls by the fifth soft bounce within seven days, not by five over a longer time', () => {
    expect(nextHealth(row({ softAt: daysAgo(4, 3, 2) }), said('soft'), now)).toMatchObject({ state: 'watched' });
    expect(nextHealth(row({ softAt: daysAgo(4, 3, 2, 1) }), said('soft'), now)).toMatchObject({
      state: 'undeliverable',
      until: new Date(now.getTime() + softLimit.withinMs),
    });
    expect(nextHealth(row({ softAt: daysAgo(7.01, 3, 2, 1) }), said('soft'), now)).toMatchObject({ state: 'watched' });
  });

  it('begins anew after a report of delivery, which ends neither a hard bounce nor a complaint', () => {
    expect(nextHealth(row({ softAt: daysAgo(4, 3, 2, 1) }), said('delivered'), now)).toBe('clear');
    expect(nextHealth(row({ state: 'undeliverable' }), said('delivered'), now)).toBeNull();
    expect(nextHealth(row({ state: 'complained' }), said('delivered'), now)).toBeNull();
    expect(nextHealth(null, said('delivered'), now)).toBeNull();
  });

  it('keeps the day it first fell, and a complaint whatever bounces later', () => {
    const since = new Date('2026-11-01T00:00:00Z');
    expect(nextHealth(row({ state: 'undeliverable', since }), said('hard'), now)).toMatchObject({ since });
    expect(nextHealth(row({ state: 'undeliverable', since }), said('soft'), now)).toBeNull();
    expect(nextHealth(row({ state: 'complained' }), said('hard'), now)).toBeNull();
    expect(nextHealth(row({ state: 'undeliverable', until: now }), said('hard'), now)).toMatchObject({ since: now, until: null });
  });

  it('holds automatic mail back while it lasts, to the instant', () => {
    expect(isUnreachable(row({ state: 'undeliverable', until: new Date(now.getTime() + 1) }), now)).toBe(true);
    expect(isUnreachable(row({ state: 'undeliverable', until: now }), now)).toBe(false);
    expect(isUnreachable(row({ state: 'watched' }), now)).toBe(false);
    expect(isUnreachable(null, now)).toBe(false);
  });

  it('is told in words', () => {
    const hard = row({ state: 'undeliverable', since: now, reason: 'userunknown', status: '5.1.1' });
    expect(healthText(hard)).toBe('bounced on 2026-11-20: user unknown (5.1.1)');
    expect(healthText({ ...hard, state: 'complained' })).toBe('was reported as unwanted on 2026-11-20');
    expect(healthText({ ...hard, until: now, reason: 'mailboxfull', status: '' })).toBe(
      'came back 5 times in the week before 2026-11-20: mailbox full',
    );
  });
});

describe('a report', () => {
  const one = (over: Partial<BounceRecipient>): BounceRecipient => ({
    ...{ address, status: '5.1.1', reply: '550', action: 'failed', hard: true, reason: 'userunknown', diagnostic: '' },
    ...over,
  });
  const judge = (over: Partial<BounceRecipient>, kind: 'bounce' | 'complaint' = 'bounce') =>
    judgeReport(kind, { recipients: [one(over)], originalMessageId: null }, [address]).recipients[0];

  it.each<[string, Partial<BounceRecipient>, ReportedRecipient['outcome'], boolean]>([
    ['an address that does not exist', {}, 'hard', true],
    ['a full mailbox, given up', { hard: false, reason: 'mailboxfull' }, 'soft', true],
    ['no word of what was done', { hard: false, action: '' }, 'soft', true],
    ['a delay, however hard its reason sounds', { action: 'delayed' }, 'delayed', false],
    ['a delivery', { action: 'delivered', hard: false, reason: 'delivered' }, 'delivered', false],
    ['a relay to a server that reports nothing', { action: 'relayed', hard: false }, 'delivered', false],
    ['an automatic answer taken for a report', { reason: 'vacation', hard: false }, 'delayed', false],
  ])('of %s', (_what, over, outcome, isFinal) => {
    expect(judge(over)).toMatchObject({ outcome, isFinal });
  });

  it('of a complaint is one whatever else it says', () => {
    expect(judge({ hard: true }, 'complaint')).toMatchObject({ outcome: 'complained', isFinal: false });
  });

  it('is about those we wrote to; a nameless one is about nobody where there were two', () => {
    const report = { recipients: [one({ address: 'x@other.example' }), one({ address: null }), one({})], originalMessageId: null };
    const judged = judgeReport('bounce', report, [address, 'joe@acme.example']);
    expect(judged.recipients.map((each) => each.address)).toEqual([address]);
    expect(judged.strangers).toEqual(['x@other.example']);
  });
});

describe('an automatic mail', () => {
  const free = { health: null, ofTicketToday: 0, inLastHour: 0, limit: 200, heldUntil: null };

  it('goes out below every limit, and not at one', () => {
    expect(automaticHold({ ...free, ofTicketToday: automaticPerTicketDay - 1, inLastHour: 199, heldUntil: now }, now)).toBeNull();
    expect(automaticHold({ ...free, ofTicketToday: automaticPerTicketDay }, now)).toEqual({ kind: 'ticket_cap' });
    expect(automaticHold({ ...free, inLastHour: 200 }, now)).toEqual({ kind: 'breaker', trips: true, limit: 200 });
    expect(automaticHold({ ...free, heldUntil: new Date(now.getTime() + 1) }, now)).toEqual({ kind: 'breaker', trips: false, limit: 200 });
    expect(automaticHold({ ...free, health: row({ state: 'complained' }) }, now)?.kind).toBe('address');
    expect(automaticHold({ ...free, health: row({ state: 'watched' }) }, now)).toBeNull();
  });
});
