import type { InstallationId, TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { TicketPriority, TicketStatus } from '../tickets/tickets.types.ts';

/** A ticket as an alert in a channel shows it, and where the alert goes. */
export type AlertFacts = {
  number: string;
  subject: string;
  status: TicketStatus;
  priority: TicketPriority;
  version: number;
  customer: string | null;
  assignee: string | null;
  dueAt: Date | null;
  /** Open breaches that nobody acknowledged. */
  breaches: number;
  /** First message of the ticket's thread in the channel. */
  threadTs: string | null;
  /** Of the tenant. */
  timeZone: string;
};

/**
 * What an alert says now. Null when it is of no interest any more: the ticket is over, spam or merged; the channel wants no alerts, or people of other companies
 * read it.
 */
export async function loadAlert(
  uow: TenantUnitOfWork,
  where: { installationId: InstallationId; channel: string; ticketId: TicketId },
): Promise<AlertFacts | null> {
  const [row] = await sqlRows<AlertFacts>(
    uow,
    `select k.number, k.subject, k.status, k.priority, k.version, m.name as customer, u.name as assignee, k.next_due_at as "dueAt", n.time_zone as "timeZone",
       (select count(*)::integer from sla_alerts a where a.ticket_id = k.id and a.level = 'breach' and a.acknowledged_at is null) as breaches,
       (select h.root_ts from chat_threads h where h.ticket_id = k.id and h.installation_id = c.installation_id and h.channel_id = c.external_id
          and h.ended_at is null) as "threadTs"
     from tickets k join tenants n on true join chat_channels c on c.installation_id = ? and c.external_id = ? and c.alerts and not c.is_shared
     left join customers m on m.id = k.customer_id left join staff_users u on u.id = k.assignee_id
     where k.id = ? and k.status in ('open', 'in_progress', 'waiting_customer') and not k.is_spam and k.merged_into_id is null`,
    [where.installationId, where.channel, where.ticketId],
  );
  return row === undefined ? null : { ...row, dueAt: row.dueAt === null ? null : new Date(row.dueAt) };
}
