import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileSize } from '../../cards/spans.rules.ts';
import { escapeMrkdwn } from '../render/mrkdwn.rules.ts';
import type { Sent, SlackCall, SlackMessage } from '../slack.types.ts';
import type { CallContext } from './call.types.ts';
import { findPosted } from './find-posted.ts';
import { multipart } from './multipart.ts';
import { postParts } from './post-parts.ts';
import { stepTo } from './step.ts';

type Upload = SlackCall & { verb: 'upload' };

/** Largest file that we hand over, in bytes: ours, so that an attempt ends within its lease. Slack's own limit is 1 GB. */
export const largestUpload = 50_000_000;
/** Longest upload, in ms. */
const uploadMs = 10_000;
/** Slack shares a file after it has answered; how long to wait before each look for the message it became. */
const shareGapsMs = [0, 400];

/**
 * Puts a file into a thread, in Slack's three steps (docs.slack.dev/messaging/working-with-files). The content streams from the store. A file carries no mark: one that
 * was cut off is found as the message of ours, of no other post, with a file of that name and size.
 */
export async function sendUpload(ctx: CallContext, call: Upload): Promise<Sent> {
  const { channel, threadTs } = call;
  if (call.size > largestUpload || call.size === 0) return postParts(ctx, { channel, threadTs }, notice(ctx, call));
  const known = ctx.post.wasCutOff ? await findUploaded(ctx, call) : null;
  if (known !== null) return { channel, ts: known, parts: [known] };
  stepTo(ctx, 'safe', 'kind');
  const target = await ctx.client.files.getUploadURLExternal({ filename: call.filename, length: call.size });
  if (target.upload_url === undefined || target.file_id === undefined) throw new Error('Slack gave no place for a file');
  stepTo(ctx, 'safe', 'kind');
  await hand(ctx, call, target.upload_url);
  stepTo(ctx, 'post', 'kind');
  const id = target.file_id;
  await ctx.client.files.completeUploadExternal({ files: [{ id, title: call.filename }], channel_id: channel, thread_ts: threadTs });
  const ts = await messageOf(ctx, id, channel);
  return { channel, ts, parts: ts === null ? [] : [ts] };
}

async function findUploaded(ctx: CallContext, call: Upload): Promise<string | null> {
  const { unmarked } = await findPosted(ctx, call.channel, call.threadTs);
  return unmarked.find(({ files }) => files.some(({ name, size }) => name === call.filename && size === call.size))?.ts ?? null;
}

async function hand(ctx: CallContext, call: Upload, address: string): Promise<void> {
  const content = await ctx.deps.blobs.open(call.blobKey);
  const { body, headers } = multipart(content, call);
  try {
    // Undici wants `duplex` for a body that streams; the DOM's types do not know it.
    const wish: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers,
      body: Readable.toWeb(body) as ReadableStream<Uint8Array>,
      duplex: 'half',
      redirect: 'error',
      signal: AbortSignal.timeout(uploadMs),
    };
    const response = await fetch(address, wish);
    await response.arrayBuffer();
    if (response.status === 429) throw Object.assign(new Error('throttled'), { code: 'slack_webapi_rate_limited_error', retryAfter: 30 });
    if (!response.ok) throw Object.assign(new Error('the upload was not taken'), { code: 'slack_webapi_http_error' });
  } finally {
    content.destroy();
  }
}

/** The message that a file became, or null when Slack does not say in time: then nobody can be pointed to it, but it is there. */
async function messageOf(ctx: CallContext, file: string, channel: string): Promise<string | null> {
  for (const gap of shareGapsMs) {
    await sleep(gap);
    const answer = await ctx.client.files.info({ file }).catch(() => null);
    const shares = { ...answer?.file?.shares?.public, ...answer?.file?.shares?.private } as Record<string, { ts?: string }[]>;
    const ts = shares[channel]?.[0]?.ts;
    if (ts !== undefined) return ts;
  }
  return null;
}

function notice(ctx: CallContext, { filename, size }: Upload): SlackMessage {
  const why = size === 0 ? 'is empty' : `(${fileSize(size)}) is too large for Slack`;
  const text = `The file “${escapeMrkdwn(filename)}” ${why}. Open the ticket in Deskhand to see it: <${ctx.deps.webUrl}/|Deskhand>`;
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }], more: [] };
}
