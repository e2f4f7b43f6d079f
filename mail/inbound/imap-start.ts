import type { ImapFlow } from 'imapflow';
import type { Checkpoint, MailboxLease } from '../../domain/mailboxes/mailbox-sync.types.ts';
import type { ImportFrom } from '../../domain/mailboxes/mailboxes.types.ts';
import { describeMails, searchUids } from './imap-read.ts';

const dayMs = 86_400_000;
// The server's clock may differ from ours and tells whole seconds: rather a mail too many than one lost.
const clockSlackMs = 300_000;
// How far behind the last stored mail we look when UIDs have lost their meaning.
const walkBackDays = 7;

export type Inbox = { uidValidity: string; uidNext: number; exists: number };

/**
 * Where fetching begins. The first connect of a mailbox begins with what comes from now on, or as `importFrom` says. After a change of UIDVALIDITY
 * it begins some days behind the last stored mail and marks what is there as to be compared by content (`mail.md` rules 7 and 11).
 */
export async function startingPoint(
  client: ImapFlow,
  inbox: Inbox,
  lease: MailboxLease,
  importFrom: ImportFrom,
  now: Date,
): Promise<{ checkpoint: Checkpoint; isNew: boolean }> {
  const { checkpoint, syncedAt } = lease;
  const { uidValidity } = inbox;
  if (checkpoint?.uidValidity === uidValidity) return { checkpoint, isNew: false };
  const top = inbox.uidNext > 0 ? inbox.uidNext - 1 : ((await searchUids(client, { all: true })).at(-1) ?? 0);
  if (checkpoint !== null) {
    const walkFrom = new Date((syncedAt ?? now).getTime() - walkBackDays * dayMs);
    const since = checkpoint.syncedFrom === null || checkpoint.syncedFrom < walkFrom ? walkFrom : checkpoint.syncedFrom;
    const floorUid = await lastBefore(client, since, top);
    return {
      isNew: true,
      checkpoint: { uidValidity, lastUid: floorUid, floorUid, recheckUntilUid: top, syncedFrom: checkpoint.syncedFrom },
    };
  }
  const syncedFrom = importFrom === 'all' ? null : new Date(now.getTime() - (importFrom === 'now' ? clockSlackMs : importFrom * dayMs));
  const floorUid = importFrom === 'all' ? 0 : importFrom === 'now' ? top : await lastBefore(client, syncedFrom ?? now, top);
  return { isNew: true, checkpoint: { uidValidity, lastUid: floorUid, floorUid, recheckUntilUid: 0, syncedFrom } };
}

/** The UID below the first mail that arrived since the instant. SEARCH knows only whole days of the server's own zone, so times are compared here. */
async function lastBefore(client: ImapFlow, since: Date, top: number): Promise<number> {
  const uids = await searchUids(client, { since: new Date(since.getTime() - dayMs) });
  for (let at = 0; at < uids.length; at += 1_000) {
    const mails = await describeMails(client, uids.slice(at, at + 1_000));
    const first = mails.find((mail) => mail.receivedAt === null || mail.receivedAt >= since);
    if (first !== undefined) return first.uid - 1;
  }
  return top;
}
