import { applyRules } from '../assignment/apply-rules.ts';
import { mirrorTicket } from '../chat/mirror-ticket.ts';
import { findSender } from '../customers/find-sender.ts';
import type { CustomerId, TicketId } from '../ids.types.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { addMessage } from './add-message.ts';
import { authorOf } from './author-of.rules.ts';
import type { Classification } from './classify-ticket.ts';
import { classifyTicket } from './classify-ticket.ts';
import { joinTicket } from './join-ticket.ts';
import { openTicket } from './open-ticket.ts';
import { outsideAddresses } from './outside-addresses.ts';

/** `customerId` null: the one the requester's address belongs to, when it is known. */
export type StaffTicket = Classification & { subject: string; requester: MailAddress | null; customerId: CustomerId | null; text: string };

/**
 * Opens a ticket on behalf of somebody. The text is internal and nothing is sent to anybody; an outside requester becomes a participant, so that a
 * later reply reaches them. The tenant's assignment rules say who gets it.
 */
export async function openStaffTicket(uow: TenantUnitOfWork, wanted: StaffTicket): Promise<{ id: TicketId; number: string }> {
  const known = wanted.requester === null ? null : await findSender(uow, wanted.requester.address);
  const requester = wanted.requester === null ? null : { ...wanted.requester, name: wanted.requester.name || (known?.name ?? '') };
  const ticket = await openTicket(uow, {
    subject: wanted.subject,
    channel: 'console',
    mailboxId: null,
    requester,
    customerId: wanted.customerId ?? known?.customerId ?? null,
    contactId: known?.contactId ?? null,
    triage: null,
  });
  const outside = requester === null ? [] : await outsideAddresses(uow, [requester]);
  for (const person of outside) await joinTicket(uow, ticket.id, person, 'requester');
  if (wanted.text.trim() !== '') {
    await addMessage(uow, { ticketId: ticket.id, kind: 'opening', isPublic: false, author: authorOf(uow), text: wanted.text });
  }
  const { priority, type } = wanted;
  if (priority !== undefined || type !== undefined) {
    await classifyTicket(uow, ticket.id, { ...(priority === undefined ? {} : { priority }), ...(type === undefined ? {} : { type }) });
  }
  await applyRules(uow, ticket.id);
  await mirrorTicket(uow, ticket.id);
  return ticket;
}
