import type { InstallationId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** A connected workspace's bot token, sealed under `chatSecretContext`. `expiresAt` is null when the product does not rotate it. */
export type SealedChatToken = { botToken: string; expiresAt: Date | null };

/** The token of the workspace while it is connected, else null. */
export async function loadChatToken(uow: TenantUnitOfWork, id: InstallationId): Promise<SealedChatToken | null> {
  const [row] = await sqlRows<{ botToken: string; expiresAt: string | Date | null }>(
    uow,
    `select bot_token as "botToken", case when refresh_token is null then null else token_expires_at end as "expiresAt"
     from chat_installations where id = ? and state = 'active' and bot_token is not null`,
    [id],
  );
  return row === undefined ? null : { botToken: row.botToken, expiresAt: row.expiresAt === null ? null : new Date(row.expiresAt) };
}
