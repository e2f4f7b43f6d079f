import type { InboundMailId, MailboxId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { acceptMail, type RawMail } from './accept-mail.ts';
import type { Checkpoint } from './mailbox-sync.types.ts';

/** Mails fetched under one UIDVALIDITY, and where fetching stands when they are stored. */
export type FetchedMails = {
  mailboxId: MailboxId;
  fence: number;
  checkpoint: Checkpoint;
  mails: { uid: number; mail: RawMail }[];
};

/**
 * Stores a batch of fetched mails and the checkpoint behind them in this one unit: both or neither. `lease_lost` when a younger fence holds the
 * mailbox; then nothing is written. A mail known under an older UIDVALIDITY (equal content, see `recheckUntilUid`) is not stored again.
 */
export async function commitFetch(
  uow: TenantUnitOfWork,
  fetched: FetchedMails,
): Promise<{ kind: 'stored'; ids: InboundMailId[] } | { kind: 'lease_lost' }> {
  if (!(await moveCheckpoint(uow, fetched))) return { kind: 'lease_lost' };
  const known = await knownContent(uow, fetched);
  const ids: InboundMailId[] = [];
  for (const { uid, mail } of fetched.mails) {
    if (known.has(mail.sha256) && uid <= fetched.checkpoint.recheckUntilUid) continue;
    const naturalKey = `imap:${fetched.checkpoint.uidValidity}:${uid}`;
    const accepted = await acceptMail(uow, fetched.mailboxId, mail, { door: 'imap', naturalKey, envelopeFrom: null, envelopeTo: null });
    if (accepted.isNew) ids.push(accepted.id);
  }
  return { kind: 'stored', ids };
}

/** Locks the row until the unit ends: a take-over waits for it and then starts from the new checkpoint. */
async function moveCheckpoint(uow: TenantUnitOfWork, { mailboxId, fence, checkpoint }: FetchedMails): Promise<boolean> {
  const moved = await sqlRun(
    uow,
    `update mailbox_sync set uid_validity = ?, last_uid = ?, floor_uid = ?, recheck_until_uid = ?, synced_from = ?, synced_at = ?
     where mailbox_id = ? and fence = ?`,
    [
      checkpoint.uidValidity,
      checkpoint.lastUid,
      checkpoint.floorUid,
      checkpoint.recheckUntilUid,
      checkpoint.syncedFrom,
      uow.now,
      mailboxId,
      fence,
    ],
  );
  return moved === 1;
}

async function knownContent(uow: TenantUnitOfWork, { mailboxId, checkpoint, mails }: FetchedMails): Promise<Set<string>> {
  const doubtful = mails.filter(({ uid }) => uid <= checkpoint.recheckUntilUid).map(({ mail }) => mail.sha256);
  if (doubtful.length === 0) return new Set();
  const rows = await sqlRows<{ sha256: string }>(
    uow,
    `select distinct sha256 from inbound_mails where mailbox_id = ? and sha256 in (${doubtful.map(() => '?').join(', ')})
     and door = 'imap' and not starts_with(natural_key, ?)`,
    [mailboxId, ...doubtful, `imap:${checkpoint.uidValidity}:`],
  );
  return new Set(rows.map((row) => row.sha256));
}
