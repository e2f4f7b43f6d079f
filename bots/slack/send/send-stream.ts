import type { Sent, SlackCall } from '../slack.types.ts';
import type { CallContext } from './call.types.ts';
import { feedbackBlock } from './feedback-block.rules.ts';
import { findPosted } from './find-posted.ts';
import { markFor } from './post-mark.rules.ts';
import { postParts } from './post-parts.ts';
import { troubleOf } from './slack-errors.rules.ts';
import { stepTo } from './step.ts';

type Stream = SlackCall & { verb: 'stream' };

/** Characters of a whole stream (docs.slack.dev/reference/methods/chat.startStream). */
const longest = 12_000;

/**
 * Streams an answer into the assistant's thread. What is too long for a stream, or refused as one, is posted plainly. A stream carries our mark only when it has
 * ended, so one that was cut off is found as the one message of ours in the thread that belongs to nothing, ended, and replaced by the whole answer.
 */
export async function sendStream(ctx: CallContext, call: Stream): Promise<Sent> {
  const { channel, threadTs, texts } = call;
  if (ctx.post.wasCutOff) return finish(ctx, call);
  if (texts.length === 0 || texts.join('').length > longest) return postParts(ctx, { channel, threadTs }, call.message);
  const ts = await start(ctx, call);
  if (ts === null) return postParts(ctx, { channel, threadTs }, call.message);
  ctx.progress.mayBeThere = true;
  for (const text of texts.slice(1)) {
    if (await ctx.isCancelled()) return end(ctx, call, ts, true);
    stepTo(ctx, 'post', 'lane');
    if (await isOver(ctx.client.chat.appendStream({ channel, ts, markdown_text: text }))) return { channel, ts, parts: [ts] };
  }
  return end(ctx, call, ts, false);
}

/** Null when this cannot be streamed here or now. */
async function start(ctx: CallContext, { channel, threadTs, user, team, texts }: Stream): Promise<string | null> {
  stepTo(ctx, 'post', 'lane');
  try {
    const answer = await ctx.client.chat.startStream({
      channel,
      thread_ts: threadTs,
      recipient_user_id: user,
      recipient_team_id: team,
      markdown_text: texts[0] ?? '',
    });
    return answer.ts ?? null;
  } catch (error) {
    const { kind } = troubleOf(error);
    if (kind === 'refused' || kind === 'throttled') return null;
    throw error;
  }
}

async function end(ctx: CallContext, { channel, blocks }: Stream, ts: string, isCancelled: boolean): Promise<Sent> {
  stepTo(ctx, 'post', 'lane');
  const closing = isCancelled ? {} : { blocks: [...blocks, feedbackBlock()] };
  await isOver(ctx.client.chat.stopStream({ channel, ts, metadata: markFor(ctx.post.id, 0), ...closing }));
  return { channel, ts, parts: [ts] };
}

/** True when the stream is over already: the person pressed Stop. */
async function isOver(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return false;
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble.kind === 'refused' && ['message_not_in_streaming_state', 'message_not_found'].includes(trouble.error)) return true;
    throw error;
  }
}

async function finish(ctx: CallContext, call: Stream): Promise<Sent> {
  const { channel, threadTs, message } = call;
  const place = { channel, threadTs };
  const { parts, unmarked } = await findPosted(ctx, channel, threadTs);
  const [orphan] = unmarked;
  if (parts.has(0) || orphan === undefined) return postParts(ctx, place, message, parts);
  ctx.progress.mayBeThere = true;
  stepTo(ctx, 'safe', 'lane');
  await isOver(ctx.client.chat.stopStream({ channel, ts: orphan.ts }));
  await ctx.client.chat.update({
    channel,
    ts: orphan.ts,
    text: message.text,
    blocks: [...message.blocks, feedbackBlock()],
    metadata: markFor(ctx.post.id, 0),
  });
  return postParts(ctx, place, message, new Map([...parts, [0, orphan.ts]]));
}
