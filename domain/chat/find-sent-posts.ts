import type { InstallationId } from '../ids.types.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Which of these messages of a channel are known to be posts of ours. */
export async function findSentPosts(
  uow: TenantUnitOfWork,
  installationId: InstallationId,
  channel: string,
  timestamps: readonly string[],
): Promise<Set<string>> {
  if (timestamps.length === 0) return new Set();
  const rows = await sqlRows<{ ts: string }>(
    uow,
    `select sent_ts as ts from chat_posts where installation_id = ? and sent_channel = ? and sent_ts in (${listMarks(timestamps)})`,
    [installationId, channel, ...timestamps],
  );
  return new Set(rows.map(({ ts }) => ts));
}
