import type { MailboxId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { MailboxLease } from './mailbox-sync.types.ts';

type SyncRow = {
  fence: string;
  uid_validity: string | null;
  last_uid: string;
  floor_uid: string;
  recheck_until_uid: string;
  synced_from: string | null;
  synced_at: string | null;
};

/**
 * Takes the mailbox for `owner` when it is free, expired, or the owner's own, under a new fence. Otherwise says in how many milliseconds the
 * present lease runs out. Lease times are the database's: the processes that compare them run on several machines.
 */
export async function leaseMailbox(
  uow: TenantUnitOfWork,
  mailboxId: MailboxId,
  owner: string,
  leaseMs: number,
): Promise<{ kind: 'leased'; lease: MailboxLease } | { kind: 'held'; freeInMs: number }> {
  const [row] = await sqlRows<SyncRow>(
    uow,
    `insert into mailbox_sync as s (tenant_id, mailbox_id, lease_owner, lease_expires_at, fence)
     values (?, ?, ?, clock_timestamp() + ? * interval '1 millisecond', 1)
     on conflict (mailbox_id) do update set lease_owner = excluded.lease_owner, lease_expires_at = excluded.lease_expires_at, fence = s.fence + 1
     where s.lease_owner is null or s.lease_owner = excluded.lease_owner or s.lease_expires_at <= clock_timestamp()
     returning fence, uid_validity, last_uid, floor_uid, recheck_until_uid, synced_from, synced_at`,
    [uow.tenantId, mailboxId, owner, leaseMs],
  );
  if (row !== undefined) return { kind: 'leased', lease: leaseOf(row) };
  const [held] = await sqlRows<{ ms: string }>(
    uow,
    'select ceil(extract(epoch from lease_expires_at - clock_timestamp()) * 1000)::bigint as ms from mailbox_sync where mailbox_id = ?',
    [mailboxId],
  );
  return { kind: 'held', freeInMs: Math.max(0, Number(held?.ms ?? 0)) };
}

function leaseOf(row: SyncRow): MailboxLease {
  const checkpoint =
    row.uid_validity === null
      ? null
      : {
          uidValidity: row.uid_validity,
          lastUid: Number(row.last_uid),
          floorUid: Number(row.floor_uid),
          recheckUntilUid: Number(row.recheck_until_uid),
          syncedFrom: row.synced_from === null ? null : new Date(row.synced_from),
        };
  return { fence: Number(row.fence), checkpoint, syncedAt: row.synced_at === null ? null : new Date(row.synced_at) };
}
