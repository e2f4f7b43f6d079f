import type { KeyRing } from '../../storage/key-ring.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { chatSecretContext } from './chat.types.ts';

/** Where sealed secrets of chats lie. */
const places = [
  { table: 'chat_installations', column: 'bot_token' },
  { table: 'chat_installations', column: 'refresh_token' },
  { table: 'chat_inbox', column: 'response_url' },
  { table: 'chat_posts', column: 'response_url' },
] as const;

/**
 * Seals every secret of the tenant's chat workspaces that lies under an older key with the current one: tokens, and the answer addresses of what is under way.
 * A refresh of a token that is under way goes on. Returns how many. Throws `key_missing`.
 */
export async function resealChatSecrets(uow: TenantUnitOfWork, keyRing: Pick<KeyRing, 'seal' | 'unseal' | 'isStale'>): Promise<number> {
  const context = chatSecretContext(uow.tenantId);
  let count = 0;
  for (const { table, column } of places) {
    const rows = await sqlRows<{ id: string; sealed: string }>(
      uow,
      `select id, ${column} as sealed from ${table} where ${column} is not null order by id for update`,
    );
    for (const { id, sealed } of rows) {
      if (!keyRing.isStale(sealed)) continue;
      await sqlRun(uow, `update ${table} set ${column} = ? where id = ?`, [keyRing.seal(keyRing.unseal(sealed, context), context), id]);
      count += 1;
    }
  }
  return count;
}
