import { AppError } from '../errors.ts';
import type { TicketId, TicketMessageId } from '../ids.types.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { mergedSources } from './merged-sources.ts';

/** The messages of a ticket that its view numbers 1, 2, … Throws `invalid_input` for a number it does not have. */
export async function findMessages(uow: TenantUnitOfWork, id: TicketId, ordinals: number[]): Promise<TicketMessageId[]> {
  const tickets = [id, ...(await mergedSources(uow, id)).map((one) => one.id)];
  const rows = await sqlRows<{ id: TicketMessageId; ordinal: number; total: number }>(
    uow,
    `select * from (select m.id, row_number() over (order by m.created_at, m.id)::integer as ordinal, (count(*) over ())::integer as total
       from ticket_messages m where m.ticket_id in (${listMarks(tickets)})) numbered
     where ordinal = 1 or ordinal in (${listMarks(ordinals)}) order by ordinal`,
    [...tickets, ...ordinals],
  );
  const found = rows.filter((row) => ordinals.includes(row.ordinal));
  const missing = ordinals.find((ordinal) => !found.some((row) => row.ordinal === ordinal));
  if (missing === undefined) return found.map((row) => row.id);
  throw new AppError('invalid_input', {
    message: 'no such message of the ticket',
    userMessage: `There is no message ${missing}: the ticket has ${rows[0]?.total ?? 0}. Their numbers are on its card.`,
  });
}
