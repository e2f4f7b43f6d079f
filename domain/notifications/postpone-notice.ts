import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Minutes until a notice that could not be composed is tried again, and hours after which it is given up. */
const againMs = 10 * 60_000;
const giveUpMs = 24 * 3_600_000;

/** Puts off a due notice that could not be composed; one that is a day old is dropped, its row on the console stands. */
export async function postponeNotice(uow: TenantUnitOfWork, id: string): Promise<void> {
  await sqlRun(
    uow,
    `update notifications set deliver_at = ?, state = case when created_at < ? then 'dropped' else state end,
       settled_at = case when created_at < ? then ?::timestamptz end
     where id = ? and surface <> 'console' and state = 'waiting'`,
    [new Date(uow.now.getTime() + againMs), new Date(uow.now.getTime() - giveUpMs), new Date(uow.now.getTime() - giveUpMs), uow.now, id],
  );
}
