import { addCalendar } from '../../../domain/calendars/add-calendar.ts';
import type { CalendarHours } from '../../../domain/calendars/calendar.types.ts';
import { saveCalendar } from '../../../domain/calendars/save-calendar.ts';
import { addContract } from '../../../domain/contracts/add-contract.ts';
import { linkContract } from '../../../domain/contracts/link-contract.ts';
import { AppError } from '../../../domain/errors.ts';
import type { TicketId } from '../../../domain/ids.types.ts';
import { addPolicy } from '../../../domain/sla/add-policy.ts';
import type { MetricOutcome } from '../../../domain/sla/compare-rules.rules.ts';
import type { PolicyPromise } from '../../../domain/sla/rules-draft.types.ts';
import { setTicketPolicy } from '../../../domain/sla/set-ticket-policy.ts';
import type { Clock, Metric } from '../../../domain/sla/sla.types.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { addMessage } from '../../../domain/tickets/add-message.ts';
import { changeStatus } from '../../../domain/tickets/change-status.ts';
import { classifyTicket } from '../../../domain/tickets/classify-ticket.ts';
import { openTicket } from '../../../domain/tickets/open-ticket.ts';
import { ticketPriorities, ticketStatuses, ticketTypes } from '../../../domain/tickets/tickets.types.ts';
import { wakeTicket } from '../../../domain/tickets/wake-ticket.ts';
import { system, type TestDesk, type TestTenant } from '../../support/desk.ts';

/** A time for all priorities, or for each: urgent, high, medium, low. */
export const minutes = (general: number, own?: [number, number, number, number]) =>
  own === undefined ? { default: general } : { default: general, urgent: own[0], high: own[1], medium: own[2], low: own[3] };

const pausing: PolicyPromise['pausing'] = {
  firstResponse: ['resolved', 'closed'],
  nextReply: ['resolved', 'closed'],
  resolution: ['waiting_customer'],
};

/** A promise over a calendar with times in minutes. */
export function promiseOf(calendarId: string, first: number, resolution: number, more: Partial<PolicyPromise> = {}): PolicyPromise {
  const targets = { firstResponse: minutes(first), nextReply: minutes(first), resolution: minutes(resolution) };
  return { calendarId, targets, pausing, warningPercent: 80, criticalPercent: 95, conditions: {}, steps: [], ...more };
}

export const weekdays = (from: string, to: string): CalendarHours => {
  const day: [string, string][] = [[from, to]];
  return { timeZone: 'Europe/London', hours: { '1': day, '2': day, '3': day, '4': day, '5': day }, holidays: [] };
};

/** What a tenant promises: one calendar, which gets a holiday on the way unless it is none of the tenant's versions; three policies; a contract. */
export type World = {
  calendar: CalendarHours;
  standard: Promise1;
  gold: Promise1;
  technical: Promise1 | null;
  defaultIs: 'standard' | 'gold';
};
type Promise1 = { first: number; resolution: number };
export type Rules = { calendar: string; standard: string; gold: string; technical: string | null; contract: string };

export async function makeRules(desk: TestDesk, tenant: TestTenant, world: World, at: Date): Promise<Rules> {
  desk.clock.now = at;
  return desk.withTenant(tenant.id, system, async (uow) => {
    const calendar = await addCalendar(uow, { name: 'London', isDefault: true, ...world.calendar, holidays: [...world.calendar.holidays] });
    const promise = ({ first, resolution }: Promise1, more: Partial<PolicyPromise> = {}) => promiseOf(calendar.id, first, resolution, more);
    const isDefault = (name: World['defaultIs']) => world.defaultIs === name;
    const standard = await addPolicy(uow, { name: 'Standard', promise: promise(world.standard), isDefault: isDefault('standard') });
    const gold = await addPolicy(uow, { name: 'Gold', promise: promise(world.gold), isDefault: isDefault('gold') });
    const technical =
      world.technical === null
        ? null
        : await addPolicy(uow, { name: 'Technical', promise: promise(world.technical, { conditions: { type: 'technical' } }) });
    const contract = await addContract(uow, { customerId: tenant.customerId, name: 'Care', slaPolicyId: gold.id, startsOn: '2026-01-01' });
    return { calendar: calendar.id, standard: standard.id, gold: gold.id, technical: technical?.id ?? null, contract: contract.id };
  });
}

/** A holiday that is added to the calendar on the way. */
export async function addHolidayAt(desk: TestDesk, tenant: TestTenant, calendarId: string, hours: CalendarHours, at: Date): Promise<void> {
  desk.clock.now = at;
  await desk.withTenant(tenant.id, system, (uow) => saveCalendar(uow, calendarId, { seenVersion: 1, hours }));
}

/** One thing that happens to a ticket. */
export type Act = { at: Date; ticket: number } & (
  | { kind: 'open'; customer: boolean; priority: number; type: number }
  | { kind: 'customer' | 'reply' | 'note' }
  | { kind: 'status' | 'priority' | 'type'; to: number }
  | { kind: 'contract' | 'policy'; set: boolean }
);

/** Acts that look random and are the same for the same seed, each at an instant of its own. */
export function randomActs(seed: number, tickets: number, start: Date, days: number): Act[] {
  let state = seed;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const acts: Act[] = [];
  for (let ticket = 0; ticket < tickets; ticket += 1) {
    let at = start.getTime() + random(days * 1_440) * 60_000 + ticket;
    acts.push({ at: new Date(at), ticket, kind: 'open', customer: random(3) > 0, priority: random(4), type: random(6) });
    for (let n = random(8); n > 0; n -= 1) {
      at += (1 + random(60 * 20)) * 60_000 + random(60) * 1_000;
      const base = { at: new Date(at), ticket };
      const kind =
        (['customer', 'reply', 'note', 'status', 'status', 'priority', 'type', 'contract', 'policy'] as const)[random(9)] ?? 'note';
      if (kind === 'status' || kind === 'priority' || kind === 'type') acts.push({ ...base, kind, to: random(6) });
      else if (kind === 'contract' || kind === 'policy') acts.push({ ...base, kind, set: random(2) > 0 });
      else acts.push({ ...base, kind });
    }
  }
  return acts.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Does the acts one after the other through the product's own verbs; `onReach` runs before the first act at or after an instant. */
export async function perform(
  desk: TestDesk,
  tenant: TestTenant,
  rules: Rules,
  acts: readonly Act[],
  interludes: { at: Date; run: () => Promise<void> }[] = [],
): Promise<TicketId[]> {
  const ids: TicketId[] = [];
  const waiting = [...interludes];
  for (const act of acts) {
    while (waiting[0] !== undefined && waiting[0].at <= act.at) await waiting.shift()?.run();
    desk.clock.now = act.at;
    await desk.withTenant(tenant.id, system, async (uow) => {
      if (act.kind === 'open') ids[act.ticket] = await open(uow, tenant, act);
      else await doAct(uow, tenant, rules, ids[act.ticket] as TicketId, act);
    });
  }
  return ids;
}

/** Brings every clock of a tenant up to an instant, as its workflows would have. */
export async function settleAll(desk: TestDesk, tenant: TestTenant, ids: readonly TicketId[], at: Date): Promise<void> {
  desk.clock.now = at;
  for (const id of ids) await desk.withTenant(tenant.id, system, (uow) => wakeTicket(uow, id));
}

/** How every metric of every ticket stands in the tenant's own clocks: `number metric` → outcome. */
export async function storedOutcomes(desk: TestDesk, tenant: TestTenant): Promise<Record<string, MetricOutcome>> {
  type Row = { number: string; metric: Metric; due_at: string | null; met_at: string | null; proof: Pick<Clock, 'breaches'> };
  const rows = await desk.withTenant(tenant.id, system, (uow) =>
    sqlRows<Row>(
      uow,
      'select k.number, c.metric, c.due_at, c.met_at, c.proof from sla_clocks c join tickets k on k.id = c.ticket_id order by k.number, c.metric, c.cycle',
    ),
  );
  const outcomes: Record<string, MetricOutcome> = {};
  const instant = (at: string | null): number | null => (at === null ? null : new Date(at).getTime());
  for (const { number, metric, due_at, met_at, proof } of rows) {
    const breaches = [...(outcomes[`${number} ${metric}`]?.breaches ?? []), ...proof.breaches.map((breach) => breach.at)];
    outcomes[`${number} ${metric}`] = { breaches, due: instant(due_at), metAt: instant(met_at) };
  }
  return outcomes;
}

async function open(uow: TenantUnitOfWork, tenant: TestTenant, act: Extract<Act, { kind: 'open' }>): Promise<TicketId> {
  const [priority, type] = [ticketPriorities[act.priority] ?? 'medium', ticketTypes[act.type] ?? 'general'];
  const { id } = await openTicket(uow, {
    subject: `Ticket ${act.ticket}`,
    channel: 'console',
    mailboxId: null,
    requester: null,
    customerId: act.customer ? tenant.customerId : null,
    contactId: null,
    triage: { intent: 'support', type, priority, language: null, reasons: [], confidence: 1 },
  });
  return id;
}

async function doAct(
  uow: TenantUnitOfWork,
  tenant: TestTenant,
  rules: Rules,
  id: TicketId,
  act: Exclude<Act, { kind: 'open' }>,
): Promise<void> {
  try {
    switch (act.kind) {
      case 'status':
        return void (await changeStatus(uow, id, ticketStatuses[act.to] ?? 'open'));
      case 'priority':
        return void (await classifyTicket(uow, id, { priority: ticketPriorities[act.to % 4] ?? 'low' }));
      case 'type':
        return void (await classifyTicket(uow, id, { type: ticketTypes[act.to] ?? 'bug' }));
      case 'contract':
        return void (await linkContract(uow, id, act.set ? rules.contract : null));
      case 'policy':
        return void (await setTicketPolicy(uow, id, act.set ? rules.standard : null));
      default:
        return await say(uow, tenant, id, act.kind);
    }
  } catch (error) {
    // A move that the status machine refuses, or a contract of no customer's ticket, is refused alike in every copy.
    if (!(error instanceof AppError) || !['refused_transition', 'conflict'].includes(error.code)) throw error;
  }
}

async function say(uow: TenantUnitOfWork, tenant: TestTenant, ticketId: TicketId, kind: 'customer' | 'reply' | 'note'): Promise<void> {
  const staff = { kind: 'staff', userId: tenant.agent, name: 'Agent' } as const;
  const contact = { kind: 'contact', address: tenant.contactAddress, name: 'Jane' } as const;
  const message = {
    customer: { kind: 'mail', isPublic: true, author: contact },
    reply: { kind: 'reply', isPublic: true, author: staff },
    note: { kind: 'note', isPublic: false, author: staff },
  } as const;
  await addMessage(uow, { ticketId, text: kind, ...message[kind] });
  await wakeTicket(uow, ticketId);
}

/** Lets a number of units of work go on together, once each has begun: none can have finished before another reads. */
export function startLine(count: number): (uow: TenantUnitOfWork) => Promise<void> {
  let waiting = count;
  let go: () => void = () => {};
  const all = new Promise<void>((resolve) => {
    go = resolve;
  });
  return async (uow) => {
    await sqlRows(uow, 'select 1 as begun');
    waiting -= 1;
    if (waiting === 0) go();
    await all;
  };
}
