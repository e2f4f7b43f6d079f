import { z } from 'zod';
import type { TicketId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { notify } from '../notifications/notify.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { recordEvent } from '../tickets/record-event.ts';
import { longestComment, mayChange } from './satisfaction.rules.ts';
import { lowScore, type Score } from './satisfaction.types.ts';

const voteSchema = z.strictObject({
  score: z.int('must be 1 to 5').min(1, 'must be 1 to 5').max(5, 'must be 1 to 5'),
  comment: z.string().trim().max(longestComment, `must be at most ${longestComment} characters long`).default(''),
});

/** A vote as it comes in. */
export type Vote = z.input<typeof voteSchema>;
/** `changed`: within 24 hours of the first vote. `settled`: later, and nothing was changed. */
export type RatedTicket = 'rated' | 'changed' | 'same' | 'settled' | 'expired' | 'unknown';

type Row = { ticketId: TicketId; score: Score | null; comment: string; ratedAt: Date | null; expiresAt: Date; address: string };

/**
 * Takes a requester's vote on their ticket, once; within 24 hours it may be changed. The first vote tells the assignee. It gives no right on the
 * ticket and changes none of it. Throws `invalid_input` for a score that is none.
 */
export async function rateTicket(uow: TenantUnitOfWork, id: string, wanted: Vote): Promise<RatedTicket> {
  const vote = parseInput(voteSchema, wanted);
  const [row] = await sqlRows<Row>(
    uow,
    `select ticket_id as "ticketId", score, comment, rated_at as "ratedAt", expires_at as "expiresAt", address
     from satisfaction_requests where id = ? for update`,
    [id],
  );
  if (row === undefined) return 'unknown';
  if (new Date(row.expiresAt) <= uow.now) return 'expired';
  if (row.ratedAt !== null && !mayChange(new Date(row.ratedAt), uow.now)) return 'settled';
  if (row.score === vote.score && row.comment === vote.comment) return 'same';
  await sqlRun(
    uow,
    'update satisfaction_requests set score = ?, comment = ?, rated_at = coalesce(rated_at, ?), changed_at = ? where id = ?',
    [vote.score, vote.comment, uow.now, row.ratedAt === null ? null : uow.now, id],
  );
  const changed = row.ratedAt !== null;
  await recordEvent(uow, row.ticketId, 'satisfaction_received', { score: vote.score, hasComment: vote.comment !== '', changed });
  await notify(uow, {
    kind: 'satisfaction_received',
    ticketId: row.ticketId,
    // A vote that falls to a low one is news, however it began.
    key: `satisfaction:${id}:${vote.score <= lowScore ? 'low' : 'first'}`,
    audience: [{ kind: 'assignee' }],
    facts: { score: vote.score, by: row.address },
  });
  return changed ? 'changed' : 'rated';
}
