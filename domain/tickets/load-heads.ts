import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { TicketHead } from './find-ticket.ts';

/** The tickets with those whole numbers, with the version they are at; what is not there is left out. */
export async function loadHeads(uow: TenantUnitOfWork, numbers: string[]): Promise<(TicketHead & { version: number })[]> {
  if (numbers.length === 0) return [];
  return sqlRows(
    uow,
    `select id, number, subject, status, version from tickets where number in (${listMarks(numbers)}) order by number`,
    numbers,
  );
}
