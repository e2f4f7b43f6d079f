import { findChatReader } from '../../../domain/chat/find-chat-reader.ts';
import { startDigest } from '../../../domain/chat/start-digest.ts';
import type { StaffUserId } from '../../../domain/ids.types.ts';
import { collectDigest } from '../../../domain/notifications/collect-digest.ts';
import { loadMorning } from '../../../domain/reporting/load-morning.ts';
import { isQuietMorning } from '../../../domain/reporting/morning.rules.ts';
import { morningCard } from '../../cards/morning-card.ts';
import type { Composer } from '../slack.types.ts';
import { composeDirect } from './compose-card.ts';

/**
 * What matters this morning, in a direct message, with the notices that were collected for it. The next digest is queued first, whatever becomes of this one. One
 * with nothing in it is not sent; nor is one to somebody who is away, whose notices then wait for the next.
 */
export const digestComposer: Composer = {
  async compose(ctx) {
    const { uow, post, installation } = ctx;
    const { userId } = post.ref as { userId: StaffUserId };
    await startDigest(uow, userId);
    const reader = await findChatReader(uow, installation.id, userId);
    if (reader === null || reader.isAbsent) return null;
    const notices = await collectDigest(uow, userId, post.id);
    const morning = await loadMorning(uow, userId, reader.timeZone);
    if (notices.length === 0 && isQuietMorning(morning)) return null;
    return composeDirect(ctx, morningCard(morning, notices, { timeZone: reader.timeZone, now: uow.now }), reader);
  },
};
