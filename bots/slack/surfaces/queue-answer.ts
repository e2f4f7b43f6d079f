import { chatLane } from '../../../domain/chat/chat-lane.rules.ts';
import { queueChatPost } from '../../../domain/chat/queue-chat-post.ts';
import type { Card } from '../../cards/card.types.ts';
import type { AnswerRef, SlackDeps, Turn } from '../slack.types.ts';

const actor = { kind: 'system', name: 'chat answers' } as const;

/**
 * Queues a card as the answer to somebody, once for ever under its key (`answer:<id of what is answered>`). With `respond` it goes back through the response
 * address of the turn's item, or through the sealed one that is handed in; where there is none, it goes to the person directly.
 */
export async function queueAnswer(
  deps: SlackDeps,
  turn: Turn,
  key: string,
  card: Card,
  to: AnswerRef['to'],
  sealedUrl: string | null = null,
): Promise<void> {
  const responseUrl = to.kind === 'respond' ? (sealedUrl ?? turn.item?.responseUrl ?? null) : null;
  await deps.withTenant(turn.tenantId, actor, (uow) =>
    queueChatPost(uow, {
      installationId: turn.installation.id,
      effectKey: key,
      kind: 'answer',
      lane: chatLane(turn.installation.id, placeOf(to, key)),
      ref: { card, to } satisfies AnswerRef,
      responseUrl,
    }),
  );
}

/** Answers of one conversation keep their order; a response address is a lane of its own, for nothing else goes there. */
function placeOf(to: AnswerRef['to'], key: string): string {
  if (to.kind === 'respond') return key;
  return to.kind === 'dm' ? to.user : to.channel;
}
