import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { readTicketRef, ticketNumber } from './ticket-ref.rules.ts';
import type { TicketStatus } from './tickets.types.ts';

/** Enough of a ticket to choose it from a list. */
export type TicketHead = { id: TicketId; number: string; subject: string; status: TicketStatus };

/** `several`: a bare number of more than one month, newest first, at most ten. Another tenant's ticket is `none`. */
export type FoundTicket = { kind: 'one'; ticket: TicketHead } | { kind: 'several'; tickets: TicketHead[] } | { kind: 'none' };

/** The ticket a person named by its number or the end of it. */
export async function findTicket(uow: TenantUnitOfWork, ref: string): Promise<FoundTicket> {
  const wanted = readTicketRef(ref);
  if (wanted === null) return { kind: 'none' };
  const numbers = wanted.kind === 'number' ? [wanted.number] : await numbersEndingIn(uow, wanted.value);
  if (numbers.length === 0) return { kind: 'none' };
  const tickets = await sqlRows<TicketHead>(
    uow,
    `select id, number, subject, status from tickets where number in (${numbers.map(() => '?').join(', ')}) order by number desc limit 10`,
    numbers,
  );
  const [only] = tickets;
  if (only === undefined) return { kind: 'none' };
  return tickets.length === 1 ? { kind: 'one', ticket: only } : { kind: 'several', tickets };
}

/** By the counters, so that the unique index on the number is used and no ticket is scanned. */
async function numbersEndingIn(uow: TenantUnitOfWork, value: number): Promise<string[]> {
  const months = await sqlRows<{ period: string }>(
    uow,
    "select period from counters where kind = 'TKT' and value >= ? order by period desc",
    [value],
  );
  return months.map((month) => ticketNumber(month.period, value));
}
