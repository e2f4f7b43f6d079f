import type { ConversationsHistoryArguments, ConversationsRepliesResponse } from '@slack/web-api';
import { findSentPosts } from '../../../domain/chat/find-sent-posts.ts';
import type { CallContext } from './call.types.ts';
import { markOf } from './post-mark.rules.ts';
import { troubleOf } from './slack-errors.rules.ts';
import { outOfTime, stepTo } from './step.ts';

/** A message of ours that carries no mark and belongs to no settled post: a stream, or a file, that was cut off. */
export type Unmarked = { ts: string; files: { name: string; size: number }[] };

/** What Slack has of a post: the messages by part, and what may be the rest of it. */
export type Posted = { parts: Map<number, string>; unmarked: Unmarked[] };

type SlackReply = NonNullable<ConversationsRepliesResponse['messages']>[number];

/** Our clock and Slack's may differ by this, in seconds. */
const skewSeconds = 60;
const pageSize = 200;
const mostPages = 10;
const actor = { kind: 'system', name: 'chat posts' } as const;

/**
 * Asks Slack which messages of the post are in the conversation since it was queued: by our mark in their metadata. Throws what Slack's client throws, and an
 * error when there is more to read than ten pages.
 */
export async function findPosted(ctx: CallContext, channel: string, threadTs: string | null): Promise<Posted> {
  stepTo(ctx, 'ask', 'lane');
  const oldest = (ctx.post.firstQueuedAt.getTime() / 1000 - skewSeconds).toFixed(6);
  const parts = new Map<number, string>();
  const unmarked: Unmarked[] = [];
  for await (const message of messagesSince(ctx, channel, threadTs, oldest)) {
    const { ts } = message;
    if (ts === undefined || Number(ts) < Number(oldest)) continue;
    const mark = markOf(message.metadata);
    if (mark?.post === ctx.post.id) parts.set(mark.part, ts);
    else if (mark === null && isOurs(ctx, message)) unmarked.push({ ts, files: (message.files ?? []).map(nameAndSize) });
  }
  ctx.progress.mayBeThere = parts.size > 0;
  return { parts, unmarked: await withoutSettled(ctx, channel, unmarked) };
}

async function* messagesSince(ctx: CallContext, channel: string, threadTs: string | null, oldest: string): AsyncGenerator<SlackReply> {
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    if (Date.now() > ctx.endsAt) throw outOfTime();
    const answer = await readPage(ctx, threadTs, {
      channel,
      oldest,
      inclusive: true,
      include_all_metadata: true,
      limit: pageSize,
      ...(cursor === undefined ? {} : { cursor }),
    });
    yield* answer.messages ?? [];
    cursor = answer.response_metadata?.next_cursor;
    if (cursor === undefined || cursor === '') return;
  }
  throw outOfTime();
}

type Page = { messages?: SlackReply[]; response_metadata?: { next_cursor?: string } };

async function readPage(ctx: CallContext, threadTs: string | null, args: ConversationsHistoryArguments): Promise<Page> {
  if (threadTs === null) return (await ctx.client.conversations.history(args)) as Page;
  try {
    return await ctx.client.conversations.replies({ ...args, ts: threadTs });
  } catch (error) {
    const trouble = troubleOf(error);
    // Whoever deleted the thread deleted what we posted there.
    if (trouble.kind === 'refused' && trouble.error === 'thread_not_found') return {};
    throw error;
  }
}

function isOurs({ installation }: CallContext, message: SlackReply): boolean {
  return message.user === installation.botUserId || (installation.botId !== null && message.bot_id === installation.botId);
}

function nameAndSize(file: { name?: string; size?: number }): Unmarked['files'][number] {
  return { name: file.name ?? '', size: file.size ?? 0 };
}

async function withoutSettled(ctx: CallContext, channel: string, found: Unmarked[]): Promise<Unmarked[]> {
  if (found.length === 0) return found;
  const { post, deps } = ctx;
  const timestamps = found.map(({ ts }) => ts);
  const settled = await deps.withTenant(post.tenantId, actor, (uow) => findSentPosts(uow, post.installationId, channel, timestamps));
  return found.filter(({ ts }) => !settled.has(ts));
}
