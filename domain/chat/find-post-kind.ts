import { isUuid } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ChatPostKind } from './chat.types.ts';

/** What kind of post an id names, as blocks of ours carry it; null for what is no post of this tenant. */
export async function findPostKind(uow: TenantUnitOfWork, id: string): Promise<ChatPostKind | null> {
  if (!isUuid(id)) return null;
  const [row] = await sqlRows<{ kind: ChatPostKind }>(uow, 'select kind from chat_posts where id = ?', [id]);
  return row?.kind ?? null;
}
