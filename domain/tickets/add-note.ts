import type { TicketId, TicketMessageId } from '../ids.types.ts';
import { tellNoted } from '../notifications/tell-noted.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { addMessage } from './add-message.ts';
import { authorOf } from './author-of.rules.ts';
import { lockTicket } from './lock-ticket.ts';
import { wakeTicket } from './wake-ticket.ts';

/** Writes an internal note: it never leaves the house and is never quoted in a mail. Does not change the ticket's version. Throws `not_found`. */
export async function addNote(uow: TenantUnitOfWork, id: TicketId, text: string): Promise<{ number: string; messageId: TicketMessageId }> {
  const ticket = await lockTicket(uow, id);
  const messageId = await addMessage(uow, { ticketId: id, kind: 'note', isPublic: false, author: authorOf(uow), text });
  await sqlRun(uow, 'update tickets set updated_at = ? where id = ?', [uow.now, id]);
  await tellNoted(uow, { ticketId: id, messageId, text });
  await wakeTicket(uow, id);
  return { number: ticket.number, messageId };
}
