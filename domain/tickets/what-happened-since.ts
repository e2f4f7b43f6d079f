import type { TicketId, TicketMessageId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** The state of a ticket that something was read in: its version and its newest public message. */
export type SeenState = { ticketId: TicketId; version: number; newestMessageId: TicketMessageId };

/** What happened on a ticket since then. `said`: somebody wrote something public (our own fixed texts do not count); `changed`: anything at all changed. */
export async function whatHappenedSince(uow: TenantUnitOfWork, seen: SeenState): Promise<{ said: boolean; changed: boolean }> {
  const [row] = await sqlRows<{ said: boolean; changed: boolean }>(
    uow,
    `select t.version <> ? as changed, exists (
       select 1 from ticket_messages m, ticket_messages b where b.id = ? and m.ticket_id = t.id and m.is_public and m.author->>'kind' <> 'system'
         and (m.created_at, m.id) > (b.created_at, b.id)) as said
     from tickets t where t.id = ?`,
    [seen.version, seen.newestMessageId, seen.ticketId],
  );
  return row ?? { said: false, changed: true };
}
