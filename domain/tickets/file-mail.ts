import { applyRules } from '../assignment/apply-rules.ts';
import { mirrorTicket } from '../chat/mirror-ticket.ts';
import { findSender } from '../customers/find-sender.ts';
import type { TicketId } from '../ids.types.ts';
import { holdFlood } from '../mailboxes/hold-flood.ts';
import { quarantineReason } from '../mailboxes/quarantine-reason.ts';
import { settleMail } from '../mailboxes/settle-mail.ts';
import { takeMail } from '../mailboxes/take-mail.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { addMessage } from './add-message.ts';
import { extendTicket } from './extend-ticket.ts';
import { fileBounce } from './file-bounce.ts';
import type { Filed, FilingRules, ReadableMail, ReadMail, UnreadableMail } from './file-mail.types.ts';
import { fileNewTicket } from './file-new-ticket.ts';
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
  const bounced = isReport(mail) ? await fileBounce(uow, mail, rules.replyKeys) : null;
  if (bounced !== null) return bounced;
  const sender = await findSender(uow, mail.parsed.from?.address ?? '');
  const thread = await threadMail(uow, mail, rules.replyKeys);
  const held = mail.stored.released ? null : await quarantineReason(uow, mail, sender, thread);
  if (held !== null) return quarantine(uow, mail, held);
  if (thread.kind === 'participant' || thread.kind === 'stranger') {
    const extended = await extendTicket(uow, mail, thread);
    if (extended !== null) return extended;
  }
  const flood = mail.stored.released ? null : await holdFlood(uow, mail.parsed.from?.address ?? '', mail.trust);
  if (flood !== null) return quarantine(uow, mail, flood);
  return fileNewTicket(uow, mail, sender, rules, thread.kind === 'none' ? null : thread.ticketId);
}

/** The mail waits for a person, and the list says why. */
async function quarantine(uow: TenantUnitOfWork, mail: ReadableMail, note: string): Promise<Filed> {
  await settleMail(uow, mail.stored.id, 'quarantined', { ticketId: null, parsed: mail.parsed, trust: mail.trust, note });
  return { kind: 'quarantined' };
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
  await settleMail(uow, mail.stored.id, 'copy', { ticketId: copyOf.ticket_id, parsed: mail.parsed, trust: mail.trust });
  return { kind: 'copy', ticketId: copyOf.ticket_id };
}

function isReport({ parsed }: ReadableMail): boolean {
  return parsed.kind === 'bounce' || parsed.kind === 'complaint';
}
