import type { ChatReader } from '../../../domain/chat/find-chat-reader.ts';
import { keepChatActions } from '../../../domain/chat/keep-chat-actions.ts';
import type { Card } from '../../cards/card.types.ts';
import { withPermittedActions } from '../../commands/permitted-actions.ts';
import { renderCard } from '../render/render-card.ts';
import type { ComposeContext, SlackCall, SlackMessage } from '../slack.types.ts';

/** The card as a message of this post; what is too long for its buttons is kept in this unit. */
export async function composeCard({ uow, post, webUrl }: ComposeContext, card: Card): Promise<SlackMessage> {
  const { stashed, ...message } = renderCard(card, { nonce: post.id, webUrl });
  await keepChatActions(uow, stashed);
  return message;
}

/** The card as a direct message to one person, without buttons they may not press. */
export async function composeDirect(ctx: ComposeContext, card: Card, reader: ChatReader): Promise<SlackCall> {
  const message = await composeCard(ctx, withPermittedActions(card, reader.role));
  return { verb: 'dm', user: reader.externalId, threadTs: null, message };
}
