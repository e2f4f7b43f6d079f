import type { MailboxId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { imapFingerprintSql } from './imap-fingerprint.rules.ts';

/**
 * Prolongs the lease of the given fence. False when somebody took the mailbox over, or when its IMAP settings are no longer those of
 * `fingerprint` (see `loadImapSettings`): the holder must let go.
 */
export async function renewLease(
  uow: TenantUnitOfWork,
  mailboxId: MailboxId,
  held: { fence: number; fingerprint: string },
  leaseMs: number,
): Promise<boolean> {
  const rows = await sqlRows(
    uow,
    `update mailbox_sync s set lease_expires_at = clock_timestamp() + ? * interval '1 millisecond'
     from mailboxes m where m.id = s.mailbox_id and s.mailbox_id = ? and s.fence = ? and m.enabled
     and ${imapFingerprintSql} = ? returning 1`,
    [leaseMs, mailboxId, held.fence, held.fingerprint],
  );
  return rows.length === 1;
}
