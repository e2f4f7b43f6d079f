import { rememberAnswer } from '../../../domain/chat/remember-answer.ts';
import type { Card } from '../../cards/card.types.ts';
import { composeCard } from '../notices/compose-card.ts';
import type { AnswerRef, ComposeContext, Composer, Sent, SlackCall, SlackMessage } from '../slack.types.ts';
import { spokenPieces } from './spoken-pieces.rules.ts';

/** A card that answers somebody, wherever it goes. In a conversation it is kept which ticket it was about. */
export const answerComposer: Composer = {
  compose: async (ctx) => {
    const { card, to } = refOf(ctx);
    return callOf(to, card, await composeCard(ctx, card));
  },
  sent: async (ctx, _call, sent) => remember(ctx, sent),
};

function refOf({ post }: ComposeContext): { card: Card; to: AnswerRef['to'] } {
  return post.ref as { card: Card; to: AnswerRef['to'] };
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
