import { newId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Spoken } from './chat-message.types.ts';

/**
 * Takes a message of a chat for this unit: true for the first that has it. A second one, also while the first is still at work, gets false, and so does one that
 * was deleted before it came. Whoever gets true decides it with `decideChatMessage` in the same unit.
 */
export async function claimChatMessage(
  uow: TenantUnitOfWork,
  message: Pick<Spoken, 'installationId' | 'channelId' | 'ts' | 'threadTs' | 'editedTs'> & { speaker: { externalId: string } },
): Promise<boolean> {
  const claimed = await sqlRows(
    uow,
    `insert into chat_messages (tenant_id, id, installation_id, channel_id, ts, thread_ts, direction, author_external_id, edited_ts, decision, created_at)
     values (?, ?, ?, ?, ?, ?, 'in', ?, ?, 'skipped', ?) on conflict (tenant_id, installation_id, channel_id, ts) do nothing returning id`,
    [
      uow.tenantId,
      newId<string>(),
      message.installationId,
      message.channelId,
      message.ts,
      message.threadTs,
      message.speaker.externalId,
      message.editedTs,
      uow.now,
    ],
  );
  return claimed.length > 0;
}
