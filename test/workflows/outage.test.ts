import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addCalendar } from '../../domain/calendars/add-calendar.ts';
import type { WeekHours } from '../../domain/calendars/calendar.types.ts';
import type { TicketId } from '../../domain/ids.types.ts';
import { addPolicy } from '../../domain/sla/add-policy.ts';
import { shardOf } from '../../domain/tenancy/shard.rules.ts';
import { sqlRows } from '../../domain/tenancy/sql.ts';
import { openTicket } from '../../domain/tickets/open-ticket.ts';
import { drainTicketWakeups } from '../../workflows/activities/drain-ticket-wakeups.ts';
import { createTicketActivities } from '../../workflows/activities/ticket.activities.ts';
import { createWorkflowStarter } from '../../workflows/client/workflow-starter.ts';
import { openTestDesk, system, type TestDesk } from '../support/desk.ts';
import { eventually } from '../support/eventually.ts';
import { testSatisfaction } from '../support/satisfaction.ts';
import { openTestWorker, type TestWorker } from '../support/temporal-desk.ts';

const always: [string, string][] = [['00:00', '24:00']];
const week: WeekHours = { '0': always, '1': always, '2': always, '3': always, '4': always, '5': always, '6': always };
let desk: TestDesk;
let worker: TestWorker;

beforeAll(async () => {
  desk = await openTestDesk();
  await desk.withTenant(desk.one.id, system, async (uow) => {
    const calendar = await addCalendar(uow, { name: 'Always', timeZone: 'UTC', hours: week, isDefault: true });
    await addPolicy(uow, {
      name: 'One minute',
      isDefault: true,
      promise: {
        calendarId: calendar.id,
        targets: { firstResponse: { default: 1 } },
        pausing: {},
        warningPercent: 70,
        criticalPercent: 90,
        conditions: {},
        steps: [{ level: 'breach', afterMinutes: 0, act: 'raise_priority', to: 'one_up' }],
      },
    });
  });
  const none = async (): Promise<never> => Promise.reject(new Error('not part of this test'));
  worker = await openTestWorker({
    ...createTicketActivities({ withTenant: desk.withTenant, satisfactionRules: () => testSatisfaction }),
    drain: none,
    wakeStalledPumps: none,
    removeOrphanBlobs: none,
  });
}, 180_000);
afterAll(async () => {
  await worker.stop();
  await desk.close();
});

type Alert = { level: string; at: Date; detected_at: Date };
const alertsOf = (id: TicketId): Promise<Alert[]> =>
  desk.withTenant(desk.one.id, system, (uow) =>
    sqlRows<Alert>(uow, 'select level, at, detected_at from sla_alerts where ticket_id = ? order by at', [id]),
  );

/** A ticket whose mail was received so many seconds ago: its minute is over that much earlier. */
async function openReceived(secondsAgo: number): Promise<{ id: TicketId; dueAt: number }> {
  const receivedAt = new Date(Date.now() - secondsAgo * 1_000);
  const wanted = { subject: 'Outage', channel: 'email' as const, requester: null, customerId: null, contactId: null, triage: null };
  const { id } = await desk.withTenant(desk.one.id, system, (uow) =>
    openTicket(uow, { ...wanted, mailboxId: desk.one.mailboxId, receivedAt }),
  );
  return { id, dueAt: receivedAt.getTime() + 60_000 };
}

it('catches up on levels that passed while every worker was down: each once, under its own instant, marked by when it was noticed', async () => {
  const starter = createWorkflowStarter(worker.client);
  const tickets = [await openReceived(40), await openReceived(40.5), await openReceived(41)];
  await drainTicketWakeups({ across: desk.across, starter }, shardOf(desk.one.id));
  const levels = async (wanted: string): Promise<boolean> =>
    (await Promise.all(tickets.map(({ id }) => alertsOf(id)))).every((alerts) => alerts.map((alert) => alert.level).join() === wanted);
  await eventually('the warnings', () => levels('warning'));

  await worker.stopWorker();
  const last = Math.max(...tickets.map((ticket) => ticket.dueAt));
  await sleep(Math.max(0, last - Date.now()) + 2_000);
  for (const { id } of tickets) expect(await alertsOf(id)).toHaveLength(1);
  const returnedAt = Date.now();
  await worker.startWorker();

  await eventually('the levels that passed meanwhile', () => levels('warning,critical,breach'), 30_000);
  await eventually('the raised priorities', async () => {
    const rows = await desk.withTenant(desk.one.id, system, (uow) => sqlRows<{ priority: string }>(uow, 'select priority from tickets'));
    return rows.map((row) => row.priority).join() === 'high,high,high';
  });
  for (const { id, dueAt } of tickets) {
    const alerts = await alertsOf(id);
    expect(alerts.map((alert) => new Date(alert.at).getTime())).toEqual([dueAt - 18_000, dueAt - 6_000, dueAt]);
    expect(new Date(alerts[2]?.detected_at ?? 0).getTime()).toBeGreaterThanOrEqual(returnedAt);
    const events = await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRows<{ type: string }>(
        uow,
        "select type from ticket_events where ticket_id = ? and type in ('sla_warning', 'sla_critical', 'sla_breached', 'priority_changed') order by seq",
        [id],
      ),
    );
    expect(events.map((event) => event.type)).toEqual(['sla_warning', 'sla_critical', 'sla_breached', 'priority_changed']);
  }
}, 120_000);
