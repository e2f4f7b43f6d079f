import type { InstallationId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ChatChannelUse } from './chat-channel-use.types.ts';

/** The channel's settings; null when it is used for nothing. With `hold` captures in it come one after the other. */
export async function findChatChannel(
  uow: TenantUnitOfWork,
  installationId: InstallationId,
  channelId: string,
  hold: 'hold' | 'look' = 'look',
): Promise<ChatChannelUse | null> {
  const [row] = await sqlRows<ChatChannelUse>(
    uow,
    `select id, name, is_shared as "isShared", capture, capture_minutes as "captureMinutes", opt_out as "optOut", reactions, customer_id as "customerId"
     from chat_channels where installation_id = ? and external_id = ? ${hold === 'hold' ? 'for no key update' : ''}`,
    [installationId, channelId],
  );
  return row ?? null;
}
