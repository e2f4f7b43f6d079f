import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addCalendar } from '../../../domain/calendars/add-calendar.ts';
import type { TicketId } from '../../../domain/ids.types.ts';
import { addPolicy } from '../../../domain/sla/add-policy.ts';
import type { PolicyPromise } from '../../../domain/sla/rules-draft.types.ts';
import { savePolicy } from '../../../domain/sla/save-policy.ts';
import { shardOf } from '../../../domain/tenancy/shard.rules.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { addNote } from '../../../domain/tickets/add-note.ts';
import { attendTicket } from '../../../domain/tickets/attend-ticket.ts';
import { changeStatus } from '../../../domain/tickets/change-status.ts';
import { completeNextAction } from '../../../domain/tickets/complete-next-action.ts';
import { lockTicket } from '../../../domain/tickets/lock-ticket.ts';
import { lookAtTicket } from '../../../domain/tickets/look-at-ticket.ts';
import { markSpam } from '../../../domain/tickets/mark-spam.ts';
import { openTicket } from '../../../domain/tickets/open-ticket.ts';
import { snoozeTicket } from '../../../domain/tickets/snooze-ticket.ts';
import { openTestDesk, system, type TestDesk } from '../../support/desk.ts';
import { testSatisfaction } from '../../support/satisfaction.ts';

let desk: TestDesk;
let promise: PolicyPromise;
let policyId: string;
const hours: [string, string][] = [['00:00', '24:00']];

beforeAll(async () => {
  desk = await openTestDesk();
  at('2026-11-02T09:00:00.000Z');
  await inOne(async (uow) => {
    const week = { '0': hours, '1': hours, '2': hours, '3': hours, '4': hours, '5': hours, '6': hours };
    const calendar = await addCalendar(uow, { name: 'Always', timeZone: 'UTC', hours: week, isDefault: true });
    promise = {
      calendarId: calendar.id,
      targets: { firstResponse: { default: 240 }, resolution: { default: 480 } },
      pausing: { firstResponse: ['resolved', 'closed'] },
      warningPercent: null,
      criticalPercent: null,
      conditions: {},
      steps: [],
    };
    policyId = (await addPolicy(uow, { name: 'Standard', isDefault: true, promise })).id;
  });
}, 120_000);
afterAll(() => desk.close());

function at(instant: string): void {
  desk.clock.now = new Date(instant);
}

const inOne = <T>(work: Parameters<typeof desk.withTenant<T>>[2]): Promise<T> => desk.withTenant(desk.one.id, system, work);
const open = async (): Promise<TicketId> => {
  const wanted = { subject: 'Printer', channel: 'console', mailboxId: null, requester: null, customerId: null, contactId: null } as const;
  return (await inOne((uow) => openTicket(uow, { ...wanted, triage: null }))).id;
};
const resolutionOf = async (id: TicketId) =>
  (
    await inOne((uow) =>
      sqlRows<{ state: string; met_at: Date | null }>(
        uow,
        "select state, met_at from sla_clocks where ticket_id = ? and metric = 'resolution'",
        [id],
      ),
    )
  )[0];
const linesOf = async (id: TicketId): Promise<string[]> =>
  (await inOne((uow) => sqlRows<{ type: string }>(uow, 'select type from ticket_events where ticket_id = ? order by seq', [id]))).map(
    (line) => line.type,
  );
const versionOfPolicy = async (): Promise<number> =>
  (await inOne((uow) => sqlRows<{ version: number }>(uow, 'select version from sla_policies where id = ?', [policyId])))[0]?.version ?? 0;

it('a unit that waited for another, and so has the earlier instant, still ends the clock it ends', async () => {
  at('2026-11-03T09:00:00.000Z');
  const id = await open();
  at('2026-11-03T10:00:00.000Z');
  const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const late = inOne(async (uow) => {
    begun.resolve();
    await gate.promise;
    await changeStatus(uow, id, 'resolved');
  });
  await begun.promise;
  at('2026-11-03T10:00:00.020Z');
  await inOne((uow) => changeStatus(uow, id, 'in_progress'));
  gate.resolve();
  await late;
  const resolution = await resolutionOf(id);
  expect([resolution?.state, new Date(resolution?.met_at ?? 0).toISOString()]).toEqual(['met', '2026-11-03T10:00:00.021Z']);
});

it('a look that comes while a change is under way waits for it and does not put the clocks back', async () => {
  at('2026-11-03T11:00:00.000Z');
  const id = await open();
  const [changed, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const change = inOne(async (uow) => {
    await changeStatus(uow, id, 'resolved');
    changed.resolve();
    await gate.promise;
  });
  await changed.promise;
  const look = inOne((uow) => lookAtTicket(uow, id));
  const waits = 'select 1 from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = current_database()';
  for (let tries = 0; tries < 500 && (await inOne((uow) => sqlRows(uow, waits))).length === 0; tries += 1);
  gate.resolve();
  await Promise.all([change, look]);
  expect((await resolutionOf(id))?.state).toBe('met');
});

it('a policy is saved while somebody works on a ticket, without either waiting for ever', async () => {
  at('2026-11-03T12:00:00.000Z');
  const id = await open();
  await inOne((uow) => sqlRows(uow, 'delete from ticket_wakeups returning ticket_id'));
  const version = await versionOfPolicy();
  const held = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const worker = inOne(async (uow) => {
    await lockTicket(uow, id);
    held.resolve();
    await gate.promise;
    await addNote(uow, id, 'Still on it');
  });
  await held.promise;
  await inOne((uow) => savePolicy(uow, policyId, { seenVersion: version, promise, isActive: true }));
  gate.resolve();
  await worker;
  expect(await versionOfPolicy()).toBe(version + 1);
});

it('a request to look again, because rules have changed, outlives a change of the ticket that had not seen them', async () => {
  at('2026-11-03T13:00:00.000Z');
  const id = await open();
  await inOne(async (uow) => savePolicy(uow, policyId, { seenVersion: await versionOfPolicy(), promise, isActive: true }));
  await inOne((uow) => addNote(uow, id, 'Hello'));
  const row = (await desk.across.unsafeTicketWakeups(shardOf(desk.one.id), 1_000)).find((wakeup) => wakeup.ticketId === id);
  expect(row).toBeDefined();
  expect(row?.next).toBeUndefined();
});

it('a snoozed ticket whose next point of action is due waits for the end of the snooze and not for what has passed', async () => {
  at('2026-11-03T14:00:00.000Z');
  const id = await open();
  await inOne((uow) => changeStatus(uow, id, 'resolved'));
  await inOne((uow) => changeStatus(uow, id, 'open'));
  const until = new Date('2026-11-06T14:00:00.000Z');
  await inOne((uow) => snoozeTicket(uow, id, until));
  at('2026-11-05T15:00:00.000Z');
  const { nextAt } = await inOne((uow) => attendTicket(uow, id, testSatisfaction));
  expect(nextAt?.toISOString()).toBe(until.toISOString());
  at('2026-11-06T14:00:00.001Z');
  await inOne((uow) => attendTicket(uow, id, testSatisfaction));
  expect(await linesOf(id)).toEqual(expect.arrayContaining(['snooze_ended', 'next_action_due']));
});

it('completing what was to be done next leaves a line in the log, also where nobody had written it down', async () => {
  at('2026-11-07T09:00:00.000Z');
  const id = await open();
  await inOne((uow) => completeNextAction(uow, id, 'Done by phone.'));
  expect(await linesOf(id)).toContain('next_action_set');
});

it('a ticket that is marked as spam sleeps no longer', async () => {
  at('2026-11-07T10:00:00.000Z');
  const id = await open();
  await inOne((uow) => snoozeTicket(uow, id, new Date('2026-11-09T10:00:00.000Z')));
  await inOne((uow) => markSpam(uow, id));
  const rows = await inOne((uow) => sqlRows(uow, 'select snoozed_until from tickets where id = ?', [id]));
  expect(rows).toEqual([{ snoozed_until: null }]);
});
