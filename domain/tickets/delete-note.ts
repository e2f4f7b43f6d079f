import type { TicketId, TicketMessageId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockNote, type MayChange, type NoteDeed } from './lock-note.ts';
import { recordEvent } from './record-event.ts';
import { deletedText } from './ticket.rules.ts';
import { wakeTicket } from './wake-ticket.ts';

const deed: NoteDeed = { done: 'deleted', verb: 'delete', mailed: 'a mail that was sent cannot be taken back.' };

/**
 * Takes back a note (or what opened a ticket in the house): its place, writer and time stay, its text and its files go. The log says that it was deleted. False
 * when it was deleted before. What was mailed is refused: `conflict`. Throws `not_permitted` for somebody else's, `not_found`.
 */
export async function deleteNote(
  uow: TenantUnitOfWork,
  id: TicketMessageId,
  may: MayChange,
): Promise<{ ticketId: TicketId; number: string; deleted: boolean }> {
  const note = await lockNote(uow, id, may, deed);
  const done = { ticketId: note.ticketId, number: note.number };
  if (note.deleted) return { ...done, deleted: false };
  await sqlRun(uow, 'update ticket_messages set text = ?, full_text = null, deleted_at = ? where id = ?', [deletedText, uow.now, id]);
  await sqlRun(uow, 'delete from attachments where message_id = ?', [id]);
  await sqlRun(uow, 'update tickets set updated_at = ? where id = ?', [uow.now, note.ticketId]);
  await recordEvent(uow, note.ticketId, 'message_deleted', { messageId: id });
  await wakeTicket(uow, note.ticketId);
  return { ...done, deleted: true };
}
