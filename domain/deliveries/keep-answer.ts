import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Keeps the answer to a claimed command, in the same commit as what it did. */
export async function keepAnswer(uow: TenantUnitOfWork, id: string, card: unknown): Promise<void> {
  await sqlRun(uow, 'update command_receipts set card = ?::jsonb where id = ?', [JSON.stringify(card), id]);
}
