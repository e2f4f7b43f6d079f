import { notFound } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type DuplicateFacts, duplicateScore, leastScore } from './duplicate.rules.ts';
import type { TicketStatus } from './tickets.types.ts';

/** A ticket that may be about the same matter. `score` 0…100, `reasons` in words. */
export type Duplicate = {
  id: TicketId;
  number: string;
  subject: string;
  status: TicketStatus;
  createdAt: Date;
  version: number;
  score: number;
  reasons: string[];
};

type Row = DuplicateFacts & Omit<Duplicate, 'score' | 'reasons'>;

const lookBackDays = 30;
const mostCompared = 200;

/**
 * Tickets of the same requester or customer that are unfinished or of the last 30 days and read alike, likeliest first, at most five. Those that are merged, spam or
 * linked to it already are left out. Throws `not_found`.
 */
export async function findDuplicates(uow: TenantUnitOfWork, id: TicketId): Promise<Duplicate[]> {
  const [ticket] = await sqlRows<{ subject: string; requester: string | null; customer: string | null }>(
    uow,
    'select subject, requester_address as requester, customer_id as customer from tickets where id = ?',
    [id],
  );
  if (ticket === undefined) throw notFound('ticket', id);
  const since = new Date(uow.now.getTime() - lookBackDays * 86_400_000);
  const rows = await sqlRows<Row>(
    uow,
    `with it as (select left(text, 600) as text from ticket_messages where ticket_id = ? and kind in ('mail', 'opening') order by created_at, id limit 1),
     near as (
       select t.* from tickets t where t.id <> ? and not t.is_spam and t.merged_into_id is null and (t.requester_address = ? or t.customer_id = ?)
         and (t.status in ('open', 'in_progress', 'waiting_customer') or t.created_at >= ?)
         and not exists (select 1 from ticket_links l where (l.source_id = t.id and l.target_id = ?) or (l.source_id = ? and l.target_id = t.id))
       order by t.created_at desc limit ?)
     select n.id, n.number, n.subject, n.status, n.created_at as "createdAt", n.version, similarity(lower(n.subject), lower(?)) as "subjectLikeness",
       coalesce(similarity(m.text, it.text), 0) as "textLikeness", n.requester_address is not distinct from ? as "sameRequester"
     from near n left join it on true left join lateral (
       select left(text, 600) as text from ticket_messages where ticket_id = n.id and kind in ('mail', 'opening') order by created_at, id limit 1) m on true`,
    [id, id, ticket.requester, ticket.customer, since, id, id, mostCompared, ticket.subject, ticket.requester],
  );
  return rows
    .map(({ subjectLikeness, textLikeness, sameRequester, ...row }) => ({
      ...row,
      createdAt: new Date(row.createdAt),
      ...duplicateScore({ subjectLikeness, textLikeness, sameRequester: sameRequester && ticket.requester !== null }),
    }))
    .filter((row) => row.score >= leastScore)
    .sort((a, b) => b.score - a.score || b.createdAt.getTime() - a.createdAt.getTime())
    .slice(0, 5);
}
