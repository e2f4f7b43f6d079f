import type { StaffUserId, TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { loadWorkingHours } from './load-working-hours.ts';
import { type NextAction, type NextActionFacts, nextActionOf } from './next-action.rules.ts';
import { nextActionColumns, nextActionFacts } from './next-action-row.rules.ts';

/** `mine`: what the person has to do. `overdue`: due and not done. `missing`: nobody wrote one, so only the default holds. */
export type NextActionList = { kind: 'mine'; owner: StaffUserId } | { kind: 'overdue' } | { kind: 'missing' };

export type NextActionLine = { id: TicketId; number: string; subject: string; owner: string | null; version: number; action: NextAction };

const mostRead = 500;

/** Unfinished tickets, most urgent due time first, at most `limit`; of a list longer than 500 the oldest are considered. Snoozed ones are left out. */
export async function listNextActions(
  uow: TenantUnitOfWork,
  list: NextActionList,
  limit: number,
): Promise<{ lines: NextActionLine[]; total: number }> {
  const { sql, params } = conditionOf(list, uow.now);
  const rows = await sqlRows<NextActionFacts & { id: TicketId; number: string; subject: string; owner: string | null; version: number }>(
    uow,
    `select t.id, t.number, t.subject, t.version, o.name as owner, ${nextActionColumns}
     from tickets t left join staff_users o on o.id = coalesce(t.next_action_owner_id, t.assignee_id)
     where t.status in ('open', 'in_progress', 'waiting_customer') and not t.is_spam and (t.snoozed_until is null or t.snoozed_until <= ?) and ${sql}
     order by coalesce(t.next_action_due_at, t.created_at), t.id limit ?`,
    [uow.now, ...params, mostRead],
  );
  const hours = await loadWorkingHours(uow);
  const lines = rows.flatMap((row): NextActionLine[] => {
    const action = nextActionOf(nextActionFacts(row), hours);
    const { id, number, subject, owner, version } = row;
    return action === null || (list.kind === 'overdue' && action.dueAt > uow.now) ? [] : [{ id, number, subject, owner, version, action }];
  });
  lines.sort((a, b) => a.action.dueAt.getTime() - b.action.dueAt.getTime());
  return { lines: lines.slice(0, limit), total: lines.length };
}

/** A default's due time is not in the database until it has passed, so that everything not due later by hand is looked at. */
function conditionOf(list: NextActionList, now: Date): { sql: string; params: unknown[] } {
  if (list.kind === 'mine') return { sql: 'coalesce(t.next_action_owner_id, t.assignee_id) = ?', params: [list.owner] };
  if (list.kind === 'missing') return { sql: 't.next_action is null', params: [] };
  return { sql: '(t.next_action_due_at is null or not t.next_action_due_is_manual or t.next_action_due_at <= ?)', params: [now] };
}
