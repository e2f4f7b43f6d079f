import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { recordEvent } from './record-event.ts';

/** Ends the snooze of a ticket when its time has come; otherwise changes nothing. Returns whether it did. Wakes nobody: the ticket's workflow calls it. */
export async function wakeSnoozed(uow: TenantUnitOfWork, id: TicketId): Promise<boolean> {
  const [due] = await sqlRows<{ until: Date }>(
    uow,
    `with due as (select id, snoozed_until from tickets where id = ? and snoozed_until <= ? for no key update)
     update tickets t set snoozed_until = null, updated_at = ?, version = version + 1 from due where t.id = due.id returning due.snoozed_until as until`,
    [id, uow.now, uow.now],
  );
  if (due === undefined) return false;
  await recordEvent(uow, id, 'snooze_ended', { because: 'time', dueAt: new Date(due.until).toISOString() });
  return true;
}
