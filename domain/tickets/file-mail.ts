import { applyRules } from '../assignment/apply-rules.ts';
import { mirrorTicket } from '../chat/mirror-ticket.ts';
import { findSender } from '../customers/find-sender.ts';
import type { TicketId } from '../ids.types.ts';
import { settleMail } from '../mailboxes/settle-mail.ts';
import { takeMail } from '../mailboxes/take-mail.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { addMessage } from './add-message.ts';
import { answersNotice } from './answers-notice.ts';
import { extendTicket } from './extend-ticket.ts';
import type { Filed, FilingRules, ReadableMail, ReadMail, UnreadableMail } from './file-mail.types.ts';
import { fileNewTicket } from './file-new-ticket.ts';
import { mailMessage } from './mail-message.rules.ts';
import { openTicket } from './open-ticket.ts';
import { recordEvent } from './record-event.ts';
import { threadMail } from './thread-mail.ts';

/**
 * Turns one stored mail into its consequence, in this unit: a new ticket (acknowledged where the loop rules allow), a message on a known one, a
 * bounce noted, a copy noted, or a quarantined entry. Filing a mail that is settled, or that another unit is filing, does nothing.
 */
export async function fileMail(uow: TenantUnitOfWork, mail: ReadMail, rules: FilingRules): Promise<Filed> {
  if (!(await takeMail(uow, mail.stored.id))) return { kind: 'settled_before' };
  if (mail.parsed === null) return fileUnreadable(uow, mail);
  const copyOf = await findCopy(uow, mail);
  if (copyOf !== null) return fileCopy(uow, mail, copyOf);
  const sender = await findSender(uow, mail.parsed.from?.address ?? '');
  const thread = await threadMail(uow, mail.parsed, mail.stored.envelopeTo, rules.replyKeys);
  const isReport = mail.parsed.kind === 'bounce' || mail.parsed.kind === 'complaint';
  if (isReport && !(mail.stored.released && thread.kind === 'none'))
    return fileBounce(uow, mail, thread.kind === 'none' ? null : thread.ticketId);
  if ((sender.isBlocked || sender.isOwnMailbox) && !mail.stored.released) {
    await settleMail(uow, mail.stored.id, 'quarantined', {
      ticketId: null,
      parsed: mail.parsed,
      note: sender.isBlocked ? 'blocked sender' : 'sent by an own mailbox',
    });
    return { kind: 'quarantined' };
  }
  if (thread.kind === 'none' && !mail.stored.released && (await answersNotice(uow, mail.parsed, sender))) {
    await settleMail(uow, mail.stored.id, 'quarantined', { ticketId: null, parsed: mail.parsed, note: 'automatic answer to a notice' });
    return { kind: 'quarantined' };
  }
  if (thread.kind === 'participant' || thread.kind === 'stranger') {
    const extended = await extendTicket(uow, mail, thread);
    if (extended !== null) return extended;
  }
  return fileNewTicket(uow, mail, sender, rules, thread.kind === 'none' ? null : thread.ticketId);
}

async function fileUnreadable(uow: TenantUnitOfWork, mail: UnreadableMail): Promise<Filed> {
  const ticket = await openTicket(uow, {
    subject: 'A mail that could not be read',
    channel: 'email',
    mailboxId: mail.stored.mailboxId,
    requester: null,
    customerId: null,
    contactId: null,
    triage: null,
  });
  await addMessage(uow, {
    ticketId: ticket.id,
    kind: 'mail',
    isPublic: true,
    isVerified: false,
    author: { kind: 'system', name: 'Deskhand' },
    text: `This mail could not be read: ${mail.unreadable} The raw mail is attached.`,
    inboundMailId: mail.stored.id,
    attachments: [mail.rawFile],
  });
  await applyRules(uow, ticket.id);
  await mirrorTicket(uow, ticket.id);
  await settleMail(uow, mail.stored.id, 'applied', { ticketId: ticket.id, parsed: null, note: mail.unreadable });
  return { kind: 'opened', ticketId: ticket.id, number: ticket.number, acknowledged: false };
}

/** The same mail by another way: equal Message-ID, mailbox and content. The id alone is the sender's word and proves nothing (`mail.md` 2.2). */
async function findCopy(uow: TenantUnitOfWork, { stored, parsed }: ReadableMail): Promise<{ ticket_id: TicketId | null } | null> {
  if (parsed.messageId === null) return null;
  const rows = await sqlRows<{ ticket_id: TicketId | null }>(
    uow,
    `select i.ticket_id from inbound_mails i where i.mailbox_id = ? and i.sha256 = ? and i.id <> ? and i.state in ('applied', 'copy') limit 1`,
    [stored.mailboxId, stored.sha256, stored.id],
  );
  return rows[0] ?? null;
}

async function fileCopy(uow: TenantUnitOfWork, mail: ReadableMail, copyOf: { ticket_id: TicketId | null }): Promise<Filed> {
  if (copyOf.ticket_id !== null) await recordEvent(uow, copyOf.ticket_id, 'copy_received', { inboundMailId: mail.stored.id });
  await settleMail(uow, mail.stored.id, 'copy', { ticketId: copyOf.ticket_id, parsed: mail.parsed });
  return { kind: 'copy', ticketId: copyOf.ticket_id };
}

/** A report about a mail of ours joins its ticket as an internal message; one that names none of ours waits in quarantine for staff. */
async function fileBounce(uow: TenantUnitOfWork, mail: ReadableMail, ticketId: TicketId | null): Promise<Filed> {
  if (ticketId === null) {
    await settleMail(uow, mail.stored.id, 'quarantined', {
      ticketId: null,
      parsed: mail.parsed,
      note: `${mail.parsed.kind} about no mail of ours`,
    });
    return { kind: 'quarantined' };
  }
  await addMessage(uow, mailMessage(mail, ticketId, { isPublic: false, isVerified: false }));
  await recordEvent(uow, ticketId, 'bounce_received', { inboundMailId: mail.stored.id, kind: mail.parsed.kind });
  await mirrorTicket(uow, ticketId);
  await settleMail(uow, mail.stored.id, 'bounce', { ticketId, parsed: mail.parsed });
  return { kind: 'bounce', ticketId };
}
