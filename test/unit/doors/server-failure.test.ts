import { expect, test } from '@jest/globals';
import { AppError } from '../../../domain/errors.ts';
import { backOffMs, classifyFailure, type FailureKind } from '../../../mail/inbound/server-failure.rules.ts';

const server = { host: 'mail.acme.example', port: 993 };
const kindOf = (facts: object): FailureKind => classifyFailure(Object.assign(new Error('secret words of the server'), facts), server).kind;

test.each<[string, object, FailureKind]>([
  ['a refused password', { authenticationFailed: true, serverResponseCode: 'AUTHENTICATIONFAILED' }, 'refused'],
  ['a refused password without a code', { authenticationFailed: true }, 'refused'],
  ['a server that is out of order while signing in', { authenticationFailed: true, serverResponseCode: 'UNAVAILABLE' }, 'throttled'],
  ['too many connections while signing in', { authenticationFailed: true, serverResponseCode: 'LIMIT' }, 'throttled'],
  ['a throttled client', { code: 'ETHROTTLE' }, 'throttled'],
  ['an SMTP server that refuses the password', { code: 'EAUTH', responseCode: 535 }, 'refused'],
  ['an SMTP server that cannot check passwords just now', { code: 'EAUTH', responseCode: 454 }, 'throttled'],
  ['a port where nobody listens', { code: 'ECONNREFUSED' }, 'network'],
  ['the same, wrapped by the SMTP client', { code: 'ESOCKET', originalCode: 'ECONNREFUSED' }, 'network'],
  ['a name that does not exist', { code: 'ENOTFOUND' }, 'network'],
  ['a server that froze', { code: 'ETIMEOUT' }, 'network'],
  ['a connection that was cut', { code: 'NoConnection' }, 'network'],
  ['an untrusted certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'tls'],
  ['encryption on a plain port', { code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'tls'],
  ['an answer nobody understands', { code: 'ParserError7' }, 'protocol'],
  ['no facts at all', {}, 'protocol'],
])('%s is told apart', (_what, facts, kind) => {
  expect(kindOf(facts)).toBe(kind);
});

test('a reason names the server and what to change, and never the server’s own words', () => {
  const codes = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ECONNRESET', 'CERT_HAS_EXPIRED', 'EPROTO', 'ETHROTTLE', 'Odd'];
  for (const code of codes) {
    const { reason } = classifyFailure(Object.assign(new Error('BAD internal host 10.0.0.7'), { code }), server);
    expect(reason).toContain('mail.acme.example');
    expect(reason).toMatch(/check|close|Enter|renewed/i);
    expect(reason).not.toMatch(/internal|10\.0|BAD|ERR_|undefined/);
  }
});

test('an own error speaks in its own words for people', () => {
  const error = new AppError('key_missing', { message: 'key k1', userMessage: 'Enter the secret again.' });
  expect(classifyFailure(error, server)).toEqual({ kind: 'setting', reason: 'Enter the secret again.' });
});

test('the pause doubles from a second to five minutes, with jitter, and haste is never used against a refusal', () => {
  const full = (kind: FailureKind, failures: number): number => backOffMs(kind, failures, 1);
  expect([1, 2, 3, 8, 9, 10, 1_000].map((failures) => full('network', failures))).toEqual([
    1_000, 2_000, 4_000, 128_000, 256_000, 300_000, 300_000,
  ]);
  expect(backOffMs('network', 3, 0)).toBe(2_000);
  expect(full('refused', 1)).toBe(60_000);
  expect(full('throttled', 1)).toBe(30_000);
  expect(full('refused', 5)).toBe(300_000);
});
