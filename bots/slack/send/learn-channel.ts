import { ErrorCode, type WebClient } from '@slack/web-api';
import type { ChatPostKind, ClaimedPost } from '../../../domain/chat/chat.types.ts';
import { findChatChannel } from '../../../domain/chat/find-chat-channel.ts';
import { noteChannel } from '../../../domain/chat/note-channel.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import type { SlackDeps } from '../slack.types.ts';
import { type ChannelReaders, whoReads } from '../who-reads.ts';

/** What tells of a ticket in a channel, where others may read along. */
const telling: readonly ChatPostKind[] = ['card', 'message', 'file', 'alert'];

/**
 * The channel that Slack must be asked about before the post is composed, or null. Before the first word about a ticket is said in a channel it is asked whether
 * people of other companies read it; settings made elsewhere, such as a feed that was switched on by the channel's id, do not know. Asked once for a channel: what
 * changes later is told by events.
 */
export async function unknownChannel(uow: TenantUnitOfWork, post: ClaimedPost): Promise<string | null> {
  const channel = post.lane.slice(post.lane.indexOf(':') + 1);
  if (!telling.includes(post.kind) || channel.startsWith('D')) return null;
  const known = await findChatChannel(uow, post.installationId, channel);
  return known !== null && (known.name !== '' || known.isShared) ? null : channel;
}

/** Asks and keeps the answer. Throws what the client throws when Slack cannot be asked now; a refusal is left to the post itself, which meets it too. */
export async function learnChannel(deps: SlackDeps, client: WebClient, post: ClaimedPost, channel: string): Promise<void> {
  const found = await ask(client, channel);
  if (found === null) return;
  await deps.withTenant(post.tenantId, { kind: 'system', name: 'chat posts' }, (uow) =>
    noteChannel(uow, post.installationId, { externalId: channel, ...found }),
  );
}

async function ask(client: WebClient, channel: string): Promise<ChannelReaders | null> {
  try {
    return await whoReads(client, channel);
  } catch (error) {
    if ((error as { code?: unknown }).code === ErrorCode.PlatformError) return null;
    throw error;
  }
}
