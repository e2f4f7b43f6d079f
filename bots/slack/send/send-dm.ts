import type { Sent, SlackMessage } from '../slack.types.ts';
import type { CallContext } from './call.types.ts';
import { postParts } from './post-parts.ts';
import { stepTo } from './step.ts';

/** Opens the app's conversation with the person (the same one each time) and posts there. */
export async function sendDm(ctx: CallContext, user: string, threadTs: string | null, message: SlackMessage): Promise<Sent> {
  stepTo(ctx, 'safe', 'kind');
  const { channel } = await ctx.client.conversations.open({ users: user });
  if (channel?.id === undefined) throw new Error('Slack opened no conversation');
  return postParts(ctx, { channel: channel.id, threadTs }, message);
}
