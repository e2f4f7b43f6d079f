import type { StaffUserId } from '../ids.types.ts';
import { nextLocal } from '../notifications/quiet-hours.rules.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { listNextActions, type NextActionLine } from '../tickets/list-next-actions.ts';
import { type Attention, attention, attentionShown } from './attention.ts';

/** What matters to one person this morning. */
export type Morning = {
  overdue: Attention;
  today: Attention;
  /** Of their teams, not theirs. */
  soon: Attention;
  unassigned: Attention;
  waiting: Attention;
  actions: { total: number; lines: NextActionLine[] };
};

/** How near a deadline of a colleague's ticket is when the team hears of it. */
const soonMs = 4 * 3_600_000;
const teams = 't.team_id in (select m.team_id from team_members m where m.user_id = ?)';

/**
 * What is overdue and due today of a person's own, what their teams must answer within four hours, what nobody in their teams has yet, where the customer waits
 * for them, and next points of action that somebody wrote and that are overdue. A day ends at midnight in the person's zone.
 */
export async function loadMorning(uow: TenantUnitOfWork, userId: StaffUserId, timeZone: string): Promise<Morning> {
  const midnight = nextLocal(uow.now, timeZone, 0);
  const soon = new Date(uow.now.getTime() + soonMs);
  const find = (sql: string, params: unknown[], order = 't.next_due_at nulls last, t.created_at'): Promise<Attention> =>
    attention(uow, { where: { sql, params }, order });
  const mine = await listNextActions(uow, { kind: 'mine', owner: userId }, 500);
  const overdue = mine.lines.filter(({ action }) => action.dueAt <= uow.now && !action.isDefault);
  return {
    overdue: await find('t.assignee_id = ? and t.next_due_at <= ?', [userId, uow.now]),
    today: await find('t.assignee_id = ? and t.next_due_at > ? and t.next_due_at <= ?', [userId, uow.now, midnight]),
    soon: await find(`t.assignee_id <> ? and ${teams} and t.next_due_at > ? and t.next_due_at <= ?`, [userId, userId, uow.now, soon]),
    unassigned: await find(`t.assignee_id is null and ${teams}`, [userId]),
    waiting: await find(
      `t.assignee_id = ? and t.status in ('open', 'in_progress') and (select m.author->>'kind' from ticket_messages m
         where m.ticket_id = t.id and m.is_public and m.kind <> 'acknowledgement' order by m.created_at desc, m.id desc limit 1) = 'contact'`,
      [userId],
    ),
    actions: { total: overdue.length, lines: overdue.slice(0, attentionShown) },
  };
}
