import { chatSecretContext } from '../../../domain/chat/chat.types.ts';
import type { Sent, SlackCall, SlackMessage } from '../slack.types.ts';
import type { CallContext } from './call.types.ts';
import { sendDm } from './send-dm.ts';
import { stepTo } from './step.ts';

/** Longest call, in ms. */
const timeoutMs = 10_000;

type Answer = { isTaken: true } | { isTaken: false; error: string };

/**
 * Answers through the response address of what is answered (good for 30 minutes and five answers). Where it is used up or over, the person gets a direct message,
 * if the post names them. As with all that cannot be asked for: cut off, it is made once more and never a third time.
 */
export async function sendResponse(ctx: CallContext, call: SlackCall & { verb: 'respond' }): Promise<Sent> {
  const { responseUrl, tenantId } = ctx.post;
  if (responseUrl === null) return instead(ctx, call.message, 'expired_url');
  const address = ctx.deps.unseal(responseUrl, chatSecretContext(tenantId));
  for (const [part, { text, blocks }] of [call.message, ...call.message.more].entries()) {
    const answer = await respond(ctx, address, {
      text,
      blocks,
      response_type: call.inChannel ? 'in_channel' : 'ephemeral',
      replace_original: call.replace && part === 0,
    });
    if (!answer.isTaken) return instead(ctx, { ...call.message, ...rest(call.message, part) }, answer.error);
  }
  return { channel: null, ts: null, parts: [] };
}

/** What is still to be said from that part on. */
function rest(message: SlackMessage, part: number): SlackMessage {
  const [first = message, ...more] = [message, ...message.more].slice(part);
  return { text: first.text, blocks: first.blocks, more };
}

async function respond(ctx: CallContext, address: string, body: Record<string, unknown>): Promise<Answer> {
  stepTo(ctx, 'once', 'lane');
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const said = await response.text();
  if (response.status === 429) throw throttled(response.headers.get('retry-after'));
  if (response.status >= 500) throw Object.assign(new Error('Slack could not take the answer'), { code: 'slack_webapi_http_error' });
  const error = /"error"\s*:\s*"([a-z_]{1,60})"/.exec(said)?.[1] ?? null;
  if (response.ok && (error === null || said === 'ok')) return { isTaken: true };
  if (response.status === 404 || response.status === 410 || error === 'expired_url' || error === 'used_url') {
    return { isTaken: false, error: error ?? 'expired_url' };
  }
  throw refused(error ?? 'invalid_request');
}

async function instead(ctx: CallContext, message: SlackMessage, error: string): Promise<Sent> {
  const user = namedUser(ctx.post.ref);
  if (user === null) throw refused(error);
  return sendDm(ctx, user, null, message);
}

/** The person that an answer is for, where its post names them: `user`, or `to.user`. */
function namedUser(ref: Record<string, unknown>): string | null {
  const to = (ref.to ?? {}) as { user?: unknown };
  const user = ref.user ?? to.user;
  return typeof user === 'string' && user !== '' ? user : null;
}

/** In the form of the client's own errors, so that one table reads them all. */
function refused(error: string): Error {
  return Object.assign(new Error(`the response address answered ${error}`), { code: 'slack_webapi_platform_error', data: { error } });
}

function throttled(retryAfter: string | null): Error {
  const seconds = Number(retryAfter ?? 30);
  return Object.assign(new Error('the response address asks for a pause'), {
    code: 'slack_webapi_rate_limited_error',
    retryAfter: Number.isFinite(seconds) ? seconds : 30,
  });
}
