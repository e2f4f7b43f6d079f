import { chatLane } from '../../../domain/chat/chat-lane.rules.ts';
import { queueChatPost } from '../../../domain/chat/queue-chat-post.ts';
import type { SlackDeps, Turn } from '../slack.types.ts';

/** What a `prompts` post carries. */
export type PromptsRef = { channel: string; user: string };

/** Queues the suggested prompts of the direct conversation, once for its key. */
export async function queuePrompts(deps: SlackDeps, turn: Turn, ref: PromptsRef, effectKey: string): Promise<void> {
  await deps.withTenant(turn.tenantId, { kind: 'system', name: 'chat assistant' }, (uow) =>
    queueChatPost(uow, {
      installationId: turn.installation.id,
      effectKey,
      kind: 'prompts',
      lane: chatLane(turn.installation.id, ref.channel),
      ref,
    }),
  );
}
