import { localDate } from '../calendars/local-date.rules.ts';
import { dayAfter } from '../calendars/local-day.rules.ts';
import { AppError, notFound } from '../errors.ts';
import type { StaffUserId, TicketId } from '../ids.types.ts';
import { can, type Role } from '../people/permissions.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { TimeLine } from './time.types.ts';

/** How many days one's own entry may be changed by oneself. */
export const ownTimeDays = 31;

/** Who wants to change an entry. */
export type TimeEditor = { userId: StaffUserId; role: Role; timeZone: string };
/** An entry held until the unit ends. */
export type LockedTime = TimeLine & { ticketId: TicketId };

/**
 * Takes a time entry, named by its id or the last eight letters of it, for a change by that person: one's own of the last 31 days, and any with the
 * permission `time:edit`. Throws `not_found`, `conflict` when the short name fits two, `not_permitted`.
 */
export async function lockOwnTime(uow: TenantUnitOfWork, ref: string, editor: TimeEditor): Promise<LockedTime> {
  const letters = ref.trim().toLowerCase().replace(/^t-/, '');
  const [entry, second] = await sqlRows<LockedTime>(
    uow,
    `select e.id, right(e.id::text, 8) as ref, e.ticket_id as "ticketId", t.number as ticket, t.subject, e.user_id as "userId", u.name, e.minutes, e.activity,
       e.billable, e.note, e.day::text as day
     from time_entries e join tickets t on t.id = e.ticket_id join staff_users u on u.id = e.user_id
     where e.deleted_at is null and (e.id::text = ? or right(e.id::text, 8) = ?) limit 2 for update of e`,
    [letters, letters],
  );
  if (entry === undefined) throw notFound('time entry', ref);
  if (second !== undefined) {
    throw new AppError('conflict', {
      message: 'two time entries fit',
      userMessage: `Two entries end in ${ref}. Use the buttons of the list.`,
    });
  }
  const isOwn = entry.userId === editor.userId && entry.day >= dayAfter(localDate(uow.now, editor.timeZone), -ownTimeDays);
  if (isOwn || can(editor.role, 'time:edit')) return entry;
  throw new AppError('not_permitted', {
    message: 'the time entry is somebody else’s or too old',
    userMessage: `Nothing was changed: you may change your own entries of the last ${ownTimeDays} days. A manager can change this one.`,
  });
}
