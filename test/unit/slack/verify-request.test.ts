import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { largestRequest, verifyRequest } from '../../../bots/slack/receive/verify-request.ts';

const secret = 'a signing secret';
const now = new Date('2026-11-21T10:00:00Z');
const seconds = now.getTime() / 1_000;
const signed = (body: Buffer, at = seconds) => ({
  'x-slack-request-timestamp': String(at),
  'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${at}:`).update(body).digest('hex')}`,
});
const body = Buffer.from('{"type":"event_callback","text":"naïve 🙂"}');

describe('the proof of a request', () => {
  it.each([
    [-300, true],
    [0, true],
    [60, true],
    [-301, false],
    [61, false],
    [86_400, false],
  ])('holds for a clock that is %d seconds ahead of ours: %s', (offset, ok) => {
    expect(verifyRequest(body, signed(body, seconds + offset), secret, now).ok).toBe(ok);
  });

  it('does not hold for what is larger than any request of Slack, however well it is signed', () => {
    const just = Buffer.alloc(largestRequest, 'x');
    const more = Buffer.alloc(largestRequest + 1, 'x');
    expect(verifyRequest(just, signed(just), secret, now).ok).toBe(true);
    expect(verifyRequest(more, signed(more), secret, now)).toMatchObject({ ok: false, status: 413 });
  });

  it('does not hold with two of a header, nor with a secret that is empty', () => {
    const headers = signed(body);
    expect(verifyRequest(body, { ...headers, 'x-slack-signature': [headers['x-slack-signature'], 'v0=0'] }, secret, now).ok).toBe(false);
    expect(verifyRequest(body, headers, '', now).ok).toBe(false);
  });

  it('says why it does not without a word of secret, signature or body', () => {
    const refused = verifyRequest(Buffer.from('other'), signed(body), secret, now);
    expect(refused).toEqual({ ok: false, status: 401, reason: 'signature does not hold' });
  });
});
