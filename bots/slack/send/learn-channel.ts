import { ErrorCode, type WebClient } from '@slack/web-api';
import type { ChatPostKind, ClaimedPost } from '../../../domain/chat/chat.types.ts';
import { findChatChannel } from '../../../domain/chat/find-chat-channel.ts';
import { noteChannel } from '../../../domain/chat/note-channel.ts';
import type { SlackDeps } from '../slack.types.ts';

const actor = { kind: 'system', name: 'chat posts' } as const;
/** What tells of a ticket in a channel, where others may read along. */
const telling: readonly ChatPostKind[] = ['card', 'message', 'file', 'alert'];

/**
 * Before the first word about a ticket is said in a channel, Slack is asked whether people of other companies read it; settings made elsewhere, such as a feed that
 * was switched on by the channel's id, do not know. Asked once for a channel: what changes later is told by events. Throws what the client throws when Slack
 * cannot be asked now; a refusal is left to the post itself, which meets it too.
 */
export async function learnChannel(deps: SlackDeps, client: WebClient, post: ClaimedPost): Promise<void> {
  const channel = post.lane.slice(post.lane.indexOf(':') + 1);
  if (!telling.includes(post.kind) || channel.startsWith('D')) return;
  const known = await deps.withTenant(post.tenantId, actor, (uow) => findChatChannel(uow, post.installationId, channel));
  if (known !== null && (known.name !== '' || known.isShared)) return;
  const found = await ask(client, channel);
  if (found === undefined) return;
  const isShared = found.is_ext_shared === true || found.is_pending_ext_shared === true;
  await deps.withTenant(post.tenantId, actor, (uow) =>
    noteChannel(uow, post.installationId, { externalId: channel, name: found.name ?? null, isShared }),
  );
}

async function ask(client: WebClient, channel: string) {
  try {
    return (await client.conversations.info({ channel })).channel;
  } catch (error) {
    if ((error as { code?: unknown }).code === ErrorCode.PlatformError) return undefined;
    throw error;
  }
}
