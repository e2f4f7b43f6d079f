import type { MailboxId, TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type AskableTicket, type AskingTenant, satisfactionDueAt } from './satisfaction.rules.ts';

/** A ticket with everything that decides whether and when its requester is asked. */
export type AskableNow = AskableTicket & {
  number: string;
  subject: string;
  language: string | null;
  mailboxId: MailboxId | null;
  requesterName: string;
  /** The requester's address is staff's or a mailbox of ours. */
  isOurs: boolean;
  tenant: AskingTenant & { language: string };
  dueAt: Date | null;
};
type Row = Omit<AskableNow, 'tenant' | 'dueAt'> & AskingTenant & { tenantLanguage: string };

/** The ticket, or null when there is none. Its `dueAt` is the instant for the ticket's workflow: null once it was asked or passed over. One query. */
export async function loadAskable(uow: TenantUnitOfWork, ticketId: TicketId): Promise<AskableNow | null> {
  const [row] = await sqlRows<Row>(
    uow,
    `select k.number, k.subject, k.status, k.resolved_at as "resolvedAt", k.is_spam as "isSpam", k.merged_into_id is not null as "isMerged", k.language,
       k.mailbox_id as "mailboxId", lower(k.requester_address) as "requesterAddress", k.requester_name as "requesterName",
       exists (select 1 from ticket_messages m where m.ticket_id = k.id and m.kind = 'reply' and m.is_public) as "wasAnswered",
       exists (select 1 from satisfaction_requests r where r.ticket_id = k.id) as "wasAsked",
       exists (select 1 from staff_users u where u.email = lower(k.requester_address))
         or exists (select 1 from mailboxes b where lower(b.address) = lower(k.requester_address)) as "isOurs",
       t.ask_satisfaction as "askSatisfaction", t.satisfaction_delay_hours as "satisfactionDelayHours", t.language as "tenantLanguage"
     from tickets k join tenants t on t.id = k.tenant_id where k.id = ?`,
    [ticketId],
  );
  if (row === undefined) return null;
  const { askSatisfaction, satisfactionDelayHours, tenantLanguage, ...rest } = row;
  const ticket = { ...rest, resolvedAt: rest.resolvedAt === null ? null : new Date(rest.resolvedAt) };
  const tenant = { askSatisfaction, satisfactionDelayHours, language: tenantLanguage };
  return { ...ticket, tenant, dueAt: satisfactionDueAt(ticket, tenant) };
}
