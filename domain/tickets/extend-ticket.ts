import { noteAddressWorks } from '../addresses/note-address-works.ts';
import { settleMail } from '../mailboxes/settle-mail.ts';
import { tellMailReceived } from '../notifications/tell-mail-received.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { addMessage } from './add-message.ts';
import { applyReply } from './apply-reply.ts';
import type { Filed, ReadableMail } from './file-mail.types.ts';
import { followMerge } from './follow-merge.ts';
import { joinTicket } from './join-ticket.ts';
import { mailMessage } from './mail-message.rules.ts';
import { outsideAddresses } from './outside-addresses.ts';
import type { Thread } from './thread.types.ts';
import { replyEffect } from './ticket.rules.ts';
import type { TicketStatus } from './tickets.types.ts';
import { wakeTicket } from './wake-ticket.ts';

type Joining = Extract<Thread, { kind: 'participant' | 'stranger' }>;
type Row = {
  status: TicketStatus;
  resolved_at: Date | null;
  reopen_days: number;
  has_assignee: boolean;
  merged: boolean;
  snoozed: boolean;
  waits: boolean;
};

/**
 * Adds a mail to the ticket it answers. A requester's or Cc's mail is public and may change the status; a supplier's or third party's is internal; a
 * stranger's is internal, unverified and changes nothing. Automatic answers never reopen a ticket. Returns null when the ticket is over and the
 * mail must become a new ticket that follows it. Of a ticket that was merged meanwhile the one that took it over is extended.
 */
export async function extendTicket(uow: TenantUnitOfWork, mail: ReadableMail, thread: Joining): Promise<Filed | null> {
  const speaks = thread.kind === 'participant' && (thread.role === 'requester' || thread.role === 'cc');
  const counts = speaks && mail.parsed.noAutoAnswerReason === null;
  const [ticket] = await sqlRows<Row>(
    uow,
    `select k.status, k.resolved_at, t.reopen_days, k.assignee_id is not null as has_assignee, k.merged_into_id is not null as merged,
       k.snoozed_until is not null as snoozed, k.next_action_state is not distinct from 'waiting_customer' as waits
     from tickets k join tenants t on t.id = k.tenant_id where k.id = ? for no key update of k`,
    [thread.ticketId],
  );
  if (ticket === undefined) return null;
  if (ticket.merged) return extendTicket(uow, mail, await followMerge(uow, thread, mail.parsed));
  const effect = replyEffect(
    { status: ticket.status, resolvedAt: ticket.resolved_at === null ? null : new Date(ticket.resolved_at) },
    ticket.reopen_days,
    uow.now,
  );
  if (counts && effect.kind === 'follow') return null;
  await addMessage(uow, mailMessage(mail, thread.ticketId, { isPublic: speaks, isVerified: thread.kind === 'participant' }));
  if (counts && thread.kind === 'participant') await noteAddressWorks(uow, thread.ticketId, mail.parsed.from?.address ?? '');
  if (counts && effect.kind === 'join') await applyReply(uow, thread.ticketId, ticket, effect);
  if (speaks) for (const person of await outsideAddresses(uow, mail.parsed.cc)) await joinTicket(uow, thread.ticketId, person, 'cc', false);
  if (mail.parsed.noAutoAnswerReason === null)
    await tellMailReceived(uow, {
      ticketId: thread.ticketId,
      mailId: mail.stored.id,
      from: mail.parsed.from?.name || mail.parsed.from?.address || 'somebody',
      isPublic: speaks,
      reopened: counts && effect.kind === 'join' && effect.reopened,
      hasAssignee: ticket.has_assignee,
    });
  await wakeTicket(uow, thread.ticketId);
  await settleMail(uow, mail.stored.id, 'applied', { ticketId: thread.ticketId, parsed: mail.parsed, trust: mail.trust });
  return { kind: 'extended', ticketId: thread.ticketId, isVerified: thread.kind === 'participant' };
}
