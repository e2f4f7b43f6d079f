import { newId, type StaffUserId, type TicketId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import { insertPart } from '../tenancy/sql-part.rules.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { authorOf } from './author-of.rules.ts';
import type { NextActionEnd, NextActionState } from './next-action.types.ts';

/** A next point of action that ends. `answer` is what came of it. */
export type EndedAction = {
  text: string;
  state: NextActionState;
  ownerId: StaffUserId | null;
  dueAt: Date | null;
  setAt: Date | null;
  how: NextActionEnd;
  answer: string | null;
};

/** Adds what was to the ticket's history of next points of action, with who ended it and when. */
export async function keepNextAction(uow: TenantUnitOfWork, ticketId: TicketId, ended: EndedAction): Promise<void> {
  const { sql, params } = insertPart('next_action_history', {
    tenant_id: uow.tenantId,
    id: newId<string>(),
    ticket_id: ticketId,
    text: ended.text,
    state: ended.state,
    owner_id: ended.ownerId,
    due_at: ended.dueAt,
    set_at: ended.setAt,
    ended_at: uow.now,
    ended_by: authorOf(uow),
    ended_how: ended.how,
    answer: ended.answer,
  });
  await sqlRun(uow, sql, params);
}
