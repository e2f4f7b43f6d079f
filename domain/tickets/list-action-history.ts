import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { NextActionEnd, NextActionState } from './next-action.types.ts';
import type { MessageAuthor } from './tickets.types.ts';

/** A next point of action that is over, and what came of it. */
export type PastAction = {
  text: string;
  state: NextActionState;
  owner: string | null;
  endedAt: Date;
  endedBy: MessageAuthor;
  how: NextActionEnd;
  answer: string | null;
};

/** What was to be done on a ticket and what came of it, newest first, at most `limit`. */
export async function listActionHistory(uow: TenantUnitOfWork, id: TicketId, limit: number): Promise<PastAction[]> {
  const rows = await sqlRows<PastAction>(
    uow,
    `select h.text, h.state, s.name as owner, h.ended_at as "endedAt", h.ended_by as "endedBy", h.ended_how as how, h.answer
     from next_action_history h left join staff_users s on s.id = h.owner_id where h.ticket_id = ? order by h.ended_at desc, h.id desc limit ?`,
    [id, limit],
  );
  return rows.map((row) => ({ ...row, endedAt: new Date(row.endedAt) }));
}
