import type { InstallationId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Where the answer of an effect key stands as a message that can be changed; null while it was not posted, and for what only a response address has taken. */
export async function findAnswerPlace(
  uow: TenantUnitOfWork,
  installationId: InstallationId,
  effectKey: string,
): Promise<{ channel: string; ts: string } | null> {
  const [row] = await sqlRows<{ channel: string; ts: string }>(
    uow,
    `select sent_channel as channel, sent_ts as ts from chat_posts
     where installation_id = ? and effect_key = ? and kind = 'answer' and state = 'sent' and sent_channel is not null and sent_ts is not null`,
    [installationId, effectKey],
  );
  return row ?? null;
}
