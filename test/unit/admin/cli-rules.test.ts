import { expect, test } from '@jest/globals';
import { AppError } from '../../../domain/errors.ts';
import { UsageError } from '../../../server/cli/cli.types.ts';
import { columns } from '../../../server/cli/columns.rules.ts';
import { explainError, traceError } from '../../../server/cli/explain-error.ts';
import { editDistance, findCommand } from '../../../server/cli/find-command.rules.ts';
import { serverSettings } from '../../../server/cli/mailbox-options.ts';

const names = ['start', 'mail deliver', 'mail parse', 'people add', 'people list', 'help'];

test.each([
  ['start', { kind: 'found', name: 'start', rest: [] }],
  ['start --role web', { kind: 'found', name: 'start', rest: ['--role', 'web'] }],
  ['mail parse a b', { kind: 'found', name: 'mail parse', rest: ['a', 'b'] }],
  ['people', { kind: 'group', said: 'people', names: ['people add', 'people list'] }],
  ['people --tenant x', { kind: 'group', said: 'people', names: ['people add', 'people list'] }],
  ['people lst', { kind: 'unknown', nearest: 'people list' }],
  ['mial deliver f', { kind: 'unknown', nearest: 'mail deliver' }],
  ['statr', { kind: 'unknown', nearest: 'start' }],
])('the words “%s” mean the right command', (words, meaning) => {
  expect(findCommand(words.split(' '), names)).toEqual(meaning);
});

test.each([
  ['', '', 0],
  ['kitten', 'sitting', 3],
  ['abc', '', 3],
  ['ab', 'ba', 2],
])('from “%s” to “%s” there are %i letters to change', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

test('columns are as wide as their widest cell, and no cell can rewrite the terminal', () => {
  expect(
    columns(
      ['A', 'LONG HEAD'],
      [
        ['wide cell', 'x'],
        ['é\u001b[2Jy\n', ''],
      ],
    ),
  ).toEqual(['A          LONG HEAD', 'wide cell  x', 'é [2Jy']);
});

test('a wrong command line ends with 2, everything else with 1, in words made for people', () => {
  expect(explainError(new UsageError('Say which.'))).toEqual({ text: 'Say which.', exitCode: 2 });
  const refused = new AppError('conflict', { message: 'inner detail', userMessage: 'It is taken.' });
  expect(explainError(new Error('outer', { cause: refused }))).toEqual({ text: 'It is taken.', exitCode: 1 });
  const away = new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED', address: '10.0.0.1', port: 5432 })]);
  expect(explainError(away).text).toMatch(/Nothing answers at 10\.0\.0\.1:5432/);
});

test('an unknown error shows its kind and never its message, which may hold values', () => {
  const error = Object.assign(new Error("insert into mailboxes values ('hush')"), { code: '12345' });
  const { text } = explainError(error);
  expect(text).toContain('(Error, 12345)');
  expect([text, ...traceError(error)].join('\n')).not.toContain('hush');
  expect(traceError(error).join('\n')).toMatch(/^Error, 12345\n\s+at /);
  expect(explainError('thrown text').text).toContain('failed unexpectedly');
});

test.each([
  ['nothing said keeps what there is', {}, undefined],
  ['a host alone takes the usual port and TLS', { 'imap-host': 'h' }, { host: 'h', port: 993, secure: true, user: 'me' }],
  ['another port begins with STARTTLS', { 'imap-host': 'h', 'imap-port': '143' }, { host: 'h', port: 143, secure: false, user: 'me' }],
  [
    'TLS can be said',
    { 'imap-host': 'h', 'imap-port': '10993', 'imap-tls': 'direct' },
    { host: 'h', port: 10993, secure: true, user: 'me' },
  ],
  ['a user can be said, or none', { 'imap-host': 'h', 'imap-user': 'none' }, { host: 'h', port: 993, secure: true, user: null }],
])('%s', (_what, values, settings) => {
  expect(serverSettings('imap', values, null, 'me')).toEqual(settings);
});

test('a change keeps what is not said, and a new port decides about TLS anew', () => {
  const current = { host: 'h', port: 993, secure: true, user: 'u' };
  expect(serverSettings('imap', { 'imap-user': 'v' }, current, 'me')).toEqual({ ...current, user: 'v' });
  expect(serverSettings('imap', { 'imap-port': '143' }, current, 'me')).toEqual({ ...current, port: 143, secure: false });
  expect(() => serverSettings('smtp', { 'smtp-port': '25' }, null, null)).toThrow('--smtp-host is needed.');
});
