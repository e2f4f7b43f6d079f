import { newId, type StaffUserId, type TeamId, type TicketId } from '../../../domain/ids.types.ts';
import { addTeam } from '../../../domain/people/add-team.ts';
import { joinTeam } from '../../../domain/people/join-team.ts';
import type { Role } from '../../../domain/people/permissions.rules.ts';
import { recordAbsence } from '../../../domain/people/record-absence.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { openTicket } from '../../../domain/tickets/open-ticket.ts';
import type { TicketPriority } from '../../../domain/tickets/tickets.types.ts';
import { addStaffRow, openTestDesk, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { plainTicket } from '../../support/plain-ticket.ts';

/** What tests of assignment do over and over, in tenant one unless another is named. */
export type PeopleDesk = {
  desk: TestDesk;
  run<T>(work: (uow: TenantUnitOfWork) => Promise<T>, tenant?: TestTenant): Promise<T>;
  person(name: string, role?: Role, tenant?: TestTenant): Promise<StaffUserId>;
  team(name: string, members: StaffUserId[], strategy?: 'round_robin' | 'least_open' | null): Promise<TeamId>;
  ticket(priority?: TicketPriority, tenant?: TestTenant): Promise<TicketId>;
  /** Away from now until they say they are back. */
  away(userId: StaffUserId, standInId?: StaffUserId | null): Promise<void>;
  assigneeOf(id: TicketId): Promise<StaffUserId | null>;
  eventsOf(id: TicketId, type: string): Promise<Record<string, unknown>[]>;
  rows<Row extends object = Record<string, unknown>>(sql: string, params?: unknown[], tenant?: TestTenant): Promise<Row[]>;
  /** Runs the acts against each other: a person's row is held until every act waits for a lock, so none is over before the others have begun. */
  race<T>(person: StaffUserId, acts: (() => Promise<T>)[]): Promise<PromiseSettledResult<T>[]>;
};

/** Opens a desk with a clock that stands still at a Wednesday noon in winter, London. */
export async function openPeopleDesk(): Promise<PeopleDesk> {
  const desk = await openTestDesk({ pool: 12 });
  desk.clock.now = new Date('2026-11-25T12:00:00Z');
  const run: PeopleDesk['run'] = (work, tenant = desk.one) => desk.withTenant(tenant.id, system, work);
  const rows: PeopleDesk['rows'] = (sql, params = [], tenant = desk.one) => run((uow) => sqlRows(uow, sql, params), tenant);
  const waiting =
    'select 1 from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = current_database()';
  return {
    desk,
    race: async (person, acts) => {
      const [held, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const holder = run(async (uow) => {
        await sqlRows(uow, 'select 1 from staff_users where id = ? for update', [person]);
        held.resolve();
        await gate.promise;
      });
      await held.promise;
      const started = acts.map((act) => act());
      for (let look = 0; look < 1_000 && (await rows(waiting)).length < acts.length; look += 1);
      gate.resolve();
      await holder;
      return Promise.allSettled(started);
    },
    run,
    rows,
    person: async (name, role = 'support', tenant = desk.one) => {
      const id = newId<StaffUserId>();
      await addStaffRow(desk.withTenant, tenant.id, id, `${name}@${tenant === desk.one ? 'one' : 'two'}.example`, role);
      return id;
    },
    team: (name, members, strategy = null) =>
      run(async (uow) => {
        const { id } = await addTeam(uow, name, strategy);
        for (const member of members) await joinTeam(uow, id, member);
        return id;
      }),
    ticket: (priority = 'medium', tenant = desk.one) =>
      run(async (uow) => {
        const { id } = await openTicket(uow, plainTicket('Printer'));
        await sqlRun(uow, 'update tickets set priority = ? where id = ?', [priority, id]);
        return id;
      }, tenant),
    away: async (userId, standInId = null) =>
      void (await run((uow) => recordAbsence(uow, { userId, from: null, until: null, standInId, note: '' }))),
    assigneeOf: async (id) =>
      (await rows<{ assignee_id: StaffUserId | null }>('select assignee_id from tickets where id = ?', [id]))[0]?.assignee_id ?? null,
    eventsOf: async (id, type) =>
      (
        await rows<{ data: Record<string, unknown> }>('select data from ticket_events where ticket_id = ? and type = ? order by at, id', [
          id,
          type,
        ])
      ).map((event) => event.data),
  };
}

/** How often each value occurs. */
export function tally(values: (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
}
