import type { TicketId } from '../ids.types.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { outsideAddresses } from '../tickets/outside-addresses.ts';
import type { AnsweredMessage } from './find-answered-message.ts';
import { changeCc } from './recipients.rules.ts';

const mostReplyTo = 5;

/** Of a ticket, what decides who is answered. */
export type AnsweredTicket = { id: TicketId; requesterAddress: string | null; requesterName: string };

/**
 * Who an answer goes to: where the customer's last public message wants it (its Reply-To, else its sender, else the requester), with that message's other recipients
 * outside the house in Cc.
 * `to` is empty when nobody outside is there.
 */
export async function replyRecipients(
  uow: TenantUnitOfWork,
  ticket: AnsweredTicket,
  answered: AnsweredMessage | null,
): Promise<{ to: MailAddress[]; cc: MailAddress[] }> {
  const asked = ticket.requesterAddress === null ? [] : [{ name: ticket.requesterName, address: ticket.requesterAddress }];
  const sender = answered?.author.kind === 'contact' ? [{ name: answered.author.name, address: answered.author.address }] : [];
  const wanted = answered === null ? [] : await outsideAddresses(uow, answered.replyTo);
  const to = wanted.length > 0 ? wanted.slice(0, mostReplyTo) : (await outsideAddresses(uow, [...sender, ...asked])).slice(0, 1);
  if (to.length === 0) return { to, cc: [] };
  const others = answered === null ? await ourLastRecipients(uow, ticket.id) : answered.recipients;
  return { to, cc: changeCc(to, await outsideAddresses(uow, others), { add: [], remove: [] }) };
}

/** While no customer has written, our last public mail says who takes part. */
async function ourLastRecipients(uow: TenantUnitOfWork, ticketId: TicketId): Promise<MailAddress[]> {
  const [row] = await sqlRows<{ recipients: MailAddress[] }>(
    uow,
    "select recipients from ticket_messages where ticket_id = ? and is_public and kind = 'reply' order by created_at desc, id desc limit 1",
    [ticketId],
  );
  return row?.recipients ?? [];
}
