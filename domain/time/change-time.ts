import type { z } from 'zod';
import { AppError } from '../errors.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { recordEvent } from '../tickets/record-event.ts';
import { lockOwnTime, type TimeEditor } from './lock-own-time.ts';
import type { TimeLine } from './time.types.ts';
import { timeSchema } from './time-input.rules.ts';

const changesSchema = timeSchema.omit({ day: true }).partial();
/** What to change; what is left out stays. */
export type TimeChanges = z.input<typeof changesSchema>;

/** Changes an entry within the rules of `lockOwnTime` and logs it on the ticket. Throws as that, and `invalid_input`. */
export async function changeTime(
  uow: TenantUnitOfWork,
  ref: string,
  changes: TimeChanges,
  editor: TimeEditor,
): Promise<{ before: TimeLine; after: TimeLine }> {
  const input = parseInput(changesSchema, changes);
  const { ticketId, ...before } = await lockOwnTime(uow, ref, editor);
  const after: TimeLine = { ...before, ...input };
  await sqlRows(uow, 'select 1 from staff_users where id = ? for no key update', [before.userId]);
  const [day] = await sqlRows<{ minutes: number }>(
    uow,
    'select coalesce(sum(minutes), 0)::integer as minutes from time_entries where user_id = ? and day = ?::date and id <> ? and deleted_at is null',
    [before.userId, before.day, before.id],
  );
  if ((day?.minutes ?? 0) + after.minutes > 1_440) {
    throw new AppError('invalid_input', {
      message: 'more than a day',
      userMessage: `Nothing was changed: ${before.name} would have more than 24 hours on ${before.day}.`,
    });
  }
  await sqlRun(uow, 'update time_entries set minutes = ?, activity = ?, billable = ?, note = ? where id = ?', [
    after.minutes,
    after.activity,
    after.billable,
    after.note,
    before.id,
  ]);
  await recordEvent(uow, ticketId, 'time_changed', {
    entryId: before.id,
    from: before.minutes,
    to: after.minutes,
    activity: after.activity,
    billable: after.billable,
  });
  return { before, after };
}
