import { localDate } from '../calendars/local-date.rules.ts';
import { chooseNoticeMailbox } from '../deliveries/choose-notice-mailbox.ts';
import { queueDelivery } from '../deliveries/queue-delivery.ts';
import type { DeliveryId } from '../ids.types.ts';
import { listMarks, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type DueNotice, lockDueNotices } from './lock-due-notices.ts';
import type { RenderNotice } from './notice-mail.types.ts';
import { staleReason } from './notice-relevance.rules.ts';
import { nextLocal } from './quiet-hours.rules.ts';

/** What became of the notices that were due with one: their mail is in the ledger, none was of interest any more, or it waits. */
export type QueuedNotices = { queued: number; dropped: number; postponed: number };

const none: QueuedNotices = { queued: 0, dropped: 0, postponed: 0 };
/** Without an enabled mailbox a notice waits this long, and this long altogether. */
const noMailboxMs = 3_600_000;
const giveUpMs = 3 * 86_400_000;

/**
 * Composes the mail of a due notice at the time it goes out: alone, or as a digest with everything else that is due for the person's digest. What is no
 * longer of interest is dropped. The ledger row and the notices that it answers for are one commit; a notice that another unit took is left alone.
 */
export async function queueNotice(uow: TenantUnitOfWork, id: string, render: RenderNotice): Promise<QueuedNotices> {
  const due = await lockDueNotices(uow, id);
  const stale = due.filter((notice) => staleReason(notice) !== null);
  const wanted = due.filter((notice) => !stale.includes(notice));
  await settle(uow, stale, 'dropped');
  const [first] = wanted;
  if (first === undefined) return { ...none, dropped: stale.length };
  const mailbox = await chooseNoticeMailbox(uow);
  if (mailbox === null) return { ...(await postpone(uow, wanted)), ...(stale.length > 0 ? { dropped: stale.length } : {}) };
  const delivery = await queueDelivery(uow, {
    effectKey: first.isDigest ? `digest:${first.userId}:${localDate(uow.now, first.timeZone)}` : `notice:${first.id}`,
    purpose: 'notice',
    // Not the ticket's: whatever comes back to a notice must never reach a ticket by its Message-ID.
    ticketId: null,
    messageId: null,
    mailboxId: mailbox.id,
    mail: {
      from: { name: mailbox.company, address: mailbox.address },
      to: [{ name: first.readerName, address: first.email }],
      cc: [],
      replyTo: null,
      ...render({ ...first, companyName: mailbox.company, lines: wanted }),
      inReplyTo: null,
      references: [],
      autoSubmitted: 'auto-generated',
      attachmentIds: [],
    },
  });
  if (delivery === null) return { ...none, dropped: stale.length, postponed: await toNextDigest(uow, wanted, first) };
  await settle(uow, wanted, 'queued', delivery.id);
  return { ...none, queued: wanted.length, dropped: stale.length };
}

async function settle(
  uow: TenantUnitOfWork,
  notices: DueNotice[],
  state: 'queued' | 'dropped',
  delivery: DeliveryId | null = null,
): Promise<void> {
  if (notices.length === 0) return;
  const ids = notices.map((notice) => notice.id);
  await sqlRun(uow, `update notifications set state = ?, settled_at = ?, delivery_id = ? where id in (${listMarks(ids)})`, [
    state,
    uow.now,
    delivery,
    ...ids,
  ]);
}

/** Today's digest is out and this came after it: one digest a day. */
async function toNextDigest(uow: TenantUnitOfWork, notices: DueNotice[], person: DueNotice): Promise<number> {
  const ids = notices.map((notice) => notice.id);
  const at = nextLocal(uow.now, person.timeZone, person.digestAt);
  return sqlRun(uow, `update notifications set deliver_at = ? where id in (${listMarks(ids)})`, [at, ...ids]);
}

async function postpone(uow: TenantUnitOfWork, notices: DueNotice[]): Promise<QueuedNotices> {
  const old = notices.filter((notice) => uow.now.getTime() - notice.at.getTime() > giveUpMs);
  await settle(uow, old, 'dropped');
  const ids = notices.filter((notice) => !old.includes(notice)).map((notice) => notice.id);
  if (ids.length === 0) return { ...none, dropped: old.length };
  const later = new Date(uow.now.getTime() + noMailboxMs);
  await sqlRun(uow, `update notifications set deliver_at = ? where id in (${listMarks(ids)})`, [later, ...ids]);
  return { ...none, dropped: old.length, postponed: ids.length };
}
