import { newId } from '../ids.types.ts';
import { newToken } from '../people/new-token.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { linkExpiry } from './chat-link.rules.ts';
import type { ChatStranger } from './chat-link.types.ts';

/** Makes the token of a link with which a person of a workspace proves, by signing in, who of the staff they are. Single use, ten minutes; kept as a hash. */
export async function startLinkFromChat(uow: TenantUnitOfWork, stranger: ChatStranger): Promise<{ token: string; expiresAt: Date }> {
  await sqlRun(uow, 'delete from chat_link_requests where expires_at < ?', [uow.now]);
  const { token, hash } = newToken();
  const expiresAt = linkExpiry(uow.now);
  await sqlRun(
    uow,
    `insert into chat_link_requests (tenant_id, id, token_hash, installation_id, external_id, external_team_id, name, created_at, expires_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      uow.tenantId,
      newId<string>(),
      hash,
      stranger.installationId,
      stranger.externalId,
      stranger.externalTeamId,
      stranger.name,
      uow.now,
      expiresAt,
    ],
  );
  return { token, expiresAt };
}
