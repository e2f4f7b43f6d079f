import type { NextActionFacts } from './next-action.rules.ts';

/** Columns of `tickets t` that `nextActionFacts` reads. */
export const nextActionColumns = `t.status, t.priority, t.assignee_id as "assigneeId", t.is_spam as "isSpam", t.created_at as "createdAt", t.next_action as text,
  t.next_action_state as state, t.next_action_due_at as "dueAt", t.next_action_due_is_manual as "dueIsManual", t.next_action_owner_id as "ownerId",
  t.next_action_excluded as excluded, t.next_action_is_public as "isPublic", t.next_action_updated_at as since, t.next_action_reminded_at as "remindedAt"`;

/** The row with its instants as dates. */
export function nextActionFacts(row: NextActionFacts): NextActionFacts {
  const date = (at: Date | null): Date | null => (at === null ? null : new Date(at));
  return {
    status: row.status,
    priority: row.priority,
    assigneeId: row.assigneeId,
    isSpam: row.isSpam,
    createdAt: new Date(row.createdAt),
    text: row.text,
    state: row.state,
    dueAt: date(row.dueAt),
    dueIsManual: row.dueIsManual,
    ownerId: row.ownerId,
    excluded: row.excluded,
    isPublic: row.isPublic,
    since: date(row.since),
    remindedAt: date(row.remindedAt),
  };
}

/** Assignments of an `update tickets` after which a default counts from a new instant, the one parameter; what somebody wrote stays. */
export const restartDefaultAction = `next_action_updated_at = case when next_action is null then ?::timestamptz else next_action_updated_at end,
  next_action_due_at = case when next_action is null and not next_action_due_is_manual then null else next_action_due_at end,
  next_action_reminded_at = case when next_action is null and not next_action_due_is_manual then null else next_action_reminded_at end`;
