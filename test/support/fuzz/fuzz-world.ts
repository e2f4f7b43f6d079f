import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { type CommandRunner, createCommandRunner } from '../../../bots/commands/command-runner.ts';
import type { Person } from '../../../bots/commands/person.types.ts';
import { createLogger } from '../../../config/logger.ts';
import { addCalendar } from '../../../domain/calendars/add-calendar.ts';
import type { Database } from '../../../domain/database/orm.ts';
import { queueDelivery } from '../../../domain/deliveries/queue-delivery.ts';
import { newId, type StaffUserId, type TeamId, type TicketId } from '../../../domain/ids.types.ts';
import { addTeam } from '../../../domain/people/add-team.ts';
import { seeded } from '../../../domain/seeded.rules.ts';
import { addPolicy } from '../../../domain/sla/add-policy.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import { createWithTenant, type TenantUnitOfWork, type WithTenant } from '../../../domain/tenancy/unit-of-work.ts';
import type { AcrossTenants } from '../../../domain/tenancy/unsafe-across-tenants.ts';
import { addParticipant } from '../../../domain/tickets/add-participant.ts';
import { replyAddress } from '../../../domain/tickets/reply-address.rules.ts';
import { addStaffRow, addTenant, system, type TestTenant } from '../desk.ts';
import { mailFrom, testKeys } from '../mails.ts';
import { pick } from '../sla/random-calendars.ts';
import { FuzzClock } from './fuzz-clock.ts';
import { fileOne } from './fuzz-mail.ts';
import { fuzzHours, fuzzWindows, randomPromise } from './fuzz-rules.ts';
import { TicketTimers } from './ticket-timers.ts';

/** What a fuzz runs on: a migrated database. */
export type FuzzGround = { database: Database; across: AcrossTenants };

export type FuzzTicket = { id: TicketId; number: string };

/** One tenant of an interleaving, with the ticket that everything happens to, and one more to merge it with. */
export type FuzzWorld = {
  random: () => number;
  windowStart: number;
  tenant: TestTenant;
  withTenant: WithTenant;
  clock: FuzzClock;
  timers: TicketTimers;
  runner: CommandRunner;
  log: string[];
  staff: Person[];
  team: TeamId;
  calendarId: string;
  policyIds: string[];
  main: FuzzTicket;
  other: FuzzTicket;
  /** Where the customer writes to on the main ticket. */
  replyTo: string;
  /** Message-ID of an answer of ours to the customer on the main ticket: what a bounce is about. */
  answerId: string;
  /** Mails that became a message, and acknowledgements, of the opening. */
  openingMessages: number;
};

export const customer = 'jane@acme.example';
export const colleague = 'bob@acme.example';
export const supplier = 'parts@supplier.example';

/** Makes a tenant of its own with random rules and opens the two tickets by mail. */
export async function openWorld({ database, across }: FuzzGround, seed: number): Promise<FuzzWorld> {
  const random = seeded(seed);
  const windowStart = pick(random, fuzzWindows);
  const clock = new FuzzClock(windowStart + 86_400_000 + Math.floor(random() * 10 * 86_400_000), seeded(seed + 1));
  const withTenant = createWithTenant({ database, clock: clock.read });
  const tenant = await addTenant(withTenant, `fuzz-${randomUUID()}`, { acknowledge: random() < 0.5 });
  const log: string[] = [];
  const destination = new Writable({ write: (line, _encoding, done) => done(void log.push(String(line))) });
  const runner = createCommandRunner({
    withTenant,
    replyKeysFor: () => testKeys,
    log: createLogger({ level: 'error', role: 'test', destination }),
  });
  const boss = newId<StaffUserId>();
  await addStaffRow(withTenant, tenant.id, boss, 'boss@fuzz.example', 'manager');
  const person = (userId: StaffUserId): Person => ({ tenantId: tenant.id, userId });
  const base = { random, windowStart, tenant, withTenant, clock, runner, log, staff: [person(tenant.agent), person(boss)] };
  const rules = await addRules(base, boss);
  const timers = new TicketTimers({ tenantId: tenant.id, withTenant, across, clock });
  const opened = await openTickets(base);
  await timers.drain();
  return { ...base, ...rules, ...opened, timers };
}

type Base = Pick<FuzzWorld, 'random' | 'windowStart' | 'tenant' | 'withTenant' | 'clock'>;

async function addRules(base: Base, boss: StaffUserId): Promise<Pick<FuzzWorld, 'team' | 'calendarId' | 'policyIds'>> {
  const { random, tenant, withTenant, windowStart } = base;
  return withTenant(tenant.id, system, async (uow) => {
    await sqlRun(uow, 'update tenants set quiet_hours_to_close = ?, escalation_user_id = ? where id = ?', [
      pick(random, [6, 30, 72]),
      boss,
      tenant.id,
    ]);
    const { id: calendarId } = await addCalendar(uow, { name: 'Hours', ...hoursOf(random, windowStart), isDefault: true });
    const standard = await addPolicy(uow, { name: 'Standard', promise: randomPromise(random, calendarId), isDefault: true });
    const urgent = await addPolicy(uow, { name: 'Urgent', promise: randomPromise(random, calendarId, { priority: 'urgent' }) });
    const team = await addTeam(uow, 'Second line');
    return { team: team.id, calendarId, policyIds: [standard.id, urgent.id] };
  });
}

/** Random hours for a calendar of the window, in the shape the verbs take. */
export function hoursOf(random: () => number, windowStart: number): ReturnType<typeof fuzzHours>[number] & { holidays: [] } {
  return pick(random, fuzzHours(windowStart)) as ReturnType<typeof fuzzHours>[number] & { holidays: [] };
}

async function openTickets(base: Base): Promise<Pick<FuzzWorld, 'main' | 'other' | 'replyTo' | 'answerId' | 'openingMessages'>> {
  const { tenant, withTenant } = base;
  const cc = [{ name: 'Bob', address: colleague }];
  const tickets: FuzzTicket[] = [];
  let openingMessages = 0;
  for (const subject of ['Printer', 'Printer again']) {
    const filed = await fileOne(base, mailFrom(customer, { subject, cc }), tenant.mailboxAddress);
    if (filed.kind !== 'opened') throw new Error(`the first mail was ${filed.kind}`);
    openingMessages += filed.acknowledged ? 2 : 1;
    tickets.push({ id: filed.ticketId, number: filed.number });
  }
  const [main, other] = tickets as [FuzzTicket, FuzzTicket];
  const replyTo = await withTenant(tenant.id, system, async (uow) => {
    await addParticipant(uow, main.id, { name: 'Parts', address: supplier }, 'third_party');
    const [row] = await sqlRows<{ ref: string }>(
      uow,
      "select reply_ref as ref from ticket_participants where ticket_id = ? and role = 'requester'",
      [main.id],
    );
    return replyAddress(tenant.mailboxAddress, tenant.id, row?.ref ?? '', testKeys);
  });
  const answerId = await withTenant(tenant.id, system, (uow) => queueAnswer(uow, tenant, main.id));
  return { main, other, replyTo, answerId, openingMessages };
}

async function queueAnswer(uow: TenantUnitOfWork, { mailboxId, mailboxAddress }: TestTenant, ticketId: TicketId): Promise<string> {
  const from = { name: 'Support', address: mailboxAddress };
  const mail = { from, to: [{ name: '', address: customer }], cc: [], replyTo: null, subject: 'Re: Printer', text: 'We look at it.' };
  const queued = await queueDelivery(uow, {
    effectKey: `fuzz:${ticketId}`,
    purpose: 'reply',
    ticketId,
    messageId: null,
    mailboxId,
    mail: { ...mail, inReplyTo: null, references: [], autoSubmitted: 'no', attachmentIds: [] },
  });
  if (queued === null) throw new Error('the answer was queued before');
  return queued.mailMessageId;
}
