import { chatLane } from '../../../domain/chat/chat-lane.rules.ts';
import { queueChatPost } from '../../../domain/chat/queue-chat-post.ts';
import type { SlackDeps, Turn } from '../slack.types.ts';

/** What a `home` post carries. */
export type HomeRef = { externalUserId: string; team: string | null };

/** Queues the App Home of a person to be drawn anew, once for its key. */
export async function queueHome(deps: SlackDeps, turn: Turn, user: string, team: string | null, effectKey: string): Promise<void> {
  await deps.withTenant(turn.tenantId, { kind: 'system', name: 'chat home' }, (uow) =>
    queueChatPost(uow, {
      installationId: turn.installation.id,
      effectKey,
      kind: 'home',
      lane: chatLane(turn.installation.id, `home:${user}`),
      ref: { externalUserId: user, team } satisfies HomeRef,
    }),
  );
}
