import { isUuid } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** The action that was kept under the id of a button, or null. It has no authority: whoever runs it checks it anew. */
export async function readChatAction(uow: TenantUnitOfWork, id: string): Promise<{ op: string; args: Record<string, unknown> } | null> {
  if (!isUuid(id)) return null;
  const [row] = await sqlRows<{ action: { op: string; args: Record<string, unknown> } }>(
    uow,
    'select action from chat_actions where id = ?',
    [id],
  );
  return row?.action ?? null;
}
