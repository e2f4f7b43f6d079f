import type { TicketId, TicketMessageId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockNote, type MayChange, type NoteDeed } from './lock-note.ts';
import { recordEvent } from './record-event.ts';
import { wakeTicket } from './wake-ticket.ts';

/** `changed` false: it says exactly that already. */
export type EditedNote = { ticketId: TicketId; number: string; changed: boolean };

const deed: NoteDeed = { done: 'changed', verb: 'change', mailed: 'a mail is what was sent. Write a note about it instead.' };

/**
 * Gives a note (or what opened a ticket in the house) another text. The log says that it changed, not what it said. What was mailed to or by anybody is what it is
 * and is refused, and so is a deleted one: `conflict`. Throws `not_permitted` for somebody else's, `not_found`.
 */
export async function editNote(uow: TenantUnitOfWork, id: TicketMessageId, text: string, may: MayChange): Promise<EditedNote> {
  const note = await lockNote(uow, id, may, deed);
  const done = { ticketId: note.ticketId, number: note.number };
  if (note.text === text) return { ...done, changed: false };
  await sqlRun(
    uow,
    `update ticket_messages set text = ?, full_text = null, edited_at = greatest(?::timestamptz, edited_at + interval '1 millisecond') where id = ?`,
    [text, uow.now, id],
  );
  await sqlRun(uow, 'update tickets set updated_at = ? where id = ?', [uow.now, note.ticketId]);
  await recordEvent(uow, note.ticketId, 'message_edited', { messageId: id });
  await wakeTicket(uow, note.ticketId);
  return { ...done, changed: true };
}
