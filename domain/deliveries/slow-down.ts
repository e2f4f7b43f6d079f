import type { MailboxId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { pauseMs } from './pace.rules.ts';

/**
 * Lets everything of a mailbox rest because its server asked us to slow down (421 and 4.7.x answers, RFC 3463 3.8). Attempts that were under way together count once; each
 * further time doubles the rest.
 */
export async function slowDown(uow: TenantUnitOfWork, mailboxId: MailboxId, reason: string): Promise<void> {
  await sqlRun(
    uow,
    `insert into mailbox_paces (tenant_id, mailbox_id, slot_at, paused_until) values (?, ?, ?, ?) on conflict (mailbox_id) do nothing`,
    [uow.tenantId, mailboxId, uow.now, uow.now],
  );
  const [row] = await sqlRows<{ pauses: number; pausedUntil: string }>(
    uow,
    'select pauses, paused_until as "pausedUntil" from mailbox_paces where mailbox_id = ? for update',
    [mailboxId],
  );
  if (row === undefined || new Date(row.pausedUntil) > uow.now) return;
  const pauses = Math.min(row.pauses + 1, 20);
  await sqlRun(uow, 'update mailbox_paces set pauses = ?, paused_until = ?, last_reason = ? where mailbox_id = ?', [
    pauses,
    new Date(uow.now.getTime() + pauseMs(pauses)),
    reason.slice(0, 500),
    mailboxId,
  ]);
}
