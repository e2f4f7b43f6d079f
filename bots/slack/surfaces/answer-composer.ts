import { findAnswerPlace } from '../../../domain/chat/find-answer-place.ts';
import { rememberAnswer } from '../../../domain/chat/remember-answer.ts';
import type { Card } from '../../cards/card.types.ts';
import { composeCard } from '../notices/compose-card.ts';
import { feedbackBlock } from '../send/feedback-block.rules.ts';
import type { AnswerRef, ComposeContext, Composer, Sent, SlackCall, SlackMessage } from '../slack.types.ts';
import { spokenPieces } from './spoken-pieces.rules.ts';

type Ref = AnswerRef & { card: Card };

/** A card that answers somebody, wherever it goes. In a conversation it is kept which ticket it was about. */
export const answerComposer: Composer = {
  compose: async (ctx) => {
    const ref = refOf(ctx);
    const message = await composeCard(ctx, ref.card);
    return (await inItsPlace(ctx, ref, message)) ?? callOf(ref.to, ref.card, message);
  },
  sent: async (ctx, _call, sent) => remember(ctx, sent),
};

function refOf({ post }: ComposeContext): Ref {
  return post.ref as Ref;
}

/** The message whose place this answer takes, changed; null where there is none, or this is too long to be one message. */
async function inItsPlace({ uow, installation }: ComposeContext, { to, instead }: Ref, message: SlackMessage): Promise<SlackCall | null> {
  const isMessage = to.kind === 'stream' || to.kind === 'thread' || to.kind === 'dm';
  if (instead === undefined || !isMessage || message.more.length > 0) return null;
  const place = await findAnswerPlace(uow, installation.id, instead);
  if (place === null) return null;
  const blocks = to.kind === 'stream' ? [...message.blocks, feedbackBlock()] : message.blocks;
  return { verb: 'update', ...place, message: { ...message, blocks } };
}

function callOf(to: AnswerRef['to'], card: Card, message: SlackMessage): SlackCall {
  if (to.kind === 'respond') return { verb: 'respond', message, replace: to.replace, inChannel: to.inChannel };
  if (to.kind === 'ephemeral') return { verb: 'ephemeral', channel: to.channel, user: to.user, threadTs: to.threadTs, message };
  if (to.kind === 'thread') return { verb: 'post', channel: to.channel, threadTs: to.threadTs, message };
  if (to.kind === 'dm') return { verb: 'dm', user: to.user, threadTs: null, message };
  const { channel, threadTs, user, team } = to;
  return { verb: 'stream', channel, threadTs, user, team, texts: spokenPieces(card), blocks: message.blocks, message };
}

async function remember(ctx: ComposeContext, sent: Sent): Promise<void> {
  const { card, to } = refOf(ctx);
  if (card.ticket === null || sent.channel === null || sent.ts === null) return;
  const threadTs = to.kind === 'stream' || to.kind === 'thread' ? (to.threadTs ?? sent.ts) : sent.ts;
  if (to.kind === 'stream' || to.kind === 'thread' || to.kind === 'dm') {
    const at = { installationId: ctx.installation.id, channelId: sent.channel, ts: sent.ts, threadTs };
    await rememberAnswer(ctx.uow, { ...at, ticket: card.ticket });
  }
}
