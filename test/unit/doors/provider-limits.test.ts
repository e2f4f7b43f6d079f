import { expect, test } from '@jest/globals';
import type { ServerSettings } from '../../../domain/mailboxes/mailboxes.types.ts';
import { createPacing } from '../../../mail/inbound/pace-connections.ts';
import { limitsOf, throttlePauseMs } from '../../../mail/inbound/provider-limits.rules.ts';
import { classifyFailure } from '../../../mail/inbound/server-failure.rules.ts';

test.each([
  ['imap.gmail.com', 'Gmail'],
  ['imap.googlemail.com', 'Gmail'],
  ['outlook.office365.com', 'Microsoft 365'],
  ['imap-mail.outlook.com.', 'Microsoft 365'],
  ['imap.mail.yahoo.com', 'Yahoo'],
  ['imap.aol.com', 'Yahoo'],
  ['imap.mail.me.com', 'iCloud'],
  ['imap.notgmail.com', 'the mail server'],
  ['gmail.com.evil.example', 'the mail server'],
])('%s is run by %s', (host, name) => {
  expect(limitsOf(host).name).toBe(name);
});

test.each([
  ['imap.gmail.com', { authenticationFailed: true, responseText: 'Account exceeded command or bandwidth limits. (Failure)' }],
  ['imap.gmail.com', { authenticationFailed: true, responseText: '[ALERT] Too many simultaneous connections. (Failure)' }],
  ['outlook.office365.com', { responseText: 'Request is throttled. Suggested Backoff Time: 92415 milliseconds' }],
  ['outlook.office365.com', { responseText: 'User is authenticated but not connected.' }],
  ['imap.mail.yahoo.com', { authenticationFailed: true, responseText: 'LOGIN Rate limit hit' }],
  ['mail.acme.example', { responseText: 'Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)' }],
])('%s says “too much” in words of its own, which is no refused password', (host, facts) => {
  const failure = classifyFailure(Object.assign(new Error('no'), facts), { host, port: 993 });
  expect(failure.kind).toBe('throttled');
  expect(failure.reason).toContain(host);
});

test('a wrong password is still a wrong password', () => {
  for (const host of ['imap.gmail.com', 'outlook.office365.com', 'mail.acme.example']) {
    const error = Object.assign(new Error('no'), { authenticationFailed: true, responseText: 'Invalid credentials (Failure)' });
    expect(classifyFailure(error, { host, port: 993 }).kind).toBe('refused');
  }
});

test('the reason tells an admin what the provider allows', () => {
  const { reason } = classifyFailure(Object.assign(new Error('no'), { code: 'ETHROTTLE' }), { host: 'imap.gmail.com', port: 993 });
  expect(reason).toContain('Gmail allows 15 connections and 2500 MB a day for one account');
});

test('a throttling provider is left alone for its own floor at least, for what it asked, and an hour at most', () => {
  const minute = 60_000;
  expect([1, 2, 3, 4, 50].map((failures) => throttlePauseMs('imap.gmail.com', failures, 0, 0))).toEqual(
    [10, 20, 40, 60, 60].map((minutes) => minutes * minute),
  );
  expect(throttlePauseMs('outlook.office365.com', 1, 7 * minute, 0)).toBe(7 * minute);
  expect(throttlePauseMs('outlook.office365.com', 1, 92_415, 0)).toBe(5 * minute);
  expect(throttlePauseMs('mail.acme.example', 1, 0, 1)).toBe(37_500);
  expect(throttlePauseMs('mail.acme.example', 1, 1e12, 1)).toBe(75 * minute);
  const asked = classifyFailure(Object.assign(new Error('no'), { code: 'ETHROTTLE', throttleReset: 92_415 }), {
    host: 'a.example',
    port: 1,
  });
  expect(asked.askedMs).toBe(92_415);
});

const server = (host: string, user = 'jane'): ServerSettings => ({ host, port: 993, secure: true, user });

test('a process begins no more connections at a time than it may, and fewer at one host', async () => {
  const pacing = createPacing(7);
  let [now, most, atYahoo, mostAtYahoo] = [0, 0, 0, 0];
  const connect = (host: string): Promise<void> =>
    pacing.connect(server(host), async () => {
      now += 1;
      if (host.includes('yahoo')) atYahoo += 1;
      [most, mostAtYahoo] = [Math.max(most, now), Math.max(mostAtYahoo, atYahoo)];
      await new Promise((resolve) => setTimeout(resolve, 2));
      now -= 1;
      if (host.includes('yahoo')) atYahoo -= 1;
    });
  await Promise.all(Array.from({ length: 60 }, (_one, at) => connect(at % 3 === 0 ? 'a.example' : 'imap.mail.yahoo.com')));
  expect([most, mostAtYahoo]).toEqual([7, 5]);
});

test('an account holds no more connections than its provider allows, and another account is not in its way', () => {
  const pacing = createPacing(7);
  for (let at = 0; at < 5; at += 1) pacing.enter(`box${at}`, server('imap.mail.yahoo.com'));
  expect(() => pacing.enter('box5', server('imap.mail.yahoo.com'))).toThrow(
    expect.objectContaining({ userMessage: expect.stringContaining('Yahoo allows 5 connections of one account') }),
  );
  pacing.enter('other', server('imap.mail.yahoo.com', 'joe'));
  pacing.leave('box0');
  pacing.enter('box5', server('imap.mail.yahoo.com'));
});
