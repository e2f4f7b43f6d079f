import type { InstallationId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { fallBackToMail } from './fall-back-to-mail.ts';

/** A post that failed so short a time before its workspace ended failed of that. */
const failedOfItMs = 60_000;

/** Notices that were on their way to a workspace which has ended go by mail instead. Called before its waiting posts are called off. */
export async function mailUnpostedNotices(uow: TenantUnitOfWork, installationId: InstallationId): Promise<void> {
  const rows = await sqlRows<{ id: string }>(
    uow,
    `select jsonb_array_elements_text(ref->'notices') as id from chat_posts
     where installation_id = ? and kind = 'notice' and (state in ('queued', 'sending') or (state = 'failed' and settled_at >= ?))`,
    [installationId, new Date(uow.now.getTime() - failedOfItMs)],
  );
  await fallBackToMail(
    uow,
    rows.map(({ id }) => id),
  );
}
