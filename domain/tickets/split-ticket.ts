import { AppError } from '../errors.ts';
import { type AttachmentId, type ContactId, newId, type TicketId, type TicketMessageId } from '../ids.types.ts';
import { listMarks, sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { authorOf } from './author-of.rules.ts';
import { classifyTicket } from './classify-ticket.ts';
import { joinTicket } from './join-ticket.ts';
import { linkTickets } from './link-tickets.ts';
import { type LockedTicket, lockTicket } from './lock-ticket.ts';
import { mergedSources } from './merged-sources.ts';
import { openTicket } from './open-ticket.ts';
import { outsideAddresses } from './outside-addresses.ts';
import { recordEvent } from './record-event.ts';
import type { MessageAuthor, TicketChannel } from './tickets.types.ts';
import { wakeTicket } from './wake-ticket.ts';

type Row = {
  id: TicketMessageId;
  ticketId: TicketId;
  author: MessageAuthor;
  isPublic: boolean;
  isVerified: boolean;
  splitTo: string | null;
};

/** What a person chose. `subject` null: the ticket's own. */
export type WantedSplit = { messages: TicketMessageId[]; subject: string | null };

/**
 * Gives chosen messages a ticket of their own. They are copied with author, time and files and marked on the old ticket, so that its log stays whole. The writer
 * of the first one is the new requester, the customer is the same, and the new ticket follows the old. Nothing is sent. Throws `invalid_input` for messages that
 * are not the ticket's, `conflict` for one that was split off before, for a merged ticket and when it is not at `seenVersion` any more; `not_found`.
 */
export async function splitTicket(
  uow: TenantUnitOfWork,
  sourceId: TicketId,
  wanted: WantedSplit,
  seenVersion: number | null = null,
): Promise<{ id: TicketId; number: string; source: string; messages: number; requester: string | null }> {
  const source = await lockTicket(uow, sourceId, seenVersion);
  const rows = await chosenMessages(uow, source, wanted.messages);
  const requester = requesterOf(source, rows[0]);
  const opened = await openLike(uow, source, wanted.subject, requester);
  for (const row of rows) await copyMessage(uow, row, opened.id);
  const writers = rows.flatMap((row) => (row.author.kind === 'contact' && row.isPublic && row.isVerified ? [row.author] : []));
  const outside = await outsideAddresses(uow, [...(requester === null ? [] : [requester]), ...writers]);
  for (const person of outside) await joinTicket(uow, opened.id, person, person.address === requester?.address ? 'requester' : 'cc');
  await linkTickets(uow, opened.id, 'follows', source.id);
  const facts = { messages: rows.length };
  await recordEvent(uow, source.id, 'split_off', { ticketId: opened.id, number: opened.number, ...facts });
  await recordEvent(uow, opened.id, 'split_from', { ticketId: source.id, number: source.number, ...facts });
  for (const id of [source.id, opened.id]) await wakeTicket(uow, id);
  return { ...opened, source: source.number, messages: rows.length, requester: requester?.address ?? null };
}

/** The chosen messages in the order they were written; those of tickets that were merged into this one are on it too. */
async function chosenMessages(uow: TenantUnitOfWork, source: LockedTicket, wanted: TicketMessageId[]): Promise<Row[]> {
  const ids = [...new Set(wanted)];
  if (ids.length === 0) throw refused('invalid_input', 'Which messages? Write their numbers as the ticket shows them.');
  const tickets = [source.id, ...(await mergedSources(uow, source.id)).map((one) => one.id)];
  const rows = await sqlRows<Row>(
    uow,
    `select m.id, m.ticket_id as "ticketId", m.author, m.is_public as "isPublic", m.is_verified as "isVerified",
       (select t.number from ticket_splits s join tickets t on t.id = s.ticket_id where s.source_message_id = m.id limit 1) as "splitTo"
     from ticket_messages m where m.id in (${listMarks(ids)}) and m.ticket_id in (${listMarks(tickets)}) order by m.created_at, m.id`,
    [...ids, ...tickets],
  );
  if (rows.length < ids.length) throw refused('invalid_input', `Not all of those messages are on ${source.number}. Look at it again.`);
  const gone = rows.find((row) => row.splitTo !== null);
  if (gone !== undefined) throw refused('conflict', `One of those messages was split off to ${gone.splitTo} already. Nothing was changed.`);
  return rows;
}

function requesterOf(source: LockedTicket, first: Row | undefined): { address: string; name: string } | null {
  if (first?.author.kind === 'contact' && first.isVerified) return { address: first.author.address.toLowerCase(), name: first.author.name };
  return source.requesterAddress === null ? null : { address: source.requesterAddress, name: source.requesterName };
}

async function openLike(
  uow: TenantUnitOfWork,
  source: LockedTicket,
  subject: string | null,
  requester: { address: string; name: string } | null,
): Promise<{ id: TicketId; number: string }> {
  const same = requester !== null && requester.address === source.requesterAddress;
  const [facts] = await sqlRows<{ channel: TicketChannel; contactId: ContactId | null }>(
    uow,
    'select channel, contact_id as "contactId" from tickets where id = ?',
    [source.id],
  );
  const opened = await openTicket(uow, {
    subject: subject ?? source.subject,
    channel: facts?.channel ?? 'console',
    mailboxId: source.mailboxId,
    requester,
    customerId: source.customerId,
    contactId: same ? (facts?.contactId ?? null) : null,
    triage: null,
  });
  await sqlRun(uow, 'update tickets set language = ? where id = ?', [source.language, opened.id]);
  await classifyTicket(uow, opened.id, { priority: source.priority, type: source.type });
  return opened;
}

/** The copy keeps everything but the pointer to the stored mail, which has one message. */
async function copyMessage(uow: TenantUnitOfWork, row: Row, ticketId: TicketId): Promise<void> {
  const id = newId<TicketMessageId>();
  await sqlRun(
    uow,
    `insert into ticket_messages (tenant_id, id, ticket_id, kind, is_public, is_verified, author, text, full_text, mail_message_id, recipients, reply_to, created_at)
     select tenant_id, ?, ?, kind, is_public, is_verified, author, text, full_text, mail_message_id, recipients, reply_to, created_at from ticket_messages where id = ?`,
    [id, ticketId, row.id],
  );
  await sqlRun(
    uow,
    'insert into message_html (tenant_id, message_id, html) select tenant_id, ?, html from message_html where message_id = ?',
    [id, row.id],
  );
  const files = await sqlRows<{ id: AttachmentId }>(uow, 'select id from attachments where message_id = ? order by created_at, id', [
    row.id,
  ]);
  for (const file of files) {
    await sqlRun(
      uow,
      `insert into attachments (tenant_id, id, ticket_id, message_id, filename, content_type, size, sha256, blob_key, inline, content_id, scan_state, scan_virus,
         scanned_at, created_at)
       select tenant_id, ?, ?, ?, filename, content_type, size, sha256, blob_key, inline, content_id, scan_state, scan_virus, scanned_at, created_at from attachments where id = ?`,
      [newId<AttachmentId>(), ticketId, id, file.id],
    );
  }
  await sqlRun(
    uow,
    'insert into ticket_splits (tenant_id, message_id, ticket_id, source_ticket_id, source_message_id, split_at, split_by) values (?, ?, ?, ?, ?, ?, ?::jsonb)',
    [uow.tenantId, id, ticketId, row.ticketId, row.id, uow.now, JSON.stringify(authorOf(uow))],
  );
}

function refused(code: 'invalid_input' | 'conflict', userMessage: string): AppError {
  return new AppError(code, { message: 'split refused', userMessage });
}
