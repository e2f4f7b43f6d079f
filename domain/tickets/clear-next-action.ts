import type { TicketId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { keepNextAction } from './keep-next-action.ts';
import type { NextActionFacts } from './next-action.rules.ts';
import type { NextActionEnd } from './next-action.types.ts';
import { nextActionColumns, nextActionFacts } from './next-action-row.rules.ts';
import { recordEvent } from './record-event.ts';

/**
 * Ends what somebody wrote as the next point of action: it goes into the history, and the default of the ticket's status holds from now on. A default that ends
 * leaves no history, only its due time is reckoned anew; the log has a line when somebody did it. Call it with the ticket locked.
 */
export async function clearNextAction(
  uow: TenantUnitOfWork,
  id: TicketId,
  how: NextActionEnd,
  answer: string | null = null,
): Promise<void> {
  const [row] = await sqlRows<NextActionFacts>(uow, `select ${nextActionColumns} from tickets t where t.id = ?`, [id]);
  if (row === undefined) return;
  const before = nextActionFacts(row);
  await sqlRun(
    uow,
    `update tickets set next_action = null, next_action_state = null, next_action_due_at = null, next_action_due_is_manual = false,
       next_action_owner_id = null, next_action_excluded = false, next_action_is_public = false, next_action_updated_at = ?, next_action_reminded_at = null
     where id = ?`,
    [uow.now, id],
  );
  if (before.text !== null) {
    const { text, dueAt } = before;
    const ownerId = before.ownerId ?? before.assigneeId;
    await keepNextAction(uow, id, { text, state: before.state ?? 'other', ownerId, dueAt, setAt: before.since, how, answer });
  }
  if (before.state !== null || before.excluded || how === 'done')
    await recordEvent(uow, id, 'next_action_set', { state: null, excluded: false, how });
}
