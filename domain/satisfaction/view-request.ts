import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { mayChange } from './satisfaction.rules.ts';
import type { Score } from './satisfaction.types.ts';

/** What the page of a question shows. `open`: a vote is taken now; `settled`: the vote stands for good; `expired`: too late. */
export type RequestView = {
  state: 'open' | 'settled' | 'expired';
  number: string;
  companyName: string;
  language: string;
  score: Score | null;
  comment: string;
};
type Row = Omit<RequestView, 'state'> & { expiresAt: Date; ratedAt: Date | null };

/** A question as its link shows it. Looking never votes. Null when there is none of that id. */
export async function viewRequest(uow: TenantUnitOfWork, id: string): Promise<RequestView | null> {
  const [row] = await sqlRows<Row>(
    uow,
    `select k.number, t.name as "companyName", r.language, r.score, r.comment, r.expires_at as "expiresAt", r.rated_at as "ratedAt"
     from satisfaction_requests r join tickets k on k.id = r.ticket_id join tenants t on t.id = r.tenant_id where r.id = ?`,
    [id],
  );
  if (row === undefined) return null;
  const { expiresAt, ratedAt, ...view } = row;
  const isOver = ratedAt !== null && !mayChange(new Date(ratedAt), uow.now);
  const state = new Date(expiresAt) <= uow.now ? 'expired' : isOver ? 'settled' : 'open';
  return { ...view, state };
}
