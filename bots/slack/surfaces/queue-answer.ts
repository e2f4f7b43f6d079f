import { chatLane } from '../../../domain/chat/chat-lane.rules.ts';
import { queueChatPost } from '../../../domain/chat/queue-chat-post.ts';
import type { Card } from '../../cards/card.types.ts';
import type { AnswerRef, SlackDeps, Turn } from '../slack.types.ts';
import { lookAgain } from './look-again.ts';

const actor = { kind: 'system', name: 'chat answers' } as const;

/** `sealedUrl`: a response address other than that of the turn's item. `instead`: effect key of the answer that this one ends: it is not followed any more. */
export type AnswerOptions = { sealedUrl?: string | null; instead?: string };

/**
 * Queues a card as the answer to somebody, once for ever under its key (`answer:<id of what is answered>`). With `respond` it goes back through the response
 * address of the turn's item, or through the sealed one that is handed in; where there is none, it goes to the person directly. An
 * answer that is still being worked on is followed by the finished one.
 */
export async function queueAnswer(
  deps: SlackDeps,
  turn: Turn,
  key: string,
  card: Card,
  to: AnswerRef['to'],
  { sealedUrl = null, instead }: AnswerOptions = {},
): Promise<void> {
  const responseUrl = to.kind === 'respond' ? (sealedUrl ?? turn.item?.responseUrl ?? null) : null;
  await deps.withTenant(turn.tenantId, actor, async (uow) => {
    await queueChatPost(uow, {
      installationId: turn.installation.id,
      effectKey: key,
      kind: 'answer',
      lane: chatLane(turn.installation.id, placeOf(to, key)),
      ref: { card, to, ...(instead === undefined ? {} : { instead }) } satisfies AnswerRef,
      responseUrl,
    });
    const job = instead === undefined ? card.pending : undefined;
    if (job !== undefined) await lookAgain(uow, turn.installation.id, { job, to, responseUrl, instead: key, looked: 0 });
  });
}

/** Answers of one conversation keep their order; a response address is a lane of its own, for nothing else goes there. */
function placeOf(to: AnswerRef['to'], key: string): string {
  if (to.kind === 'respond') return key;
  return to.kind === 'dm' ? to.user : to.channel;
}
