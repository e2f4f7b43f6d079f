import { findThread, type LiveThread } from '../../../domain/chat/find-thread.ts';
import { forgetPosted } from '../../../domain/chat/forget-posted.ts';
import { keepPosted } from '../../../domain/chat/keep-posted.ts';
import { listPosted } from '../../../domain/chat/list-posted.ts';
import { loadSaid, type SaidOnTicket } from '../../../domain/chat/load-said.ts';
import { loadThreadEvent } from '../../../domain/chat/load-thread-event.ts';
import { queueChatPost } from '../../../domain/chat/queue-chat-post.ts';
import type { TicketMessageId } from '../../../domain/ids.types.ts';
import type { Card } from '../../cards/card.types.ts';
import { renderCard } from '../render/render-card.ts';
import type { ComposeContext, Composer, SlackCall, SlackMessage } from '../slack.types.ts';
import { eventCard, saidCard } from './said-card.ts';

/** `part`: which of the messages that show a long text is looked at; a post changes one of them and queues the next. */
type MessageRef = { messageId: TicketMessageId; change: 'new' | 'edited' | 'deleted'; part?: number };
type Ref = MessageRef | { eventId: string };
type Place = LiveThread & { rootTs: string };

/**
 * What is said on a ticket, in its threads: posted once, changed where it stands, and deleted there. A channel that other companies share is told nothing of it. A
 * thread that has not begun (its card could not be posted) has no place for it.
 */
export const messageComposer: Composer = {
  compose: async (ctx) => {
    const thread = await findThread(ctx.uow, ctx.post.threadId);
    if (thread === null || thread.isShared || thread.rootTs === null) return null;
    const place = { ...thread, rootTs: thread.rootTs };
    const ref = ctx.post.ref as Ref;
    return 'eventId' in ref ? eventCall(ctx, place, ref.eventId) : messageCall(ctx, place, ref);
  },
  sent: async (ctx, call, { parts }) => {
    const thread = await findThread(ctx.uow, ctx.post.threadId);
    if (thread === null) return;
    const ref = ctx.post.ref as Ref;
    const from = 'eventId' in ref ? 0 : (ref.part ?? 0);
    if (call.verb === 'post') {
      const [ticketMessageId, reason] = 'eventId' in ref ? ([null, 'notice'] as const) : ([ref.messageId, 'message'] as const);
      for (const [index, ts] of parts.entries()) await keepPosted(ctx.uow, thread, { ts, ticketMessageId, part: from + index, reason });
    }
    if ('eventId' in ref) return;
    if (call.verb === 'update') await queueNext(ctx, { ...ref, part: from + 1 });
    if (call.verb === 'delete') {
      await forgetPosted(ctx.uow, thread, call.ts);
      // The one after it stands in its place now.
      await queueNext(ctx, { ...ref, part: from });
    }
  },
};

async function eventCall(ctx: ComposeContext, { channelId, rootTs }: Place, eventId: string): Promise<SlackCall | null> {
  const event = await loadThreadEvent(ctx.uow, eventId);
  return event === null ? null : { verb: 'post', channel: channelId, threadTs: rootTs, message: rendered(ctx, eventCard(event)) };
}

async function messageCall(ctx: ComposeContext, place: Place, ref: MessageRef): Promise<SlackCall | null> {
  const said = await loadSaid(ctx.uow, ref.messageId);
  const isGone = said === null || said.deletedAt !== null;
  if (ref.change === 'new') {
    return isGone ? null : { verb: 'post', channel: place.channelId, threadTs: place.rootTs, message: rendered(ctx, saidCard(said)) };
  }
  const posted = await listPosted(ctx.uow, place.id, ref.messageId);
  const [first] = posted;
  if (isGone) return first === undefined ? null : { verb: 'delete', channel: place.channelId, ts: first.ts };
  const texts = posted.filter((one) => one.reason === 'message').map((one) => one.ts);
  // What is not there yet will be posted as it is by then.
  return texts.length === 0 ? null : changeCall(ctx, place, said, texts, ref.part ?? 0);
}

/** A changed text may need fewer messages than before, or more. */
function changeCall(ctx: ComposeContext, place: Place, said: SaidOnTicket, texts: string[], part: number): SlackCall | null {
  const { more, ...first } = rendered(ctx, saidCard(said));
  const [wanted, standing] = [[first, ...more][part], texts[part]];
  if (wanted === undefined) return standing === undefined ? null : { verb: 'delete', channel: place.channelId, ts: standing };
  if (standing !== undefined) return { verb: 'update', channel: place.channelId, ts: standing, message: { ...wanted, more: [] } };
  return { verb: 'post', channel: place.channelId, threadTs: place.rootTs, message: { ...wanted, more: more.slice(part) } };
}

function rendered({ post, webUrl }: ComposeContext, card: Card): SlackMessage {
  const { text, blocks, more } = renderCard(card, { nonce: post.id, webUrl });
  return { text, blocks, more };
}

async function queueNext({ uow, post }: ComposeContext, ref: MessageRef): Promise<void> {
  const { installationId, effectKey, kind, lane, threadId } = post;
  await queueChatPost(uow, { installationId, effectKey: `${effectKey}+`, kind, lane, threadId, ref });
}
