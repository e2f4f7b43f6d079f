import { AppError } from '../errors.ts';
import type { AiJobId, TicketId } from '../ids.types.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type LockedTicket, lockTicket } from '../tickets/lock-ticket.ts';
import { outsideAddresses } from '../tickets/outside-addresses.ts';
import { type AnsweredMessage, findAnsweredMessage } from './find-answered-message.ts';
import { newestMessage } from './newest-message.ts';
import { type CcChange, changeCc } from './recipients.rules.ts';
import { replyRecipients } from './reply-recipients.ts';
import { saveDraft } from './save-draft.ts';
import type { AfterReply } from './stored-mail.types.ts';

/** `cc`: what the person changed about the line that follows from the answered mail. `aiJobId`: the job whose result the text began as. */
export type WantedReply = { ticketId: TicketId; text: string; cc: CcChange; quote: boolean; after: AfterReply; aiJobId?: AiJobId };

/**
 * Composes a public reply and keeps it as a draft. Its recipients come from the customer's last public message, never from the whole ticket: its sender (else
 * the requester) is To, its To and Cc without us and staff are Cc (`mail.md` on chatwoot/utils#69). Throws `conflict` for spam or when nobody outside
 * is there to answer, `invalid_input`, `not_found`.
 */
export async function draftReply(uow: TenantUnitOfWork, wanted: WantedReply): Promise<{ id: string }> {
  const ticket = await lockTicket(uow, wanted.ticketId);
  if (ticket.isSpam)
    throw refused(ticket, `${ticket.number} is marked as spam, so nothing is answered. Release it first: release ${ticket.number}`);
  const answered = await findAnsweredMessage(uow, ticket.id);
  const { to, cc } = await recipientsOf(uow, ticket, answered);
  const added = await outsideAddresses(uow, wanted.cc.add);
  if (added.length < wanted.cc.add.length)
    throw refused(ticket, 'Staff and our own mailboxes are not put in Cc; they see the ticket anyway.');
  return saveDraft(uow, 'reply', ticket.id, {
    to,
    cc: changeCc(to, cc, wanted.cc),
    subject: ticket.subject,
    text: wanted.text,
    mailboxId: ticket.mailboxId,
    answersMessageId: answered?.id ?? null,
    quote: wanted.quote,
    files: false,
    seenMessageId: await newestMessage(uow, ticket.id),
    after: wanted.after,
    ...(wanted.aiJobId === undefined ? {} : { aiJobId: wanted.aiJobId }),
  });
}

async function recipientsOf(
  uow: TenantUnitOfWork,
  ticket: LockedTicket,
  answered: AnsweredMessage | null,
): Promise<{ to: MailAddress[]; cc: MailAddress[] }> {
  const people = await replyRecipients(uow, ticket, answered);
  if (people.to.length > 0) return people;
  throw refused(
    ticket,
    `${ticket.number} has nobody outside the house to answer. To write to somebody, use: write jane@acme.example subject "…" text`,
  );
}

function refused(ticket: LockedTicket, userMessage: string): AppError {
  return new AppError('conflict', { message: 'reply refused', userMessage, details: { ticket: ticket.number } });
}
