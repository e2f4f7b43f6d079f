import { type ChatChannelId, type InstallationId, newId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** What the product says of a channel; null is unknown. */
export type KnownChannel = { externalId: string; name: string | null; isShared: boolean | null };

/**
 * Keeps what became known of a channel. One that is shared with other companies by now loses its feed and its alerts, and no longer gets them when it is shared no
 * more. What is known already costs one statement that writes nothing.
 */
export async function noteChannel(uow: TenantUnitOfWork, installationId: InstallationId, known: KnownChannel): Promise<void> {
  await sqlRun(
    uow,
    `insert into chat_channels (tenant_id, id, installation_id, external_id, name, is_shared, created_at, updated_at)
     values (?, ?, ?, ?, coalesce(?, ''), coalesce(?, false), ?, ?)
     on conflict (tenant_id, installation_id, external_id) do update set name = coalesce(?, chat_channels.name),
       is_shared = coalesce(?, chat_channels.is_shared), feed = chat_channels.feed and not coalesce(?, chat_channels.is_shared),
       alerts = chat_channels.alerts and not coalesce(?, chat_channels.is_shared), updated_at = excluded.updated_at
     where (chat_channels.name, chat_channels.is_shared) is distinct from (coalesce(?, chat_channels.name), coalesce(?, chat_channels.is_shared))`,
    [
      ...[uow.tenantId, newId<ChatChannelId>(), installationId, known.externalId, known.name, known.isShared, uow.now, uow.now],
      ...[known.name, known.isShared, known.isShared, known.isShared, known.name, known.isShared],
    ],
  );
}
