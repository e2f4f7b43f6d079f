import { AppError } from '../errors.ts';
import { type ChatInboxId, type InstallationId, newId } from '../ids.types.ts';
import { shardOf } from '../tenancy/shard.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { InboxKind } from './chat.types.ts';
import { storableJson } from './storable.rules.ts';

/** What is to be kept of something that came in. `key` is its natural key in the workspace: the same key again is the same thing. */
export type ArrivedChat = {
  installationId: InstallationId;
  kind: InboxKind;
  key: string;
  lane: string;
  payload: Record<string, unknown>;
  /** Sealed. */
  responseUrl?: string | null;
  /** Not before. What waits has a lane of its own and holds up nothing. */
  at?: Date;
};

/**
 * Commits what came from a workspace: after this it may be acknowledged. A repetition changes nothing. Wakes the chat pump after the commit. Throws
 * `not_configured` when the workspace is not connected any more.
 */
export async function acceptChat(uow: TenantUnitOfWork, arrived: ArrivedChat): Promise<{ id: ChatInboxId; isNew: boolean }> {
  const id = newId<ChatInboxId>();
  const key = `${arrived.installationId}:${arrived.key}`;
  const rows = await sqlRows(
    uow,
    `insert into chat_inbox (tenant_id, id, shard, installation_id, kind, event_key, lane, payload, response_url, received_at, next_attempt_at)
     select i.tenant_id, ?::uuid, ?::smallint, i.id, ?, ?, ?, ?::jsonb, ?, ?::timestamptz, ?::timestamptz
     from chat_installations i where i.id = ? and i.state = 'active' on conflict (tenant_id, event_key) do nothing returning id`,
    [
      id,
      shardOf(uow.tenantId),
      arrived.kind,
      key,
      arrived.at === undefined ? arrived.lane : `${arrived.lane}:later:${id}`,
      storableJson(arrived.payload),
      arrived.responseUrl ?? null,
      uow.now,
      arrived.at ?? uow.now,
      arrived.installationId,
    ],
  );
  if (rows.length > 0) {
    uow.wake('chat');
    return { id, isNew: true };
  }
  const [known] = await sqlRows<{ id: ChatInboxId }>(uow, 'select id from chat_inbox where event_key = ?', [key]);
  if (known === undefined) throw notConnected(arrived.installationId);
  return { id: known.id, isNew: false };
}

function notConnected(id: InstallationId): AppError {
  return new AppError('not_configured', {
    message: `chat installation ${id} is not active`,
    userMessage: 'Nothing was done: this workspace is not connected any more. An administrator can connect it again.',
  });
}
