import { notFound } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { TemplateValues } from './template-text.rules.ts';

type Row = { number: string; subject: string; requester: string | null; customer: string | null };

/** What the variables of a text stand for on a ticket. A requester without a name is called by the address. Throws `not_found`. */
export async function templateValues(uow: TenantUnitOfWork, ticketId: TicketId): Promise<TemplateValues> {
  const [row] = await sqlRows<Row>(
    uow,
    `select t.number, t.subject, coalesce(nullif(t.requester_name, ''), t.requester_address) as requester, c.name as customer
     from tickets t left join customers c on c.id = t.customer_id where t.id = ?`,
    [ticketId],
  );
  if (row === undefined) throw notFound('ticket', ticketId);
  return {
    'customer.name': row.customer,
    'ticket.number': row.number,
    'ticket.subject': row.subject,
    'requester.name': row.requester,
    'agent.name': uow.actor.kind === 'staff' ? uow.actor.name : null,
  };
}
