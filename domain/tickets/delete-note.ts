import { AppError, notFound } from '../errors.ts';
import type { TicketId, TicketMessageId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { MayChange } from './edit-note.ts';
import { lockTicket } from './lock-ticket.ts';
import { recordEvent } from './record-event.ts';
import { deletedText } from './ticket.rules.ts';
import type { MessageAuthor, MessageKind } from './tickets.types.ts';
import { wakeTicket } from './wake-ticket.ts';

type Row = { kind: MessageKind; author: MessageAuthor; mailed: boolean; deleted: boolean };

/**
 * Takes back a note (or what opened a ticket in the house): its place, writer and time stay, its text and its files go. The log says that it was deleted. False
 * when it was deleted before. What was mailed is refused: `conflict`. Throws `not_permitted` for somebody else's, `not_found`.
 */
export async function deleteNote(
  uow: TenantUnitOfWork,
  id: TicketMessageId,
  may: MayChange,
): Promise<{ ticketId: TicketId; number: string; deleted: boolean }> {
  const [found] = await sqlRows<{ ticketId: TicketId }>(uow, 'select ticket_id as "ticketId" from ticket_messages where id = ?', [id]);
  if (found === undefined) throw notFound('message', id);
  const ticket = await lockTicket(uow, found.ticketId, null, { merged: 'allow' });
  const [row] = await sqlRows<Row>(
    uow,
    `select kind, author, mail_message_id is not null or inbound_mail_id is not null as mailed, deleted_at is not null as deleted
     from ticket_messages where id = ? for update`,
    [id],
  );
  if (row === undefined) throw notFound('message', id);
  assertMayDelete(uow, row, may);
  const done = { ticketId: ticket.id, number: ticket.number };
  if (row.deleted) return { ...done, deleted: false };
  await sqlRun(uow, 'update ticket_messages set text = ?, full_text = null, deleted_at = ? where id = ?', [deletedText, uow.now, id]);
  await sqlRun(uow, 'delete from attachments where message_id = ?', [id]);
  await sqlRun(uow, 'update tickets set updated_at = ? where id = ?', [uow.now, ticket.id]);
  await recordEvent(uow, ticket.id, 'message_deleted', { messageId: id });
  await wakeTicket(uow, ticket.id);
  return { ...done, deleted: true };
}

function assertMayDelete(uow: TenantUnitOfWork, row: Row, may: MayChange): void {
  if (row.mailed || (row.kind !== 'note' && row.kind !== 'opening')) {
    throw refused('conflict', 'Only internal notes can be deleted: a mail that was sent cannot be taken back.');
  }
  const own = row.author.kind === 'staff' && uow.actor.kind === 'staff' && row.author.userId === uow.actor.userId;
  if (may === 'own' && !own) throw refused('not_permitted', 'You can delete your own notes only. An owner or admin can delete others’.');
}

function refused(code: 'conflict' | 'not_permitted', userMessage: string): AppError {
  return new AppError(code, { message: 'note may not be deleted', userMessage });
}
