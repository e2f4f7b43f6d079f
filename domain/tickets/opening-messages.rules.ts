import type { TicketId, TicketMessageId } from '../ids.types.ts';
import type { SqlPart, UnitFacts } from '../tenancy/sql-part.rules.ts';
import type { Asking } from './asking.types.ts';
import type { ReadableMail } from './file-mail.types.ts';
import { mailMessage } from './mail-message.rules.ts';
import { messageParts } from './ticket-rows.rules.ts';

/**
 * The first message of a mail's ticket, with what a colleague who passed it on wrote above it as an internal note. A passed-on mail is the requester's and unverified:
 * nobody proved that they wrote it.
 */
export function openingMessages(
  unit: UnitFacts,
  mail: ReadableMail,
  ticketId: TicketId,
  { passedOn }: Pick<Asking, 'passedOn'>,
): { id: TicketMessageId; parts: SqlPart[] } {
  const isVerified = passedOn === null && mail.parsed.fromCount === 1 && mail.trust.verdict !== 'fail';
  const written = mailMessage(mail, ticketId, { isPublic: true, isVerified });
  if (passedOn === null) return messageParts(unit, written);
  const { from, body, comment, to, cc } = passedOn.mail;
  const first = messageParts(unit, {
    ...written,
    author: { kind: 'contact', address: from.address, name: from.name },
    text: body,
    fullText: mail.parsed.text,
    recipients: [...to, ...cc],
    replyTo: [],
  });
  if (comment.trim() === '') return first;
  const note = messageParts(unit, { ticketId, kind: 'note', isPublic: false, author: passedOn.by, text: comment.trim() });
  return { id: first.id, parts: [...first.parts, ...note.parts] };
}
