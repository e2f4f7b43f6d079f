import { localDate } from '../calendars/local-date.rules.ts';
import { chooseNoticeMailbox } from '../deliveries/choose-notice-mailbox.ts';
import { queueDelivery } from '../deliveries/queue-delivery.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { delayNotices } from './delay-notices.ts';
import { lockDueNotices } from './lock-due-notices.ts';
import type { RenderNotice } from './notice-mail.types.ts';
import { staleReason } from './notice-relevance.rules.ts';
import { queueChatNotices } from './queue-chat-notices.ts';
import { nextLocal } from './quiet-hours.rules.ts';
import type { DueNotice } from './read-notices.ts';
import { settleNotices } from './settle-notices.ts';

/** What became of the notices that were due with one: their mail or post is in its ledger, none was of interest any more, or it waits. */
export type QueuedNotices = { queued: number; dropped: number; postponed: number };

const none: QueuedNotices = { queued: 0, dropped: 0, postponed: 0 };
/** Without an enabled mailbox a notice waits this long, and this long altogether. */
const noMailboxMs = 3_600_000;
const giveUpMs = 3 * 86_400_000;

/**
 * Sends a due notice on its way when its time has come: by mail alone, or as a digest with everything else that is due for the person's digest; in chat with
 * everything that is due for the person. What is no longer of interest is dropped. The ledger's row and the notices that it answers for are one commit; a notice
 * that another unit took is left alone.
 */
export async function queueNotice(uow: TenantUnitOfWork, id: string, render: RenderNotice): Promise<QueuedNotices> {
  const due = await lockDueNotices(uow, id);
  const stale = due.filter((notice) => staleReason(notice) !== null);
  const wanted = due.filter((notice) => !stale.includes(notice));
  await settleNotices(uow, stale, 'dropped');
  const [first] = wanted;
  const dropped = { ...none, dropped: stale.length };
  if (first === undefined) return dropped;
  if (first.surface === 'mail') return queueMail(uow, wanted, first, dropped, render);
  const state = await queueChatNotices(uow, wanted);
  if (state !== 'mail') return { ...dropped, [state]: wanted.length };
  const mailed = await queueNotice(uow, id, render);
  return { ...mailed, dropped: mailed.dropped + stale.length };
}

async function queueMail(
  uow: TenantUnitOfWork,
  wanted: DueNotice[],
  first: DueNotice,
  dropped: QueuedNotices,
  render: RenderNotice,
): Promise<QueuedNotices> {
  const mailbox = await chooseNoticeMailbox(uow);
  if (mailbox === null) return { ...(await postpone(uow, wanted)), ...(dropped.dropped > 0 ? { dropped: dropped.dropped } : {}) };
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
  // Today's digest is out and this came after it: one digest a day.
  if (delivery === null)
    return { ...dropped, postponed: await delayNotices(uow, wanted, nextLocal(uow.now, first.timeZone, first.digestAt)) };
  await settleNotices(uow, wanted, 'queued', delivery.id);
  return { ...dropped, queued: wanted.length };
}

async function postpone(uow: TenantUnitOfWork, notices: DueNotice[]): Promise<QueuedNotices> {
  const old = notices.filter((notice) => uow.now.getTime() - notice.at.getTime() > giveUpMs);
  await settleNotices(uow, old, 'dropped');
  const left = notices.filter((notice) => !old.includes(notice));
  const postponed = await delayNotices(uow, left, new Date(uow.now.getTime() + noMailboxMs));
  return { ...none, dropped: old.length, postponed };
}
