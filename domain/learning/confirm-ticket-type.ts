import { AppError, notFound } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { TicketType } from '../tickets/tickets.types.ts';
import { confirmLabel } from './confirm-label.ts';

/** Keeps that the type a ticket has is right. `seen`: the type the person looked at; throws `conflict` when it is another by now, `not_found`, and what `confirmLabel` throws. */
export async function confirmTicketType(uow: TenantUnitOfWork, id: TicketId, seen: TicketType | null): Promise<TicketType> {
  const [ticket] = await sqlRows<{ number: string; type: TicketType }>(uow, 'select number, type from tickets where id = ? for share', [
    id,
  ]);
  if (ticket === undefined) throw notFound('ticket', id);
  if (seen !== null && seen !== ticket.type)
    throw new AppError('conflict', {
      message: 'the type was changed since it was looked at',
      userMessage: `Nothing was confirmed: ${ticket.number} is ${ticket.type.replace('_', ' ')} by now. Look at it again.`,
    });
  await confirmLabel(uow, 'type', id, ticket.type);
  return ticket.type;
}
