import { AppError } from '../errors.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { outsideAddresses } from '../tickets/outside-addresses.ts';
import { cleanSubject } from '../tickets/ticket.rules.ts';
import { chooseMailbox } from './choose-mailbox.ts';
import { saveDraft } from './save-draft.ts';

/** `from`: the address of one of our mailboxes; null takes the oldest enabled one. */
export type WantedOutreach = { to: MailAddress; cc: MailAddress[]; subject: string; text: string; from: string | null };

/**
 * Composes the first mail to somebody and keeps it as a draft; sending it opens the ticket. Throws `conflict` for the address of staff or of ourselves,
 * `invalid_input`, `not_found` for an unknown mailbox and `not_configured` without one.
 */
export async function draftOutreach(uow: TenantUnitOfWork, wanted: WantedOutreach): Promise<{ id: string }> {
  const mailbox = await chooseMailbox(uow, wanted.from === null ? { id: null } : { address: wanted.from });
  const everybody = [wanted.to, ...wanted.cc];
  if ((await outsideAddresses(uow, everybody)).length < everybody.length) {
    throw new AppError('conflict', {
      message: 'outreach refused',
      userMessage: 'Write to addresses outside the house, each once. Nothing was prepared.',
    });
  }
  return saveDraft(uow, 'outreach', null, {
    to: [wanted.to],
    cc: wanted.cc,
    subject: cleanSubject(wanted.subject),
    text: wanted.text,
    mailboxId: mailbox.id,
    answersMessageId: null,
    quote: false,
    files: false,
    seenMessageId: null,
    after: 'wait',
  });
}
