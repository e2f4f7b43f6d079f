import type { ChatInboxId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Whether a deed that waited was taken back. */
export async function isTakenBack(uow: TenantUnitOfWork, itemId: ChatInboxId): Promise<boolean> {
  const rows = await sqlRows(uow, "select id from chat_inbox where id = ? and state = 'cancelled'", [itemId]);
  return rows.length > 0;
}
