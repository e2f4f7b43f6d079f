import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addCalendar } from '../../../domain/calendars/add-calendar.ts';
import type { TicketId } from '../../../domain/ids.types.ts';
import { acknowledgeBreaches } from '../../../domain/sla/acknowledge-breaches.ts';
import { addPolicyFromTemplate } from '../../../domain/sla/add-policy-from-template.ts';
import { explainClock } from '../../../domain/sla/explain-clock.rules.ts';
import { viewClocks } from '../../../domain/sla/view-clocks.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import { addMessage } from '../../../domain/tickets/add-message.ts';
import { addNote } from '../../../domain/tickets/add-note.ts';
import { attendTicket } from '../../../domain/tickets/attend-ticket.ts';
import { changeStatus } from '../../../domain/tickets/change-status.ts';
import { classifyTicket } from '../../../domain/tickets/classify-ticket.ts';
import { openTicket } from '../../../domain/tickets/open-ticket.ts';
import { wakeTicket } from '../../../domain/tickets/wake-ticket.ts';
import { openTestDesk, system, type TestDesk } from '../../support/desk.ts';
import { plainTicket } from '../../support/plain-ticket.ts';
import { testSatisfaction } from '../../support/satisfaction.ts';

let desk: TestDesk;
const hours: [string, string][] = [['09:00', '17:00']];
const clock = { kind: 'system', name: 'ticket clock' } as const;
const agent = () => ({ kind: 'staff', userId: desk.one.agent, name: 'agent' }) as const;

beforeAll(async () => {
  desk = await openTestDesk();
  at('2026-11-01T09:00:00Z');
  for (const tenant of [desk.one, desk.two]) {
    await desk.withTenant(tenant.id, system, async (uow) => {
      const calendar = await addCalendar(uow, {
        name: 'London',
        timeZone: 'Europe/London',
        hours: { '1': hours, '2': hours, '3': hours, '4': hours, '5': hours },
        isDefault: true,
      });
      await addPolicyFromTemplate(uow, { template: 'standard_business', calendarId: calendar.id, isDefault: true });
    });
  }
}, 120_000);
afterAll(() => desk.close());

function at(instant: string): void {
  desk.clock.now = new Date(instant);
}

const inOne = <T>(work: Parameters<typeof desk.withTenant<T>>[2], actor: Parameters<typeof desk.withTenant>[1] = agent()): Promise<T> =>
  desk.withTenant(desk.one.id, actor, work);

const open = (): Promise<{ id: TicketId; number: string }> => inOne((uow) => openTicket(uow, plainTicket('Printer')));
const reply = (id: TicketId): Promise<void> =>
  inOne(async (uow) => {
    await addMessage(uow, {
      ticketId: id,
      kind: 'reply',
      isPublic: true,
      author: { kind: 'staff', userId: desk.one.agent, name: 'agent' },
      text: 'Hello',
    });
    await wakeTicket(uow, id);
  });
const clocksOf = (id: TicketId) =>
  inOne((uow) =>
    sqlRows<{
      metric: string;
      cycle: number;
      state: string;
      due_at: Date | null;
      met_at: Date | null;
      breached_at: Date | null;
      target_minutes: number;
    }>(
      uow,
      'select metric, cycle, state, due_at, met_at, breached_at, target_minutes from sla_clocks where ticket_id = ? order by metric, cycle',
      [id],
    ),
  );
const alertsOf = (id: TicketId) =>
  inOne((uow) =>
    sqlRows<{ metric: string; level: string; at: Date; detected_at: Date; reason: string }>(
      uow,
      'select metric, level, at, detected_at, reason from sla_alerts where ticket_id = ? order by at, level',
      [id],
    ),
  );
const attend = (id: TicketId) => desk.withTenant(desk.one.id, clock, (uow) => attendTicket(uow, id, testSatisfaction));
const iso = (value: Date | string | null | undefined): string | null => (value == null ? null : new Date(value).toISOString());

describe('a ticket’s clocks', () => {
  it('start with the ticket, under the default policy, with their due times on the ticket’s row', async () => {
    at('2026-11-20T16:30:00Z');
    const { id } = await open();
    expect((await clocksOf(id)).map((row) => [row.metric, row.state, row.target_minutes, iso(row.due_at)])).toEqual([
      ['firstResponse', 'running', 240, '2026-11-23T12:30:00.000Z'],
      ['resolution', 'running', 1440, '2026-11-25T16:30:00.000Z'],
    ]);
    const [row] = await inOne((uow) =>
      sqlRows<{ next_due_at: Date; clock_at: Date }>(uow, 'select next_due_at, clock_at from tickets where id = ?', [id]),
    );
    expect(iso(row?.next_due_at)).toBe('2026-11-23T12:30:00.000Z');
    expect(iso(row?.clock_at)).toBe('2026-11-23T11:42:00.000Z');
  });

  it('write each level once, at the instant it was reached, however often and however late somebody looks', async () => {
    at('2026-11-23T09:00:00Z');
    const { id } = await open();
    at('2026-11-23T12:12:00Z');
    await attend(id);
    await attend(id);
    expect((await alertsOf(id)).map((row) => [row.level, iso(row.at)])).toEqual([['warning', '2026-11-23T12:12:00.000Z']]);
    at('2026-11-23T15:10:00Z');
    await Promise.all([attend(id), attend(id), attend(id)]);
    expect((await alertsOf(id)).map((row) => [row.metric, row.level, iso(row.at), row.reason])).toEqual([
      ['firstResponse', 'warning', '2026-11-23T12:12:00.000Z', 'due passed'],
      ['firstResponse', 'critical', '2026-11-23T12:48:00.000Z', 'due passed'],
      ['firstResponse', 'breach', '2026-11-23T13:00:00.000Z', 'due passed'],
    ]);
    const events = await inOne((uow) =>
      sqlRows<{ type: string }>(
        uow,
        "select type from ticket_events where ticket_id = ? and type like 'sla_%' and type <> 'sla_escalated' order by seq",
        [id],
      ),
    );
    expect(events.map((event) => event.type)).toEqual(['sla_applied', 'sla_warning', 'sla_critical', 'sla_breached']);
  });

  it('keep a breach after the late answer, and count the overshoot', async () => {
    at('2026-11-23T09:00:00Z');
    const { id } = await open();
    at('2026-11-23T13:30:00Z');
    await reply(id);
    const [first] = await clocksOf(id);
    expect([first?.state, iso(first?.due_at), iso(first?.met_at), iso(first?.breached_at)]).toEqual([
      'met',
      '2026-11-23T13:00:00.000Z',
      '2026-11-23T13:30:00.000Z',
      '2026-11-23T13:00:00.000Z',
    ]);
  });

  it('are on time for an answer at the very instant of the due time, and not stopped by a note', async () => {
    at('2026-11-23T09:00:00Z');
    const { id } = await open();
    at('2026-11-23T10:00:00Z');
    await inOne((uow) => addNote(uow, id, 'Internal'));
    at('2026-11-23T13:00:00Z');
    await reply(id);
    const [first] = await clocksOf(id);
    expect([first?.state, iso(first?.met_at), first?.breached_at]).toEqual(['met', '2026-11-23T13:00:00.000Z', null]);
  });

  it('pause the resolution while the customer is waited for, and go on after', async () => {
    at('2026-11-23T09:00:00Z');
    const { id } = await open();
    at('2026-11-23T10:00:00Z');
    await inOne((uow) => changeStatus(uow, id, 'waiting_customer'));
    expect((await clocksOf(id)).find((row) => row.metric === 'resolution')).toMatchObject({ state: 'paused', due_at: null });
    at('2026-11-24T11:00:00Z');
    await inOne((uow) => changeStatus(uow, id, 'in_progress'));
    const resolution = (await clocksOf(id)).find((row) => row.metric === 'resolution');
    expect([resolution?.state, iso(resolution?.due_at)]).toEqual(['running', '2026-11-27T10:00:00.000Z']);
  });

  it('breach at the change when a person raises the priority too late, and never when the system does', async () => {
    at('2026-11-23T09:00:00Z');
    const [byPerson, bySystem] = [await open(), await open()];
    at('2026-11-23T12:00:00Z');
    await inOne((uow) => classifyTicket(uow, byPerson.id, { priority: 'urgent' }));
    await inOne((uow) => classifyTicket(uow, bySystem.id, { priority: 'urgent' }), clock);
    expect((await alertsOf(byPerson.id)).map((row) => [row.metric, row.level, iso(row.at), row.reason])).toEqual([
      ['firstResponse', 'breach', '2026-11-23T12:00:00.000Z', 'target changed'],
    ]);
    expect(await alertsOf(bySystem.id)).toEqual([]);
    expect((await clocksOf(bySystem.id))[0]).toMatchObject({ state: 'running', target_minutes: 240 });
  });

  it('start at our receipt, not when a mail was filed, and a level reached before that is written late with its own instant', async () => {
    at('2026-11-23T14:00:00Z');
    const received = new Date('2026-11-23T09:30:00Z');
    const { id } = await inOne((uow) =>
      openTicket(uow, {
        subject: 'Late',
        channel: 'email',
        mailboxId: desk.one.mailboxId,
        requester: null,
        customerId: null,
        contactId: null,
        triage: null,
        receivedAt: received,
      }),
    );
    await attend(id);
    const breach = (await alertsOf(id)).find((row) => row.level === 'breach');
    expect([iso(breach?.at), iso(breach?.detected_at)]).toEqual(['2026-11-23T13:30:00.000Z', '2026-11-23T14:00:00.000Z']);
  });

  it('raise the priority once by an escalation step and leave running clocks as they were', async () => {
    at('2026-11-23T09:00:00Z');
    const { id } = await open();
    at('2026-11-23T13:00:01Z');
    await attend(id);
    await attend(id);
    const [row] = await inOne((uow) =>
      sqlRows<{ priority: string; escalated_at: Date }>(uow, 'select priority, escalated_at from tickets where id = ?', [id]),
    );
    expect([row?.priority, iso(row?.escalated_at)]).toEqual(['high', '2026-11-23T13:00:01.000Z']);
    at('2026-11-27T17:00:00Z');
    await attend(id);
    const [later] = await inOne((uow) => sqlRows<{ priority: string }>(uow, 'select priority from tickets where id = ?', [id]));
    expect(later?.priority).toBe('high');
    expect((await alertsOf(id)).filter((alert) => alert.metric === 'resolution').map((alert) => [alert.level, iso(alert.at)])).toEqual([
      ['warning', '2026-11-25T12:12:00.000Z'],
      ['critical', '2026-11-25T15:48:00.000Z'],
      ['breach', '2026-11-25T17:00:00.000Z'],
    ]);
  });

  it('are acknowledged by a person with a reason, and the breach stays in the figures', async () => {
    at('2026-11-23T09:00:00Z');
    const { id } = await open();
    at('2026-11-23T13:00:01Z');
    await attend(id);
    const by = { userId: desk.one.agent, reason: 'The part was not in stock' };
    expect(await inOne((uow) => acknowledgeBreaches(uow, id, by))).toMatchObject({ metrics: ['firstResponse'] });
    await expect(inOne((uow) => acknowledgeBreaches(uow, id, by))).rejects.toMatchObject({ code: 'conflict' });
    expect((await clocksOf(id))[0]?.breached_at).not.toBeNull();
  });

  it('answer why in words that add up', async () => {
    at('2026-11-20T16:30:00Z');
    const { id } = await open();
    at('2026-11-23T10:00:00Z');
    const view = await inOne((uow) => viewClocks(uow, id));
    expect(view.because).toContain('default policy');
    const [first] = view.clocks;
    if (first === undefined) throw new Error('no clock');
    const lines = explainClock(first, { timeZone: 'Europe/London', now: Date.parse('2026-11-23T10:00:00Z') }).join('\n');
    expect(lines).toContain('due Mon 23 Nov 2026 12:30');
    expect(lines).toMatch(/Fri 20 Nov 2026 16:30–17:00 counted 30 min/);
  });

  it('are nobody else’s: another tenant sees none of them', async () => {
    for (const table of ['sla_clocks', 'sla_alerts', 'sla_escalations', 'sla_policy_versions', 'calendar_versions']) {
      const rows = await desk.withTenant(desk.two.id, system, (uow) =>
        sqlRows<{ foreign: number }>(uow, `select count(*)::integer as foreign from ${table} where tenant_id <> ?`, [desk.two.id]),
      );
      expect([table, rows[0]?.foreign]).toEqual([table, 0]);
    }
    await expect(desk.withTenant(desk.two.id, system, (uow) => sqlRun(uow, 'update sla_policy_versions set version = 9'))).rejects.toThrow(
      /permission denied/,
    );
  });
});
