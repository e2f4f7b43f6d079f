import type { Sent, SlackCall } from '../slack.types.ts';
import type { CallContext } from './call.types.ts';
import { sendDm } from './send-dm.ts';
import { troubleOf } from './slack-errors.rules.ts';
import { stepTo } from './step.ts';

/** Where nobody can be told in the channel, they are told in the app's own conversation. */
const toldInDm = ['user_not_in_channel', 'not_in_channel', 'channel_not_found', 'is_archived', 'restricted_action'];

/**
 * Shows a message to one person in a channel, or in a direct message when that is not possible there. Slack keeps no history of what one person alone sees, so it
 * cannot be asked for it: one that was cut off is made once more (at worst the asker, and nobody else, reads the same twice), and never a third time.
 */
export async function sendEphemeral(ctx: CallContext, call: SlackCall & { verb: 'ephemeral' }): Promise<Sent> {
  const { channel, user, threadTs, message } = call;
  try {
    for (const { text, blocks } of [message, ...message.more]) {
      stepTo(ctx, 'once', 'kind');
      await ctx.client.chat.postEphemeral({ channel, user, text, blocks, ...(threadTs === null ? {} : { thread_ts: threadTs }) });
    }
    return { channel, ts: null, parts: [] };
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble.kind !== 'refused' || !toldInDm.includes(trouble.error)) throw error;
    return sendDm(ctx, user, null, message);
  }
}
