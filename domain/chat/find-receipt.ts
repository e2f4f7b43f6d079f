import type { StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** The answer that a command of that id and person has got, or null: for what must be asked of a chat product before the command may be claimed. */
export async function findReceipt(uow: TenantUnitOfWork, commandId: string, userId: StaffUserId): Promise<unknown> {
  const [row] = await sqlRows<{ card: unknown }>(uow, 'select card from command_receipts where id = ? and user_id = ?', [
    commandId,
    userId,
  ]);
  return row?.card ?? null;
}
