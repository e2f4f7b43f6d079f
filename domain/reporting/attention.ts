import { sqlRows } from '../tenancy/sql.ts';
import type { SqlPart } from '../tenancy/sql-part.rules.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { TicketPriority, TicketStatus } from '../tickets/tickets.types.ts';

/** A ticket as a summary names it. */
export type AttentionLine = {
  number: string;
  subject: string;
  status: TicketStatus;
  priority: TicketPriority;
  customer: string | null;
  assignee: string | null;
  dueAt: Date | null;
  /** Left out of lists until then. */
  snoozedUntil: Date | null;
};

/** Tickets for one reason: how many there are, and the first of them. */
export type Attention = { total: number; lines: AttentionLine[] };

/** What of `tickets t` is wanted, in which order; `over`: also tickets that are over; `asleep`: also snoozed ones. */
export type AttentionWish = { where: SqlPart; order: string; over?: boolean; asleep?: boolean };

/** How many tickets of one reason are named. */
export const attentionShown = 5;

/** The first five tickets that a condition selects, and how many there are. Spam and merged tickets are nobody's concern. */
export async function attention(uow: TenantUnitOfWork, { where, order, over, asleep }: AttentionWish): Promise<Attention> {
  const awake =
    asleep === true ? { sql: '', params: [] } : { sql: 'and (t.snoozed_until is null or t.snoozed_until <= ?)', params: [uow.now] };
  const rows = await sqlRows<AttentionLine & { total: number }>(
    uow,
    `select t.number, t.subject, t.status, t.priority, c.name as customer, u.name as assignee, t.next_due_at as "dueAt", t.snoozed_until as "snoozedUntil",
       count(*) over ()::integer as total
     from tickets t left join customers c on c.id = t.customer_id left join staff_users u on u.id = t.assignee_id
     where ${over === true ? '' : "t.status in ('open', 'in_progress', 'waiting_customer') and "}not t.is_spam and t.merged_into_id is null ${awake.sql}
       and (${where.sql}) order by ${order}, t.id limit ${attentionShown}`,
    [...awake.params, ...where.params],
  );
  const date = (at: Date | null): Date | null => (at === null ? null : new Date(at));
  return {
    total: rows[0]?.total ?? 0,
    lines: rows.map(({ total: _total, ...line }) => ({ ...line, dueAt: date(line.dueAt), snoozedUntil: date(line.snoozedUntil) })),
  };
}
