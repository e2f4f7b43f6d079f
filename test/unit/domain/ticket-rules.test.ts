import { describe, expect, it } from '@jest/globals';
import { assertMove, cleanSubject, closeDueAt, replyEffect, statusMoves } from '../../../domain/tickets/ticket.rules.ts';
import { ticketStatuses } from '../../../domain/tickets/tickets.types.ts';

const now = new Date('2026-11-21T12:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

describe('status moves', () => {
  it('allow what the table says and refuse everything else with a reason for people', () => {
    for (const from of ticketStatuses) {
      for (const to of ticketStatuses) {
        if (statusMoves[from].includes(to)) expect(() => assertMove('TKT-1', from, to)).not.toThrow();
        else
          expect(() => assertMove('TKT-1', from, to)).toThrow(
            expect.objectContaining({ code: 'refused_transition', userMessage: expect.stringMatching(/^TKT-1 was not changed .*\. .+/) }),
          );
      }
    }
  });
});

describe('a customer’s reply', () => {
  it.each([
    ['open', null, { kind: 'join', status: 'open', reopened: false }],
    ['waiting_customer', null, { kind: 'join', status: 'in_progress', reopened: false }],
    ['resolved', daysAgo(13), { kind: 'join', status: 'open', reopened: true }],
    ['resolved', daysAgo(14), { kind: 'join', status: 'open', reopened: true }],
    ['resolved', daysAgo(15), { kind: 'follow' }],
    ['closed', daysAgo(1), { kind: 'follow' }],
    ['cancelled', null, { kind: 'follow' }],
  ] as const)('to a ticket that is %s since %s has the right effect', (status, resolvedAt, effect) => {
    expect(replyEffect({ status, resolvedAt }, 14, now)).toEqual(effect);
  });
});

describe('the quiet time', () => {
  it('counts from the last touch of a resolved ticket, and for no other status', () => {
    const ticket = { status: 'resolved' as const, resolvedAt: daysAgo(2), updatedAt: daysAgo(1) };
    expect(closeDueAt(ticket, 72)).toEqual(new Date(daysAgo(1).getTime() + 72 * 3_600_000));
    expect(closeDueAt({ ...ticket, status: 'open' }, 72)).toBeNull();
  });
});

describe('a mail’s subject as a title', () => {
  it.each([
    ['Re: Fwd: AW:  Printer', 'Printer'],
    ['RE[2]: Printer', 'Printer'],
    ['[TKT-202611-00001] Printer', 'Printer'],
    ['Re: [TKT-202611-00001] Re: Printer', 'Printer'],
    ['Odp: Drukarka', 'Drukarka'],
    ['Reception: door', 'Reception: door'],
    ['', '(no subject)'],
    ['Re:', '(no subject)'],
    ['x'.repeat(300), 'x'.repeat(200)],
  ])('%j becomes %j', (subject, title) => expect(cleanSubject(subject)).toBe(title));
});
