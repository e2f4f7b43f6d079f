import { AppError, notFound } from '../errors.ts';
import type { TicketId, TicketMessageId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockTicket } from './lock-ticket.ts';
import type { MessageAuthor, MessageKind } from './tickets.types.ts';

/** `own`: only what the unit's actor wrote. `any`: whoever asks was found to be the writer, or may change what others wrote. */
export type MayChange = 'own' | 'any';

/** What is to be done to the note, in the words of its refusals: `mailed` says why a mail cannot be. */
export type NoteDeed = { done: 'changed' | 'deleted'; verb: 'change' | 'delete'; mailed: string };

/** A note that is held for this unit, with the ticket it is on. */
export type LockedNote = { ticketId: TicketId; number: string; text: string; deleted: boolean };

type Row = { text: string; kind: MessageKind; author: MessageAuthor; mailed: boolean; deleted: boolean };

/**
 * Holds a note (or what opened a ticket in the house) and its ticket, also one that was merged. What was mailed to or by anybody is refused,
 * and so is the change of a deleted one: `conflict`. Throws `not_permitted` for somebody else's, `not_found`.
 */
export async function lockNote(uow: TenantUnitOfWork, id: TicketMessageId, may: MayChange, deed: NoteDeed): Promise<LockedNote> {
  const [found] = await sqlRows<{ ticketId: TicketId }>(uow, 'select ticket_id as "ticketId" from ticket_messages where id = ?', [id]);
  if (found === undefined) throw notFound('message', id);
  const ticket = await lockTicket(uow, found.ticketId, null, { merged: 'allow' });
  const [row] = await sqlRows<Row>(
    uow,
    `select text, kind, author, mail_message_id is not null or inbound_mail_id is not null as mailed, deleted_at is not null as deleted
     from ticket_messages where id = ? for update`,
    [id],
  );
  if (row === undefined) throw notFound('message', id);
  assertMayChange(uow, row, may, deed);
  return { ticketId: ticket.id, number: ticket.number, text: row.text, deleted: row.deleted };
}

function assertMayChange(uow: TenantUnitOfWork, row: Row, may: MayChange, { done, verb, mailed }: NoteDeed): void {
  if (row.mailed || (row.kind !== 'note' && row.kind !== 'opening')) {
    throw noteRefused('conflict', done, `Only internal notes can be ${done}: ${mailed}`);
  }
  if (row.deleted && verb === 'change') throw noteRefused('conflict', done, 'That note was deleted. Write a new one.');
  const own = row.author.kind === 'staff' && uow.actor.kind === 'staff' && row.author.userId === uow.actor.userId;
  if (may === 'own' && !own) {
    throw noteRefused('not_permitted', done, `You can ${verb} your own notes only. An owner or admin can ${verb} others’.`);
  }
}

function noteRefused(code: 'conflict' | 'not_permitted', done: NoteDeed['done'], userMessage: string): AppError {
  return new AppError(code, { message: `note may not be ${done}`, userMessage });
}
