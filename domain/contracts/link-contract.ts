import { AppError, notFound } from '../errors.ts';
import type { CustomerId, TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from '../tickets/lock-ticket.ts';
import { recordEvent } from '../tickets/record-event.ts';
import { wakeTicket } from '../tickets/wake-ticket.ts';

/**
 * Says which contract a ticket is served under, or that it is none in particular; that may change its policy. The same again changes nothing. Throws `not_found`,
 * and `conflict` for a contract of another customer and when the ticket is not at `seenVersion` any more.
 */
export async function linkContract(
  uow: TenantUnitOfWork,
  ticketId: TicketId,
  contractId: string | null,
  seenVersion: number | null = null,
): Promise<{ number: string; contract: string | null; version: number; changed: boolean }> {
  const ticket = await lockTicket(uow, ticketId, seenVersion);
  const contract = contractId === null ? null : await loadContract(uow, contractId);
  if (contract !== null && contract.customerId !== ticket.customerId) throw otherCustomer(ticket.number, contract);
  const rows = await sqlRows(
    uow,
    'update tickets set contract_id = ?, version = version + 1, updated_at = ? where id = ? and contract_id is distinct from ? returning id',
    [contractId, uow.now, ticketId, contractId],
  );
  const done = { number: ticket.number, contract: contract?.number ?? null };
  if (rows.length === 0) return { ...done, version: ticket.version, changed: false };
  await recordEvent(uow, ticketId, 'contract_linked', { contractId, contract: contract?.number ?? null });
  await wakeTicket(uow, ticketId);
  return { ...done, version: ticket.version + 1, changed: true };
}

type Found = { number: string; customerId: CustomerId; customer: string };

async function loadContract(uow: TenantUnitOfWork, id: string): Promise<Found> {
  const [row] = await sqlRows<Found>(
    uow,
    'select c.number, c.customer_id as "customerId", k.name as customer from support_contracts c join customers k on k.id = c.customer_id where c.id = ?',
    [id],
  );
  if (row === undefined) throw notFound('contract', id);
  return row;
}

function otherCustomer(ticket: string, contract: Found): AppError {
  return new AppError('conflict', {
    message: 'contract of another customer',
    userMessage: `${contract.number} is a contract of ${contract.customer}, and ${ticket} is not theirs. Link the ticket to the customer first, or choose another contract.`,
  });
}
