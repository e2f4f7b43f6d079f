import type { TicketId, TicketMessageId } from '../ids.types.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type ExcerptPart, excerptMarks, readExcerpt } from './excerpt.rules.ts';
import type { MessageAuthor } from './tickets.types.ts';

/** The message in which a search found a ticket: its text round the words, as plain text. */
export type Excerpt = {
  ticketId: TicketId;
  messageId: TicketMessageId;
  at: Date;
  author: MessageAuthor;
  isPublic: boolean;
  parts: ExcerptPart[];
};

type Row = Omit<Excerpt, 'parts'> & { headline: string };

/**
 * Which message answered to a query (`TicketPage.query`), for the tickets of one page: the newest one that does. A ticket that answers by its head alone
 * (number, subject, requester, customer) has none: the list shows that already.
 */
export async function findExcerpts(uow: TenantUnitOfWork, query: string, ticketIds: readonly TicketId[]): Promise<Excerpt[]> {
  if (ticketIds.length === 0 || query === '') return [];
  const { start, stop } = excerptMarks;
  const rows = await sqlRows<Row>(
    uow,
    `select h.ticket_id as "ticketId", m.id as "messageId", m.created_at as at, m.author, m.is_public as "isPublic",
       ts_headline('simple', translate(left(m.text, 20000), ?, ''), ?::tsquery, ?) as headline
     from (select distinct on (d.ticket_id) d.ticket_id, d.id from search_documents d
           where d.ticket_id in (${listMarks(ticketIds)}) and d.doc @@ ?::tsquery
           order by d.ticket_id, (d.id = d.ticket_id) desc, d.id desc) h
     join ticket_messages m on m.id = h.id`,
    [
      start + stop,
      query,
      `StartSel="${start}", StopSel="${stop}", MaxFragments=1, MaxWords=24, MinWords=8, FragmentDelimiter=" … "`,
      ...ticketIds,
      query,
    ],
  );
  return rows.map(({ headline, ...row }) => ({ ...row, at: new Date(row.at), parts: readExcerpt(headline) }));
}
