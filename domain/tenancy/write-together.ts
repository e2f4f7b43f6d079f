import { sqlRun } from './sql.ts';
import type { SqlPart } from './sql-part.rules.ts';
import type { TenantUnitOfWork } from './unit-of-work.ts';

/**
 * Runs several writes as one statement, in one round trip. Foreign keys are checked at its end, so parents and children may come together; no part
 * sees the rows of another.
 */
export async function writeTogether(uow: TenantUnitOfWork, parts: SqlPart[]): Promise<void> {
  const named = parts.map((part, i) => `w${i} as (${part.sql})`);
  await sqlRun(
    uow,
    `with ${named.join(', ')} select 1`,
    parts.flatMap((part) => part.params),
  );
}
