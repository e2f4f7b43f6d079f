import type { TicketId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { eventPart } from './ticket-rows.rules.ts';
import type { TicketEventType } from './tickets.types.ts';

/** Adds a line to the ticket's append-only log, in the same commit as the change it tells of. */
export async function recordEvent(
  uow: TenantUnitOfWork,
  ticketId: TicketId,
  type: TicketEventType,
  data: Record<string, unknown> = {},
): Promise<void> {
  const { sql, params } = eventPart(uow, ticketId, type, data);
  await sqlRun(uow, sql, params);
}
