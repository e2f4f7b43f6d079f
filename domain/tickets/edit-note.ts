import { AppError, notFound } from '../errors.ts';
import type { TicketId, TicketMessageId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from './lock-ticket.ts';
import { recordEvent } from './record-event.ts';
import type { MessageAuthor, MessageKind } from './tickets.types.ts';
import { wakeTicket } from './wake-ticket.ts';

/** `own`: only what the unit's actor wrote. `any`: whoever asks was found to be the writer, or may change what others wrote. */
export type MayChange = 'own' | 'any';

/** `changed` false: it says exactly that already. */
export type EditedNote = { ticketId: TicketId; number: string; changed: boolean };

type Row = { ticketId: TicketId; text: string; kind: MessageKind; author: MessageAuthor; mailed: boolean; deleted: boolean };

/**
 * Gives a note (or what opened a ticket in the house) another text. The log says that it changed, not what it said. What was mailed to or by anybody is what it is
 * and is refused, and so is a deleted one: `conflict`. Throws `not_permitted` for somebody else's, `not_found`.
 */
export async function editNote(uow: TenantUnitOfWork, id: TicketMessageId, text: string, may: MayChange): Promise<EditedNote> {
  const [found] = await sqlRows<{ ticketId: TicketId }>(uow, 'select ticket_id as "ticketId" from ticket_messages where id = ?', [id]);
  if (found === undefined) throw notFound('message', id);
  const ticket = await lockTicket(uow, found.ticketId, null, { merged: 'allow' });
  const [row] = await sqlRows<Row>(
    uow,
    `select ticket_id as "ticketId", text, kind, author, mail_message_id is not null or inbound_mail_id is not null as mailed,
       deleted_at is not null as deleted from ticket_messages where id = ? for update`,
    [id],
  );
  if (row === undefined) throw notFound('message', id);
  assertMayChange(uow, row, may);
  const done = { ticketId: ticket.id, number: ticket.number };
  if (row.text === text) return { ...done, changed: false };
  await sqlRun(
    uow,
    `update ticket_messages set text = ?, full_text = null, edited_at = greatest(?::timestamptz, edited_at + interval '1 millisecond') where id = ?`,
    [text, uow.now, id],
  );
  await sqlRun(uow, 'update tickets set updated_at = ? where id = ?', [uow.now, ticket.id]);
  await recordEvent(uow, ticket.id, 'message_edited', { messageId: id });
  await wakeTicket(uow, ticket.id);
  return { ...done, changed: true };
}

function assertMayChange(uow: TenantUnitOfWork, row: Row, may: MayChange): void {
  if (row.mailed || (row.kind !== 'note' && row.kind !== 'opening')) {
    throw refused('conflict', 'Only internal notes can be changed: a mail is what was sent. Write a note about it instead.');
  }
  if (row.deleted) throw refused('conflict', 'That note was deleted. Write a new one.');
  const own = row.author.kind === 'staff' && uow.actor.kind === 'staff' && row.author.userId === uow.actor.userId;
  if (may === 'own' && !own) throw refused('not_permitted', 'You can change your own notes only. An owner or admin can change others’.');
}

function refused(code: 'conflict' | 'not_permitted', userMessage: string): AppError {
  return new AppError(code, { message: 'note may not be changed', userMessage });
}
