import { beginThread } from '../../../domain/chat/begin-thread.ts';
import { findThread } from '../../../domain/chat/find-thread.ts';
import { hasDoubtfulCard } from '../../../domain/chat/has-doubtful-card.ts';
import { keepChatActions } from '../../../domain/chat/keep-chat-actions.ts';
import { keepPosted } from '../../../domain/chat/keep-posted.ts';
import { viewTicket } from '../../../domain/tickets/view-ticket.ts';
import { renderTicketCard } from '../render/ticket-card.rules.ts';
import { ticketCardModel } from '../render/ticket-card-model.ts';
import type { Composer } from '../slack.types.ts';

/** Enough to find the latest message from outside on a busy ticket. */
const latest = { limit: 20, before: null };

/**
 * The one card of a ticket in a channel: the first time it is posted (as the message that its thread begins with, or as a reply in the thread that is bound), later
 * it is changed where it stands. While nobody knows whether the first one arrived there is no second.
 */
export const cardComposer: Composer = {
  compose: async ({ uow, post, webUrl }) => {
    const thread = await findThread(uow, post.threadId);
    if (thread === null) return null;
    const model = ticketCardModel(await viewTicket(uow, thread.ticketId, latest), { isShared: thread.isShared });
    const { stashed, ...message } = renderTicketCard(model, { nonce: post.id, webUrl });
    await keepChatActions(uow, stashed);
    if (thread.cardTs !== null) return { verb: 'update', channel: thread.channelId, ts: thread.cardTs, message };
    if (await hasDoubtfulCard(uow, thread.id)) return null;
    return { verb: 'post', channel: thread.channelId, threadTs: thread.rootTs, message };
  },
  sent: async ({ uow, post }, call, { ts }) => {
    const thread = await findThread(uow, post.threadId);
    if (thread === null || call.verb !== 'post' || ts === null) return;
    await beginThread(uow, thread, ts);
    await keepPosted(uow, { ...thread, rootTs: thread.rootTs ?? ts }, { ts, ticketMessageId: null, part: 0, reason: 'card' });
  },
};
