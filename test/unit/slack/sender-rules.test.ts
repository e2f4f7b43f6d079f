import { describe, expect, test } from '@jest/globals';
import { askGapsMs, outcomeOf, ownFailure } from '../../../bots/slack/send/attempt-outcome.rules.ts';
import type { Progress } from '../../../bots/slack/send/call.types.ts';
import { markFor, markOf } from '../../../bots/slack/send/post-mark.rules.ts';
import { type Trouble, troubleOf } from '../../../bots/slack/send/slack-errors.rules.ts';
import { newId } from '../../../domain/ids.types.ts';

const platform = (error: string) => ({ code: 'slack_webapi_platform_error', data: { error } });
const request = (original: unknown) => ({ code: 'slack_webapi_request_error', original });
const row = { attempts: 1, failures: 0, wasCutOff: false };
const at = (step: Progress['step'], mayBeThere = false): Progress => ({ step, scope: 'lane', mayBeThere });

describe('what an error of a call means', () => {
  const cases: [string, unknown, Partial<Trouble>][] = [
    ['a rate limit', { code: 'slack_webapi_rate_limited_error', retryAfter: 7 }, { kind: 'throttled', ms: 7_000 }],
    ['a rate limit without a time', new Error('Retry header did not contain a valid timeout'), { kind: 'throttled', ms: 30_000 }],
    ['a rate limit as an answer', platform('ratelimited'), { kind: 'throttled' }],
    [
      'an address that refuses connections',
      request(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } })),
      { kind: 'unreached' },
    ],
    [
      'a name that cannot be looked up',
      request(Object.assign(new TypeError('fetch failed'), { cause: { code: 'EAI_AGAIN' } })),
      { kind: 'unreached' },
    ],
    ['a reset connection', request(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } })), { kind: 'lost' }],
    ['a time-out', request(new DOMException('timed out', 'TimeoutError')), { kind: 'lost' }],
    ['an answer that breaks off', new TypeError('terminated'), { kind: 'lost' }],
    ['a server error', { code: 'slack_webapi_http_error', statusCode: 503 }, { kind: 'lost' }],
    ['a page of a proxy', platform('<html>secret text</html>'), { kind: 'lost' }],
    ['a catastrophe inside Slack', platform('fatal_error'), { kind: 'lost' }],
    ['a token that ran out', platform('token_expired'), { kind: 'unreached' }],
    ['a revoked token', platform('token_revoked'), { kind: 'ended', error: 'token_revoked' }],
    ['a closed channel', platform('is_archived'), { kind: 'refused', reason: 'The channel is archived.' }],
    ['a refusal that no table knows', platform('brand_new_reason'), { kind: 'refused', reason: 'Slack refused it (brand_new_reason).' }],
    ['a message that is gone', platform('cannot_find_message'), { kind: 'gone' }],
    ['a mistake of our own', new TypeError('undefined is not a function'), { kind: 'unknown' }],
  ];
  test.each(cases)('%s', (_name, error, trouble) => {
    expect(troubleOf(error)).toMatchObject(trouble);
  });

  test('keeps nothing of an answer that is not one of Slack’s names', () => {
    expect(JSON.stringify(troubleOf(platform('<html>secret text</html>')))).not.toContain('secret');
  });
});

describe('what becomes of the post', () => {
  test('a post that may have arrived is asked for, an update is made again', () => {
    expect(outcomeOf({ kind: 'lost' }, at('post'), row)).toMatchObject({ kind: 'wait', ask: true });
    expect(outcomeOf({ kind: 'lost' }, at('safe'), row)).toMatchObject({ kind: 'wait', ask: false });
    expect(outcomeOf({ kind: 'unreached' }, at('post'), row)).toMatchObject({ kind: 'wait', ask: false });
  });

  test('what was cut off and not asked for yet stays to be asked for, whatever comes between', () => {
    const cut = { attempts: 2, failures: 1, wasCutOff: true };
    const between: Trouble[] = [{ kind: 'unreached' }, { kind: 'throttled', ms: 1_000 }, { kind: 'lost' }, { kind: 'unknown' }];
    for (const trouble of between) expect(outcomeOf(trouble, at('safe', true), cut)).toMatchObject({ kind: 'wait', ask: true });
    expect(outcomeOf({ kind: 'refused', error: 'user_not_found', reason: 'Gone.' }, at('safe', true), cut)).toMatchObject({
      kind: 'uncertain',
    });
  });

  test('a Slack that asks for pauses uses up none of the tries', () => {
    let post = { attempts: 2, failures: 1, wasCutOff: true };
    for (let round = 0; round < 50; round += 1) {
      const outcome = outcomeOf({ kind: 'throttled', ms: 1_000 }, at('ask', true), post);
      if (outcome.kind !== 'wait') throw new Error(`gave up as ${outcome.kind}`);
      // As the next claim of a row that stayed `sending` counts it.
      post = { attempts: post.attempts + 1, failures: outcome.failures + 1, wasCutOff: true };
    }
    expect(post.failures).toBe(1);
  });

  test('asking goes on for an hour, with growing gaps', () => {
    expect(askGapsMs.reduce((sum, gap) => sum + gap, 0)).toBeGreaterThanOrEqual(3_600_000);
    expect(askGapsMs).toEqual([...askGapsMs].sort((one, other) => one - other));
    expect(outcomeOf({ kind: 'lost' }, at('ask', true), { attempts: 12, failures: 11, wasCutOff: true })).toMatchObject({
      kind: 'uncertain',
    });
  });

  test('a failure of its own is tried three times, also after it was cut off', () => {
    expect(ownFailure(row, 'x')).toMatchObject({ kind: 'wait', ms: 2_000, ask: false, failures: 1 });
    expect(ownFailure({ ...row, failures: 1 }, 'x')).toMatchObject({ kind: 'wait', ms: 20_000, failures: 2 });
    expect(ownFailure({ ...row, failures: 2 }, 'x')).toMatchObject({ kind: 'failed' });
    expect(ownFailure({ attempts: 2, failures: 1, wasCutOff: true }, 'x')).toMatchObject({ kind: 'wait', ask: true, failures: 1 });
    expect(ownFailure({ attempts: 3, failures: 2, wasCutOff: true }, 'x')).toMatchObject({ kind: 'uncertain' });
  });
});

test('the mark of a post is read back, and nothing else is taken for one', () => {
  const post = newId<never>();
  expect(markOf(markFor(post, 3))).toEqual({ post, part: 3 });
  for (const other of [undefined, null, {}, { event_type: 'deskhand_post' }, { event_type: 'x', event_payload: { post, part: 0 } }]) {
    expect(markOf(other)).toBeNull();
  }
});
