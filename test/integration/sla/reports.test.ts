import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addCalendar } from '../../../domain/calendars/add-calendar.ts';
import type { CustomerId, TicketId } from '../../../domain/ids.types.ts';
import { type HelpdeskStats, helpdeskStats } from '../../../domain/reporting/helpdesk-stats.ts';
import { type Period, type SlaReport, slaReport } from '../../../domain/reporting/sla-report.ts';
import { acknowledgeBreaches } from '../../../domain/sla/acknowledge-breaches.ts';
import { addPolicy } from '../../../domain/sla/add-policy.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { addMessage } from '../../../domain/tickets/add-message.ts';
import { assignTicket } from '../../../domain/tickets/assign-ticket.ts';
import { attendTicket } from '../../../domain/tickets/attend-ticket.ts';
import { changeStatus } from '../../../domain/tickets/change-status.ts';
import { markSpam } from '../../../domain/tickets/mark-spam.ts';
import { mergeTicket } from '../../../domain/tickets/merge-ticket.ts';
import { openTicket } from '../../../domain/tickets/open-ticket.ts';
import type { TicketStatus } from '../../../domain/tickets/tickets.types.ts';
import { wakeTicket } from '../../../domain/tickets/wake-ticket.ts';
import { openTestDesk, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { testSatisfaction } from '../../support/satisfaction.ts';

let desk: TestDesk;
let at: (instant: string) => Script;
const office: [string, string][] = [['09:00', '17:00']];
const tickets = new Map<string, TicketId>();
/** A week, Monday to Monday; in November London has the hours of UTC. */
const week: Period = { from: new Date('2026-11-16T00:00:00Z'), to: new Date('2026-11-23T00:00:00Z') };

/** What happens at an instant of November 2026, in tenant one. */
type Script = {
  open(name: string, customerId?: CustomerId | null): Promise<void>;
  reply(name: string): Promise<void>;
  status(name: string, to: TicketStatus): Promise<void>;
  done(work: (uow: TenantUnitOfWork) => Promise<unknown>): Promise<void>;
};

function scriptOf(tenant: TestTenant): (instant: string) => Script {
  const id = (name: string): TicketId => tickets.get(name) as TicketId;
  const author = { kind: 'staff', userId: tenant.agent, name: 'agent' } as const;
  const done: Script['done'] = async (work) => void (await desk.withTenant(tenant.id, author, work));
  const script: Script = {
    done,
    open: (name, customerId = null) =>
      done(async (uow) => {
        const wanted = { subject: name, channel: 'console', mailboxId: null, requester: null, contactId: null, triage: null } as const;
        tickets.set(name, (await openTicket(uow, { ...wanted, customerId })).id);
      }),
    reply: (name) =>
      done(async (uow) => {
        await addMessage(uow, { ticketId: id(name), kind: 'reply', isPublic: true, author, text: 'Hello' });
        await wakeTicket(uow, id(name));
      }),
    status: (name, to) => done((uow) => changeStatus(uow, id(name), to)),
  };
  return (instant) => {
    desk.clock.now = new Date(`2026-11-${instant}:00Z`);
    return script;
  };
}

async function addPromises(tenant: TestTenant): Promise<void> {
  desk.clock.now = new Date('2026-11-02T09:00:00Z');
  await desk.withTenant(tenant.id, system, async (uow) => {
    const hours = { '1': office, '2': office, '3': office, '4': office, '5': office };
    const calendar = await addCalendar(uow, { name: 'London', timeZone: 'Europe/London', hours, isDefault: true });
    await addPolicy(uow, {
      name: 'Standard',
      isDefault: true,
      promise: {
        calendarId: calendar.id,
        targets: { firstResponse: { default: 60 }, nextReply: { default: 60 }, resolution: { default: 480 } },
        pausing: { firstResponse: ['resolved', 'closed'], nextReply: ['resolved', 'closed'], resolution: ['waiting_customer'] },
        warningPercent: null,
        criticalPercent: null,
        conditions: {},
        steps: [],
      },
    });
  });
}

/** Ten tickets whose figures are counted by hand below; the comments say what each is there for. */
async function playTenantOne(): Promise<void> {
  const { agent, customerId } = desk.one;
  const id = (name: string): TicketId => tickets.get(name) as TicketId;
  // Opened and overdue before the week, resolved in it: judged in it, after 480 + 480 + 30 minutes.
  await at('12T09:00').open('before');
  await at('12T09:05').reply('before');
  // In time all the way: 30 minutes to the answer, 240 to the end.
  await at('16T09:00').open('kept', customerId);
  await at('16T09:00').done((uow) => assignTicket(uow, id('kept'), agent));
  await at('16T09:00').open('spam');
  await at('16T09:30').reply('kept');
  await at('16T09:30').status('before', 'resolved');
  await at('16T10:30').done((uow) => attendTicket(uow, id('spam'), testSatisfaction));
  await at('16T13:00').status('kept', 'resolved');
  // Over night and too late: 30 + 40 minutes to the answer, 30 + 480 + 120 to the end.
  await at('16T16:30').open('late', customerId);
  await at('17T09:00').open('merged');
  await at('17T09:10').done((uow) => markSpam(uow, id('spam')));
  await at('17T09:40').reply('late');
  // Waits for the customer from then on: its resolution neither counts nor is judged.
  await at('17T10:00').open('waits');
  await at('17T10:10').reply('waits');
  await at('17T10:30').done((uow) =>
    mergeTicket(uow, id('merged'), id('waits'), { confirmed: true, sourceVersion: null, targetVersion: null }),
  );
  await at('17T11:00').status('waits', 'waiting_customer');
  // Nobody does anything: both promises are broken and it is still open.
  await at('18T09:00').open('broken');
  // Reopened once: 20 minutes to the answer, 60 + 60 to the end.
  await at('18T09:00').open('again');
  await at('18T09:20').reply('again');
  await at('18T10:00').status('again', 'resolved');
  await at('18T11:00').status('late', 'resolved');
  await at('18T11:00').status('again', 'in_progress');
  await at('18T12:00').status('again', 'resolved');
  await at('18T17:00').done((uow) => attendTicket(uow, id('broken'), testSatisfaction));
  // Cancelled: promises nothing any more. Closed without an answer: 40 minutes to the end, and nobody waits for the answer any more.
  await at('19T09:00').open('cancelled');
  await at('19T09:10').status('cancelled', 'cancelled');
  await at('19T10:00').open('closed');
  await at('19T10:40').status('closed', 'closed');
  // Due after the week.
  await at('20T16:30').open('young');
  await at('22T12:00').done((uow) => acknowledgeBreaches(uow, id('late'), { userId: agent, reason: 'The part was late' }));
}

let sla: SlaReport;
let stats: HelpdeskStats;

beforeAll(async () => {
  desk = await openTestDesk();
  for (const tenant of [desk.one, desk.two]) await addPromises(tenant);
  at = scriptOf(desk.two);
  await at('17T09:00').open('theirs');
  await at('17T13:00').done((uow) => attendTicket(uow, tickets.get('theirs') as TicketId, testSatisfaction));
  at = scriptOf(desk.one);
  await playTenantOne();
  desk.clock.now = week.to;
  [sla, stats] = await desk.withTenant(
    desk.one.id,
    system,
    async (uow) => [await slaReport(uow, week), await helpdeskStats(uow, week)] as const,
  );
}, 180_000);
afterAll(() => desk.close());

describe('the report of service levels', () => {
  it('judges clocks that ended or were broken in the period, each once, and leaves out the open, cancelled, merged and spam', () => {
    // Answers: kept, waits and again in time; late and broken not; young runs. Ends: kept, again and closed in time; before, late and broken not; waits and young run.
    expect(sla.lines.map(({ metric, judged, kept, running }) => [metric, kept, judged, running])).toEqual([
      ['firstResponse', 3, 5, 1],
      ['nextReply', 0, 0, 0],
      ['resolution', 3, 6, 2],
    ]);
  });

  it('counts minutes of open time: average, median and nine in ten of what ended in the period', () => {
    // Answers after 10, 20, 30 and 70 minutes; ends after 40, 120, 240, 630 and 990.
    expect(sla.lines.map(({ averageMinutes, medianMinutes, p90Minutes }) => [averageMinutes, medianMinutes, p90Minutes])).toEqual([
      [33, 25, 58],
      [null, null, null],
      [404, 240, 846],
    ]);
  });

  it('groups them by who has the ticket, by customer and by the day of the breach or the end, the most broken first', () => {
    expect(sla.byAssignee).toEqual([
      { name: 'nobody', judged: 9, kept: 4 },
      { name: 'agent', judged: 2, kept: 2 },
    ]);
    expect(sla.byCustomer).toEqual([
      { name: 'no customer', judged: 7, kept: 4 },
      { name: 'Acme', judged: 4, kept: 2 },
    ]);
    expect(sla.byDay).toEqual([
      { day: '2026-11-12', judged: 1, kept: 0 },
      { day: '2026-11-16', judged: 2, kept: 2 },
      { day: '2026-11-17', judged: 3, kept: 1 },
      { day: '2026-11-18', judged: 4, kept: 2 },
      { day: '2026-11-19', judged: 1, kept: 1 },
    ]);
  });

  it('lists the breaches nobody has acknowledged, the latest first', () => {
    expect(sla.unacknowledged).toBe(3);
    expect(sla.openAlerts.map(({ subject, metric, at: breachedAt }) => [subject, metric, breachedAt.toISOString()])).toEqual([
      ['broken', 'resolution', '2026-11-18T17:00:00.000Z'],
      ['broken', 'firstResponse', '2026-11-18T10:00:00.000Z'],
      ['before', 'resolution', '2026-11-12T17:00:00.000Z'],
    ]);
  });

  it('judges nothing in a period in which nothing ended', async () => {
    const quiet: Period = { from: new Date('2026-11-21T00:00:00Z'), to: new Date('2026-11-22T00:00:00Z') };
    const { lines, byAssignee, byDay } = await desk.withTenant(desk.one.id, system, (uow) => slaReport(uow, quiet));
    expect(lines.map(({ judged, kept, medianMinutes }) => [judged, kept, medianMinutes])).toEqual([
      [0, 0, null],
      [0, 0, null],
      [0, 0, null],
    ]);
    expect([byAssignee, byDay]).toEqual([[], []]);
  });
});

describe('the helpdesk in figures', () => {
  it('counts tickets by their status as it is stored, spam and merged ones left out', () => {
    expect(stats.now.byStatus).toEqual({ open: 2, in_progress: 0, waiting_customer: 1, resolved: 4, closed: 1, cancelled: 1 });
    expect(stats.now.total).toBe(9);
    expect(stats.now.byPriority).toEqual({ low: 0, medium: 3, high: 0, urgent: 0 });
    expect([stats.now.unassigned, stats.now.breached]).toEqual([3, 1]);
  });

  it('counts what happened in the period, and the backlog before and after it adds up', () => {
    const { flow } = stats;
    expect(flow).toEqual({ opened: 8, resolved: 5, reopened: 1, closed: 2, backlogBefore: 1, backlogAfter: 3 });
    expect(flow.backlogBefore + flow.opened + flow.reopened - flow.resolved - flow.closed).toBe(flow.backlogAfter);
  });

  it('says who has how many, and whose they are', () => {
    expect(stats.byAssignee).toEqual([{ name: 'agent', open: 0, resolved: 1 }]);
    expect(stats.byCustomer).toEqual([
      { name: 'no customer', opened: 6 },
      { name: 'Acme', opened: 2 },
    ]);
  });
});

it('of one tenant never count what is another’s', async () => {
  const [theirs, figures] = await desk.withTenant(
    desk.two.id,
    system,
    async (uow) => [await slaReport(uow, week), await helpdeskStats(uow, week)] as const,
  );
  expect(theirs.lines.map(({ judged, kept, running }) => [judged, kept, running])).toEqual([
    [1, 0, 0],
    [0, 0, 0],
    [0, 0, 1],
  ]);
  expect(theirs.openAlerts.map((alert) => alert.subject)).toEqual(['theirs']);
  expect([figures.now.total, figures.flow.opened, figures.flow.backlogAfter]).toEqual([1, 1, 1]);
});
