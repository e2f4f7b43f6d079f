import type { WebClient } from '@slack/web-api';

/** What Slack says of a channel; `isShared`: people of other companies read it, or are invited to. */
export type ChannelReaders = { name: string | null; isShared: boolean };

/** Asks Slack who reads the channel. Null when the answer says nothing of it. Throws what the client throws. */
export async function whoReads(client: WebClient, channel: string): Promise<ChannelReaders | null> {
  const { channel: found } = await client.conversations.info({ channel });
  if (found === undefined) return null;
  return { name: found.name ?? null, isShared: found.is_ext_shared === true || found.is_pending_ext_shared === true };
}
