import { verifySlackRequest } from '@slack/bolt';

/** Largest request that is read, in bytes: far above anything Slack sends. */
export const largestRequest = 1_048_576;
/** How far the clock of the sender may run ahead of ours, in seconds. Bolt looks at old requests only. */
const mostAheadSeconds = 60;

export type RequestHeaders = Record<string, string | string[] | undefined>;
export type Verified = { ok: true } | { ok: false; status: 401 | 413; reason: string };

/**
 * Whether the bytes come from Slack: signed with our secret by the scheme `v0`, not older than five minutes and not from the future. The reason is for the
 * log and names neither the secret nor the body.
 */
export function verifyRequest(body: Buffer, headers: RequestHeaders, signingSecret: string, now: Date): Verified {
  if (body.length > largestRequest) return { ok: false, status: 413, reason: 'larger than any request of Slack' };
  const signature = headers['x-slack-signature'];
  const stamp = headers['x-slack-request-timestamp'];
  if (typeof signature !== 'string' || typeof stamp !== 'string' || !/^\d{1,12}$/.test(stamp)) return refused('not signed');
  const seconds = Number(stamp);
  if (seconds > now.getTime() / 1_000 + mostAheadSeconds) return refused('signed in the future');
  try {
    verifySlackRequest({
      signingSecret,
      body: body.toString('utf8'),
      headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': seconds },
      nowMilliseconds: now.getTime(),
    });
    return { ok: true };
  } catch {
    return refused('signature does not hold');
  }
}

function refused(reason: string): Verified {
  return { ok: false, status: 401, reason };
}
