import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { recordEvent } from '../tickets/record-event.ts';
import { lockOwnTime, type TimeEditor } from './lock-own-time.ts';
import type { TimeLine } from './time.types.ts';

/** Takes an entry out of all lists and sums, within the rules of `lockOwnTime`; the row and the ticket's log keep it. Throws as that. */
export async function dropTime(uow: TenantUnitOfWork, ref: string, editor: TimeEditor): Promise<TimeLine> {
  const { ticketId, ...entry } = await lockOwnTime(uow, ref, editor);
  await sqlRun(uow, 'update time_entries set deleted_at = ? where id = ?', [uow.now, entry.id]);
  await recordEvent(uow, ticketId, 'time_removed', { entryId: entry.id, userId: entry.userId, minutes: entry.minutes, day: entry.day });
  return entry;
}
