import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { MessageAuthor, TicketEventType } from '../tickets/tickets.types.ts';

/** A line of a ticket's log that its threads are told. */
export type ThreadEvent = { number: string; type: TicketEventType; actor: MessageAuthor; data: Record<string, unknown>; at: Date };

/** The line of that id, or null. */
export async function loadThreadEvent(uow: TenantUnitOfWork, id: string): Promise<ThreadEvent | null> {
  const [row] = await sqlRows<ThreadEvent>(
    uow,
    'select t.number, e.type, e.actor, e.data, e.at from ticket_events e join tickets t on t.id = e.ticket_id where e.id = ?',
    [id],
  );
  return row === undefined ? null : { ...row, at: new Date(row.at) };
}
