import { z } from 'zod';
import { decideChatPost } from '../../../domain/chat/decide-chat-post.ts';
import { listChatTrouble } from '../../../domain/chat/list-chat-trouble.ts';
import { retryChatItem } from '../../../domain/chat/retry-chat-item.ts';
import type { Card } from '../../cards/card.types.ts';
import { chatTroubleCard, postNames } from '../../cards/chat-trouble-card.ts';
import { makeCard } from '../../cards/make-card.rules.ts';
import { action, code } from '../../cards/spans.rules.ts';
import { cursor, shortText } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';

const shown = 5;

export const showChatTrouble = defineDeed({
  summary: 'List what did not get into chat, or came from there and could not be handled',
  examples: ['chat trouble'],
  schema: z.strictObject({ after: cursor.optional() }),
  run: async (ctx, { after }) => chatTroubleCard(await listChatTrouble(ctx.uow, { limit: shown, after: after ?? null }), ctx.reader),
});

export const decideTroubledPost = defineDeed({
  summary: 'Decide a chat post that failed, or of which nobody knows whether it arrived',
  examples: ['post again p-1a2b3c4d', 'leave post p-1a2b3c4d'],
  schema: z.strictObject({ post: shortText, decision: z.enum(['again', 'leave']) }),
  run: async (ctx, { post, decision }) => {
    const decided = await decideChatPost(ctx.uow, post, decision);
    const text =
      decision === 'again' ? 'It is composed anew and posted within seconds.' : 'It is left as it is and will not be posted again.';
    return done(`p-${decided.id.slice(-8)}`, postNames[decided.kind], text);
  },
});

export const retryTroubledItem = defineDeed({
  summary: 'Handle again what came from chat and failed',
  examples: ['handle again i-1a2b3c4d'],
  schema: z.strictObject({ item: shortText }),
  run: async (ctx, { item }) => {
    const restarted = await retryChatItem(ctx.uow, item);
    return done(`i-${restarted.id.slice(-8)}`, 'From chat', 'It is being handled again. What was done the first time is not done twice.');
  },
});

function done(ref: string, name: string, text: string): Card {
  return makeCard('done', [code(ref), { text: ` ${name}` }], {
    notices: [{ level: 'success', text }],
    actions: [action('Chat trouble', 'chat.trouble', {})],
  });
}
