import type { KnownBlock } from '@slack/types';
import type { Sent, SlackMessage } from '../slack.types.ts';
import type { CallContext } from './call.types.ts';
import { findPosted } from './find-posted.ts';
import { markFor } from './post-mark.rules.ts';
import { troubleOf } from './slack-errors.rules.ts';
import { stepTo } from './step.ts';

export type Place = { channel: string; threadTs: string | null; unfurl?: boolean };

/**
 * Posts a message and what continues it, all in the thread of the first (or the given one). Parts that are there already (`have`, or found by asking when an earlier
 * attempt was cut off) are not posted again. When Slack refuses a later part the first ones stand: the post counts as sent and the log says so.
 */
export async function postParts(ctx: CallContext, place: Place, message: SlackMessage, have?: Map<number, string>): Promise<Sent> {
  const there = have ?? (ctx.post.wasCutOff ? await askFor(ctx, place, message) : new Map<number, string>());
  ctx.progress.mayBeThere = there.size > 0;
  const parts: string[] = [];
  for (const [part, content] of [message, ...message.more].entries()) {
    const ts = there.get(part) ?? (await postOne(ctx, place, content, part, parts[0] ?? null));
    if (ts === null) break;
    parts.push(ts);
    ctx.progress.mayBeThere = true;
  }
  return { channel: place.channel, ts: parts[0] ?? null, parts };
}

/** What continues a message stands in the thread of its first part, where the channel's own history does not show it. */
async function askFor(ctx: CallContext, { channel, threadTs }: Place, message: SlackMessage): Promise<Map<number, string>> {
  const { parts } = await findPosted(ctx, channel, threadTs);
  const first = parts.get(0);
  if (threadTs !== null || first === undefined || message.more.length === 0) return parts;
  return new Map([...parts, ...(await findPosted(ctx, channel, first)).parts]);
}

/** Null when a later part was refused. */
async function postOne(
  ctx: CallContext,
  { channel, threadTs, unfurl = false }: Place,
  { text, blocks }: { text: string; blocks: KnownBlock[] },
  part: number,
  first: string | null,
): Promise<string | null> {
  stepTo(ctx, 'post', 'lane');
  const thread = threadTs ?? first;
  try {
    const answer = await ctx.client.chat.postMessage({
      channel,
      text,
      blocks,
      ...(thread === null ? {} : { thread_ts: thread }),
      metadata: markFor(ctx.post.id, part),
      unfurl_links: unfurl,
      unfurl_media: unfurl,
    });
    return answer.ts ?? null;
  } catch (error) {
    const trouble = troubleOf(error);
    if (part === 0 || trouble.kind !== 'refused') throw error;
    ctx.deps.log.warn(
      { tenant: ctx.post.tenantId, post: ctx.post.id, part, slack: trouble.error },
      'a later part of a chat post was refused',
    );
    return null;
  }
}
