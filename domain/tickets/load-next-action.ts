import type { CalendarHours } from '../calendars/calendar.types.ts';
import { notFound } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type NextAction, type NextActionFacts, nextActionOf } from './next-action.rules.ts';
import { nextActionColumns, nextActionFacts } from './next-action-row.rules.ts';

/** The next point of action of a ticket as it stands, with its owner's name; null for one that is over or spam. Throws `not_found`. */
export async function loadNextAction(uow: TenantUnitOfWork, id: TicketId): Promise<(NextAction & { owner: string | null }) | null> {
  const [row] = await sqlRows<NextActionFacts & { owner: string | null; hours: CalendarHours | null }>(
    uow,
    `select ${nextActionColumns}, o.name as owner,
       (select jsonb_build_object('timeZone', c.time_zone, 'hours', c.hours, 'holidays', c.holidays) from calendars c where c.is_default limit 1) as hours
     from tickets t left join staff_users o on o.id = coalesce(t.next_action_owner_id, t.assignee_id) where t.id = ?`,
    [id],
  );
  if (row === undefined) throw notFound('ticket', id);
  const action = nextActionOf(nextActionFacts(row), row.hours);
  return action === null ? null : { ...action, owner: row.owner };
}
