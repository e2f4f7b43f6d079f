import type { TicketId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { wakeupPart } from './ticket-rows.rules.ts';

/** Asks, in this commit, that the workflow of a changed ticket be woken (or started again, when it has ended). */
export async function wakeTicket(uow: TenantUnitOfWork, ticketId: TicketId): Promise<void> {
  const { sql, params } = wakeupPart(uow, ticketId, false);
  await sqlRun(uow, sql, params);
  uow.wake('ticket');
}
