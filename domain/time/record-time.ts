import { z } from 'zod';
import { localDate } from '../calendars/local-date.rules.ts';
import { dayAfter } from '../calendars/local-day.rules.ts';
import { AppError, notFound } from '../errors.ts';
import { newId, type StaffUserId, type TicketId, type TimeEntryId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from '../tickets/lock-ticket.ts';
import { recordEvent } from '../tickets/record-event.ts';
import { timeSchema } from './time-input.rules.ts';

/** How many days an entry may lie back. */
const oldestDays = 366;

const inputSchema = timeSchema
  .partial({ activity: true, billable: true, note: true, day: true })
  .extend({ startedAt: z.date().nullable().optional() });
/** Time somebody spent: work and billable unless said otherwise, today in their zone. */
export type NewTime = z.input<typeof inputSchema>;

/**
 * Records time somebody spent on a ticket, which itself is not changed by it. Throws `invalid_input` for minutes outside 1…1440, for a day to come or
 * more than a year ago, and when the person's day would have more than 24 hours; `not_found`.
 */
export async function recordTime(
  uow: TenantUnitOfWork,
  ticketId: TicketId,
  userId: StaffUserId,
  wanted: NewTime,
): Promise<{ id: TimeEntryId; number: string; day: string }> {
  const input = parseInput(inputSchema, wanted);
  const ticket = await lockTicket(uow, ticketId);
  const [person] = await sqlRows<{ name: string; timeZone: string }>(
    uow,
    'select name, time_zone as "timeZone" from staff_users where id = ? for no key update',
    [userId],
  );
  if (person === undefined) throw notFound('member of staff', userId);
  const today = localDate(uow.now, person.timeZone);
  const day = input.day ?? today;
  if (day > today || day < dayAfter(today, -oldestDays)) throw refused('Time is recorded for today or a day of the last year.');
  const [spent] = await sqlRows<{ minutes: number }>(
    uow,
    'select coalesce(sum(minutes), 0)::integer as minutes from time_entries where user_id = ? and day = ?::date and deleted_at is null',
    [userId, day],
  );
  if ((spent?.minutes ?? 0) + input.minutes > 1_440) throw refused(`${person.name} would have more than 24 hours on ${day}.`);
  const { minutes, activity = 'work', billable = true, note = '', startedAt = null } = input;
  const id = newId<TimeEntryId>();
  await sqlRun(
    uow,
    `insert into time_entries (tenant_id, id, ticket_id, user_id, minutes, activity, billable, started_at, note, day, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::date, ?)`,
    [uow.tenantId, id, ticketId, userId, minutes, activity, billable, startedAt, note, day, uow.now],
  );
  await recordEvent(uow, ticketId, 'time_logged', { entryId: id, userId, minutes, activity, billable, day });
  return { id, number: ticket.number, day };
}

function refused(userMessage: string): AppError {
  return new AppError('invalid_input', { message: 'time entry refused', userMessage: `Nothing was recorded. ${userMessage}` });
}
