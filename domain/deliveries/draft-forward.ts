import { AppError } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from '../tickets/lock-ticket.ts';
import { outsideAddresses } from '../tickets/outside-addresses.ts';
import { findAnsweredMessage } from './find-answered-message.ts';
import { newestMessage } from './newest-message.ts';
import { saveDraft } from './save-draft.ts';

/** `quote`: pass the customer's last message on; `files`: with its files. */
export type WantedForward = { ticketId: TicketId; to: MailAddress[]; cc: MailAddress[]; text: string; quote: boolean; files: boolean };

/**
 * Composes a mail to a supplier about a ticket and keeps it as a draft. It is internal: the customer never sees it, and the supplier's answers come back as
 * internal messages. Throws `conflict` for the address of staff, of ourselves or of the ticket's requester, `invalid_input`, `not_found`.
 */
export async function draftForward(uow: TenantUnitOfWork, wanted: WantedForward): Promise<{ id: string }> {
  const ticket = await lockTicket(uow, wanted.ticketId);
  const everybody = [...wanted.to, ...wanted.cc];
  if ((await outsideAddresses(uow, everybody)).length < everybody.length) {
    throw refused('A ticket is forwarded to addresses outside the house, each once; staff see it anyway.', ticket.number);
  }
  const insider = await customersSide(uow, ticket.id, everybody);
  if (insider !== null) {
    throw refused(
      `${insider} is on the customer’s side of ${ticket.number}. To answer them, use: reply ${ticket.number} text`,
      ticket.number,
    );
  }
  const passedOn = await findAnsweredMessage(uow, ticket.id);
  return saveDraft(uow, 'forward', ticket.id, {
    to: wanted.to,
    cc: wanted.cc,
    subject: ticket.subject,
    text: wanted.text,
    mailboxId: ticket.mailboxId,
    answersMessageId: passedOn?.id ?? null,
    quote: wanted.quote,
    files: wanted.files,
    seenMessageId: await newestMessage(uow, ticket.id),
    after: 'keep',
  });
}

/** Whose answers would come back public is no supplier. */
async function customersSide(uow: TenantUnitOfWork, id: TicketId, people: MailAddress[]): Promise<string | null> {
  const [row] = await sqlRows<{ address: string }>(
    uow,
    `select address from ticket_participants where ticket_id = ? and role in ('requester', 'cc') and removed_at is null
       and address in (${people.map(() => '?').join(', ')}) limit 1`,
    [id, ...people.map((person) => person.address)],
  );
  return row?.address ?? null;
}

function refused(userMessage: string, ticket: string): AppError {
  return new AppError('conflict', { message: 'forward refused', userMessage, details: { ticket } });
}
