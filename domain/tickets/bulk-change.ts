import { AppError } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { applyChange } from './apply-change.ts';
import type { TicketChange } from './ticket-change.types.ts';

/** Most tickets that are changed at once (`domain.md` 3.15). */
export const mostInBulk = 100;

/** A ticket as the person saw it; a null version does not ask. */
export type BulkItem = { id: TicketId; number: string; seenVersion: number | null };
export type BulkResult = { number: string; done: boolean; text: string };

/**
 * Makes one change to many tickets, each by itself: one that is refused keeps no other back and is listed with its reason. They are taken in the order of their ids,
 * so that two such changes wait for each other. Throws `invalid_input` for more than a hundred; anything unexpected undoes all.
 */
export async function bulkChange(uow: TenantUnitOfWork, items: BulkItem[], change: TicketChange): Promise<BulkResult[]> {
  if (items.length > mostInBulk) {
    throw new AppError('invalid_input', {
      message: 'too many tickets at once',
      userMessage: `At most ${mostInBulk} tickets are changed at once, and these are ${items.length}. Narrow the filter.`,
    });
  }
  const results: BulkResult[] = [];
  for (const item of [...items].sort((a, b) => (a.id < b.id ? -1 : 1))) results.push(await changeOne(uow, item, change));
  return results.sort((a, b) => (a.number < b.number ? -1 : 1));
}

async function changeOne(uow: TenantUnitOfWork, { id, number, seenVersion }: BulkItem, change: TicketChange): Promise<BulkResult> {
  await sqlRun(uow, 'savepoint bulk_item');
  try {
    const { text } = await applyChange(uow, id, change, seenVersion);
    await sqlRun(uow, 'release savepoint bulk_item');
    return { number, done: true, text };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await sqlRun(uow, 'rollback to savepoint bulk_item');
    await sqlRun(uow, 'release savepoint bulk_item');
    return { number, done: false, text: error.userMessage };
  }
}
