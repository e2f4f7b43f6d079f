import type { MailHookId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Notes when an HTTP door last took a mail (`refusal` null), or last refused a request and why, for lists and the doctor. */
export async function recordHookOutcome(uow: TenantUnitOfWork, id: MailHookId, refusal: string | null): Promise<void> {
  if (refusal === null) await sqlRun(uow, 'update mail_hooks set received_at = ? where id = ?', [uow.now, id]);
  else await sqlRun(uow, 'update mail_hooks set refused_at = ?, refusal = ? where id = ?', [uow.now, refusal, id]);
}
