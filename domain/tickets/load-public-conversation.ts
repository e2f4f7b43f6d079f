import { notFound } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { listActionHistory } from './list-action-history.ts';
import { loadNextAction } from './load-next-action.ts';
import type { PublicConversation, PublicMessage, PublicTicket, TicketChangeLine } from './public-conversation.types.ts';
import type { MessageAuthor } from './tickets.types.ts';
import { isSpamError, nothingPublic } from './unread-ticket.rules.ts';

/** `messages`: the first and this many of the newest; `textChars`: of each no more than this. */
export type ConversationLimits = { messages: number; textChars: number };

const mostChanges = 80;
const mostPast = 20;

/**
 * What was said in public on one ticket, with its changes of status and priority and its next points of action. Internal messages and those of merged tickets are
 * never read. Throws `not_found`, and `conflict` for a ticket that is spam or has no public message.
 */
export async function loadPublicConversation(uow: TenantUnitOfWork, id: TicketId, limits: ConversationLimits): Promise<PublicConversation> {
  const ticket = await ticketOf(uow, id);
  const { messages, total } = await messagesOf(uow, id, limits);
  if (messages.length === 0) throw nothingPublic(ticket.number);
  return {
    ticket,
    messages,
    earlier: total - messages.length,
    changes: await changesOf(uow, id),
    past: (await listActionHistory(uow, id, mostPast)).reverse(),
    current: await loadNextAction(uow, id),
  };
}

async function ticketOf(uow: TenantUnitOfWork, id: TicketId): Promise<PublicTicket> {
  const [row] = await sqlRows<PublicTicket & { isSpam: boolean }>(
    uow,
    `select id, number, version, subject, status, priority, type, language, assignee_id is not null as "hasAssignee", created_at as "createdAt",
       next_due_at as "nextDueAt", breached, reopened, is_spam as "isSpam" from tickets where id = ?`,
    [id],
  );
  if (row === undefined) throw notFound('ticket', id);
  const { isSpam, ...ticket } = row;
  if (isSpam) throw isSpamError(ticket.number);
  return { ...ticket, createdAt: new Date(row.createdAt), nextDueAt: row.nextDueAt === null ? null : new Date(row.nextDueAt) };
}

type MessageRow = Omit<PublicMessage, 'by'> & { author: MessageAuthor['kind']; total: number };

async function messagesOf(
  uow: TenantUnitOfWork,
  id: TicketId,
  limits: ConversationLimits,
): Promise<{ messages: PublicMessage[]; total: number }> {
  const rows = await sqlRows<MessageRow>(
    uow,
    `select p.id, p.kind, p.author, p.at, p.ordinal::integer as ordinal, left(p.text, ?) as text, greatest(length(p.text) - ?, 0) as cut, p.total::integer as total
     from (
       select m.*, row_number() over (order by m.at, m.id) as place, count(*) over () as total
       from (
         select id, kind, author->>'kind' as author, created_at as at, text, is_public, deleted_at, row_number() over (order by created_at, id) as ordinal
         from ticket_messages where ticket_id = ?
       ) m where m.is_public and m.deleted_at is null
     ) p where p.place = 1 or p.place > p.total - ? order by p.at, p.id`,
    [limits.textChars, limits.textChars, id, limits.messages],
  );
  const messages = rows.map(({ author, total: _total, ...row }) => ({ ...row, at: new Date(row.at), by: speaker(author) }));
  return { messages, total: rows[0]?.total ?? 0 };
}

function speaker(author: MessageAuthor['kind']): PublicMessage['by'] {
  return author === 'staff' || author === 'system' ? author : 'customer';
}

async function changesOf(uow: TenantUnitOfWork, id: TicketId): Promise<TicketChangeLine[]> {
  const rows = await sqlRows<{ type: string; at: Date; data: { from?: unknown; to?: unknown; priority?: unknown } }>(
    uow,
    `select type, at, data from ticket_events where ticket_id = ? and type in ('opened', 'status_changed', 'priority_changed', 'reopened')
     order by at desc, id desc limit ?`,
    [id, mostChanges],
  );
  const word = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return rows.reverse().map(({ type, at, data }): TicketChangeLine => {
    const what =
      type === 'status_changed' ? 'status' : type === 'priority_changed' ? 'priority' : type === 'reopened' ? 'reopened' : 'opened';
    return { at: new Date(at), what, from: word(data.from), to: word(what === 'opened' ? data.priority : data.to) };
  });
}
