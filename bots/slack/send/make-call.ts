import type { Sent, SlackCall } from '../slack.types.ts';
import type { CallContext } from './call.types.ts';
import { postParts } from './post-parts.ts';
import { sendDm } from './send-dm.ts';
import { sendEphemeral } from './send-ephemeral.ts';
import { sendInPlace } from './send-in-place.ts';
import { sendResponse } from './send-response.ts';
import { sendStream } from './send-stream.ts';
import { sendUpload } from './send-upload.ts';

/**
 * Makes the calls that a post turned into, outside every unit of work. Throws what Slack's client throws; `ctx.progress` says then how far it came. A later attempt
 * at the same post makes only what is missing.
 */
export async function makeCall(ctx: CallContext, call: SlackCall): Promise<Sent> {
  switch (call.verb) {
    case 'post':
      return postParts(ctx, { channel: call.channel, threadTs: call.threadTs, unfurl: call.unfurl ?? false }, call.message);
    case 'dm':
      return sendDm(ctx, call.user, call.threadTs, call.message);
    case 'ephemeral':
      return sendEphemeral(ctx, call);
    case 'respond':
      return sendResponse(ctx, call);
    case 'stream':
      return sendStream(ctx, call);
    case 'upload':
      return sendUpload(ctx, call);
    default:
      return sendInPlace(ctx, call);
  }
}
