import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { TicketStatus } from '../tickets/tickets.types.ts';
import type { Score } from './satisfaction.types.ts';

/** One vote with its comment. */
export type RatingLine = {
  ticketId: TicketId;
  ticket: string;
  subject: string;
  status: TicketStatus;
  assignee: string | null;
  score: Score;
  comment: string;
  at: Date;
};
/** `distribution`: votes per score, 1 first. `average` is null without votes. `asked`: questions of the same time. */
export type Ratings = { asked: number; count: number; average: number | null; distribution: number[]; newest: RatingLine[] };

/** Votes since an instant in numbers, and the newest of them. */
export async function listRatings(uow: TenantUnitOfWork, since: Date, limit: number): Promise<Ratings> {
  const [sum] = await sqlRows<{ asked: number; counts: number[] }>(
    uow,
    `select (select count(*)::integer from satisfaction_requests where asked_at >= ? and skipped is null) as asked,
       array(select (select count(*)::integer from satisfaction_requests where rated_at >= ? and score = s) from generate_series(1, 5) s order by s) as counts`,
    [since, since],
  );
  const distribution = sum?.counts ?? [0, 0, 0, 0, 0];
  const count = distribution.reduce((total, votes) => total + votes, 0);
  const points = distribution.reduce((total, votes, index) => total + votes * (index + 1), 0);
  const newest = await sqlRows<RatingLine>(
    uow,
    `select k.id as "ticketId", k.number as ticket, k.subject, k.status, u.name as assignee, r.score, r.comment, r.rated_at as at
     from satisfaction_requests r join tickets k on k.id = r.ticket_id left join staff_users u on u.id = k.assignee_id
     where r.rated_at >= ? order by r.rated_at desc, r.id desc limit ?`,
    [since, limit],
  );
  return {
    asked: sum?.asked ?? 0,
    count,
    average: count === 0 ? null : points / count,
    distribution,
    newest: newest.map((line) => ({ ...line, at: new Date(line.at) })),
  };
}
