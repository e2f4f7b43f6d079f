import type { MailboxId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Those of the UIDs whose mails were never stored under this UIDVALIDITY, in their order. */
export async function findUnfetched(uow: TenantUnitOfWork, mailboxId: MailboxId, uidValidity: string, uids: number[]): Promise<number[]> {
  if (uids.length === 0) return [];
  const keyOf = (uid: number): string => `imap:${uidValidity}:${uid}`;
  const rows = await sqlRows<{ natural_key: string }>(
    uow,
    `select natural_key from inbound_mails where tenant_id = ? and mailbox_id = ? and natural_key in (${uids.map(() => '?').join(', ')})`,
    [uow.tenantId, mailboxId, ...uids.map(keyOf)],
  );
  const stored = new Set(rows.map((row) => row.natural_key));
  return uids.filter((uid) => !stored.has(keyOf(uid)));
}
