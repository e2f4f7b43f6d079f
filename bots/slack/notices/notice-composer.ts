import { findChatReader } from '../../../domain/chat/find-chat-reader.ts';
import type { StaffUserId } from '../../../domain/ids.types.ts';
import { fallBackToMail } from '../../../domain/notifications/fall-back-to-mail.ts';
import { staleReason } from '../../../domain/notifications/notice-relevance.rules.ts';
import { readNotices } from '../../../domain/notifications/read-notices.ts';
import { settleNotices } from '../../../domain/notifications/settle-notices.ts';
import { noticeCard } from '../../cards/notice-card.ts';
import type { Composer } from '../slack.types.ts';
import { composeDirect } from './compose-card.ts';

/**
 * Notices to one person, in a direct message: those that are still of interest now, in the person's zone. Somebody who is not linked any more gets them by mail.
 */
export const noticeComposer: Composer = {
  async compose(ctx) {
    const { uow, post, installation } = ctx;
    const { userId, notices: ids } = post.ref as { userId: StaffUserId; notices: string[] };
    const reader = await findChatReader(uow, installation.id, userId);
    if (reader === null) {
      await fallBackToMail(uow, ids);
      return null;
    }
    const notices = await readNotices(uow, ids);
    const stale = notices.filter((notice) => staleReason(notice) !== null);
    await settleNotices(uow, stale, 'dropped');
    const wanted = notices.filter((notice) => !stale.includes(notice));
    if (wanted.length === 0) return null;
    return composeDirect(ctx, noticeCard(wanted, { timeZone: reader.timeZone, now: uow.now }), reader);
  },
};
