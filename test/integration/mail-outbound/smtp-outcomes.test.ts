import { Readable } from 'node:stream';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { OutboundMail, Transport } from '../../../domain/deliveries/outbound-mail.types.ts';
import { createSmtpSender, type SmtpSender } from '../../../mail/outbound/smtp-sender.ts';
import { hashAttachment } from '../../../mail/parse/hash-attachment.ts';
import { parseMail } from '../../../mail/parse/parse-mail.ts';
import { type Script, type ScriptedSmtp, scriptedSmtp } from './scripted-smtp.ts';

let server: ScriptedSmtp;
let sender: SmtpSender;
afterEach(async () => {
  server.cutAll();
  await sender.close();
  await server.close();
});

async function open(script: Script = {}): Promise<void> {
  server = await scriptedSmtp(script);
  // Only a server that is told to be silent is given up soon, and late enough that a busy machine still comes to the point where it is.
  const silent = Object.values(script).flat().includes('silence');
  sender = createSmtpSender({ socketMs: silent ? 2_500 : 30_000, maxConnections: 1 });
}

let number = 0;
function mail(over: Partial<OutboundMail> = {}): OutboundMail {
  number += 1;
  return {
    from: { name: 'Support', address: 'support@one.example' },
    to: [{ name: 'Jane', address: 'jane@acme.example' }],
    cc: [],
    replyTo: null,
    subject: 'Hello',
    text: 'A text',
    messageId: `<${number}@one.example>`,
    inReplyTo: null,
    references: [],
    autoSubmitted: 'no',
    attachments: [],
    envelopeFrom: 'support@one.example',
    ...over,
  };
}
const send = (over: Partial<OutboundMail> = {}, transport: Partial<Transport> = {}) =>
  sender.send(mail(over), { host: '127.0.0.1', port: server.port, secure: false, ...transport });

const pipelining = '250-test\r\n250 PIPELINING';
const refused = (permanent: boolean, code: number) => ({ kind: 'refused', permanent, code });

describe.each([
  ['one command at a time', '250-test\r\n250 8BITMIME'],
  ['with pipelining', pipelining],
])('%s', (_name, EHLO) => {
  test.each<[string, Script, object]>([
    ['a greeting that refuses us is no refusal of the mail', { greeting: '554 no service for your address' }, { kind: 'not_handed_over' }],
    ['a server that is too busy to greet', { greeting: '421 too busy' }, { kind: 'not_handed_over' }],
    ['a demand to sign in first', { MAIL: '530 5.7.0 authentication required' }, { kind: 'not_handed_over' }],
    ['a sender refused for good', { MAIL: '550 5.1.0 no' }, refused(true, 550)],
    ['a sender refused for now', { MAIL: '451 4.1.0 later' }, refused(false, 451)],
    ['all recipients refused for good', { RCPT: '550 5.1.1 unknown' }, refused(true, 550)],
    ['all recipients refused for now (greylisting)', { RCPT: '450 4.2.0 greylisted' }, refused(false, 450)],
    ['DATA refused', { DATA: '554 5.5.1 no valid recipients' }, refused(true, 554)],
    ['a cut at RCPT', { RCPT: 'cut' }, { kind: 'not_handed_over' }],
    ['a cut at DATA', { DATA: 'cut' }, { kind: 'not_handed_over' }],
    ['silence at DATA', { DATA: 'silence' }, { kind: 'not_handed_over' }],
    ['a cut in the content', { content: 'cut' }, { kind: 'uncertain' }],
    ['a cut after the final dot', { dot: 'cut' }, { kind: 'uncertain' }],
    ['silence after the final dot', { dot: 'silence' }, { kind: 'uncertain' }],
    ['half an answer after the final dot', { dot: 'half' }, { kind: 'uncertain' }],
    ['the content refused for good', { dot: '552 5.3.4 too big' }, refused(true, 552)],
    ['the content refused for now', { dot: '451 4.3.0 later' }, refused(false, 451)],
    ['the content refused by a server that closes', { dot: '421 4.3.2 going down' }, refused(false, 421)],
    ['no fault', {}, { kind: 'sent', response: '250 2.0.0 queued', rejected: [] }],
  ])('%s', async (_fault, script, outcome) => {
    await open({ EHLO, ...script });
    expect(await send()).toMatchObject(outcome);
    // A server that takes DATA without a recipient is given an empty content to end it.
    expect(server.contents.filter((content) => content !== '').length).toBe(
      script.dot !== undefined || Object.keys(script).length === 0 ? 1 : 0,
    );
  });

  test('one of two recipients refused: the mail is sent, the other is named', async () => {
    await open({ EHLO, RCPT: ['250 ok', '550 5.1.1 unknown'] });
    const cc = [{ name: '', address: 'bob@acme.example' }];
    expect(await send({ cc })).toEqual({ kind: 'sent', response: '250 2.0.0 queued', rejected: ['bob@acme.example'] });
  });
});

test('a server that is not there', async () => {
  await open();
  const { port } = server;
  await server.close();
  expect(await sender.send(mail(), { host: '127.0.0.1', port, secure: false })).toMatchObject({ kind: 'not_handed_over' });
  server = await scriptedSmtp({});
});

describe('over a connection that is used again', () => {
  test('one connection serves mail after mail, also after a refused one', async () => {
    await open({ dot: ['250 one', '550 5.7.1 spam', '250 three'] });
    const kinds = [await send(), await send(), await send()].map((outcome) => outcome.kind);
    expect({ kinds, connections: server.connections }).toEqual({ kinds: ['sent', 'refused', 'sent'], connections: 1 });
  });

  test('a connection the server dropped meanwhile costs nothing: the mail goes out once, whole, over a new one', async () => {
    await open({ MAIL: ['250 ok', 'cut', '250 ok'] });
    await send();
    const file = {
      filename: 'plan.bin',
      contentType: 'application/octet-stream',
      open: async () => Readable.from([Buffer.alloc(300_000, 7)]),
    };
    expect(await send({ attachments: [file] })).toMatchObject({ kind: 'sent' });
    expect(server.contents).toHaveLength(2);
    const received = await parseMail(Buffer.from(server.contents[1] ?? '', 'latin1'), hashAttachment);
    expect(received.attachments).toEqual([expect.objectContaining({ filename: 'plan.bin', size: 300_000 })]);
  });

  test('a cut after the content is never tried again by the pool', async () => {
    await open({ dot: ['250 one', 'cut', '250 three'] });
    await send();
    expect(await send()).toMatchObject({ kind: 'uncertain' });
    expect(server.contents).toHaveLength(2);
  });
});

describe('signing in', () => {
  test('a wrong password is no refusal of the mail', async () => {
    await open({ EHLO: '250-test\r\n250 AUTH PLAIN', AUTH: '535 5.7.8 bad credentials' });
    expect(await send({}, { user: 'u', password: 'p' })).toMatchObject({
      kind: 'not_handed_over',
      reason: expect.stringContaining('sign-in'),
    });
  });

  test('a corrected password is used at once', async () => {
    await open({ EHLO: '250-test\r\n250 AUTH PLAIN', AUTH: ['535 5.7.8 bad credentials', '235 ok'] });
    await send({}, { user: 'u', password: 'wrong' });
    expect(await send({}, { user: 'u', password: 'right' })).toMatchObject({ kind: 'sent' });
    expect(
      server.commands.filter((command) => command.startsWith('AUTH')).map((command) => Buffer.from(command.slice(11), 'base64').toString()),
    ).toEqual(['\0u\0wrong', '\0u\0right']);
  });

  test('a password is never sent unencrypted to another machine', async () => {
    await open({ EHLO: '250-test\r\n250 AUTH PLAIN' });
    // 0.0.0.0 leads here, but is no address that says so.
    expect(await send({}, { host: '0.0.0.0', user: 'u', password: 'p' })).toMatchObject({ kind: 'not_handed_over' });
    expect(server.commands.filter((command) => command.startsWith('AUTH'))).toEqual([]);
  });
});

describe('what is handed over', () => {
  test('is what was written: dots at line starts, long lines, other letters and line breaks', async () => {
    await open();
    const text = `.\n..two\nGrüße 👍\n${'x'.repeat(5000)}\n`;
    await send({ text, subject: 'Größe 👍' });
    const received = await parseMail(Buffer.from(server.contents[0] ?? '', 'latin1'), hashAttachment);
    expect(received).toMatchObject({ text: text.trimEnd(), subject: 'Größe 👍', messageId: `<${number}@one.example>` });
  });

  test('has the null sender and the marks of automatic mail only where it is automatic', async () => {
    await open();
    await send({ autoSubmitted: 'auto-replied', envelopeFrom: '', headers: { 'X-Deskhand-Loop': 'tenant-1' } });
    await send();
    expect(server.commands.filter((command) => command.startsWith('MAIL')).map((command) => command.split(' ')[1])).toEqual([
      'FROM:<>',
      'FROM:<support@one.example>',
    ]);
    const marks = server.contents.map(
      (content) => content.match(/^(Auto-Submitted|X-Auto-Response-Suppress|X-Deskhand-Loop): .*$/gm) ?? [],
    );
    expect(marks.map((found) => [...found].sort())).toEqual([
      ['Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All', 'X-Deskhand-Loop: tenant-1'],
      [],
    ]);
  });

  test('keeps the first and the newest twenty references', async () => {
    await open();
    await send({ references: [...Array.from({ length: 100 }, (_, i) => `<r${i}@a.example>`), 'not an id\r\nX-Evil: 1'] });
    const { references } = await parseMail(Buffer.from(server.contents[0] ?? '', 'latin1'), hashAttachment);
    expect(references).toEqual(['<r0@a.example>', ...Array.from({ length: 19 }, (_, i) => `<r${81 + i}@a.example>`)]);
  });

  test.each<[string, Partial<OutboundMail>]>([
    ['a line break in the envelope sender', { envelopeFrom: 'a@b.example>\r\nRCPT TO:<x@evil.example' }],
    ['a line break in a Cc', { cc: [{ name: '', address: 'a@b.example\nx' }] }],
    ['a line break in a header', { headers: { 'X-A': 'b\r\nBcc: x@evil.example' } }],
    ['a header name with a colon', { headers: { 'X-A: b\r\nBcc': 'x' } }],
    ['a malformed Message-ID', { messageId: '<a@b>\r\nBcc: x' }],
    ['nobody to send to', { to: [] }],
  ])('is nothing when the mail has %s', async (_name, over) => {
    await open();
    expect(await send(over)).toMatchObject({ kind: 'refused', permanent: true, code: null });
    expect(server.connections).toBe(0);
  });

  test('is nothing when an attachment cannot be read, and the other files are closed', async () => {
    await open();
    const other = Readable.from(['x']);
    const broken = async (): Promise<Readable> => Promise.reject(new Error('gone'));
    const files = [async () => other, broken].map((openFile) => ({ filename: 'f', contentType: 'text/plain', open: openFile }));
    expect(await send({ attachments: files })).toMatchObject({ kind: 'not_handed_over' });
    expect({ closed: other.destroyed, connections: server.connections }).toEqual({ closed: true, connections: 0 });
  });
});

test('after closing nothing is begun any more', async () => {
  await open();
  await sender.close();
  expect(await send()).toMatchObject({ kind: 'not_handed_over' });
});

test('of two recipients the one who is refused for now is told apart from one who is refused for good', async () => {
  const to = ['jane', 'grey', 'gone'].map((name) => ({ name: '', address: `${name}@acme.example` }));
  await open({ RCPT: ['250 ok', '450 4.2.0 greylisted', '550 5.1.1 unknown'] });
  expect(await send({ to })).toMatchObject({
    kind: 'sent',
    rejected: ['grey@acme.example', 'gone@acme.example'],
    deferred: ['grey@acme.example'],
  });
  await send({ to, onlyTo: ['grey@acme.example'] });
  expect(server.commands.filter((line) => line.startsWith('RCPT')).slice(3)).toEqual(['RCPT TO:<grey@acme.example>']);
});

test.each<[string, Script, boolean]>([
  ['a closed channel at the greeting', { greeting: '421 4.7.0 too many connections' }, true],
  ['a closed channel at MAIL', { MAIL: ['421 4.7.28 rate limit', '421 4.7.28 rate limit', '421 4.7.28 rate limit'] }, true],
  ['Exchange’s thread limit', { dot: '432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded' }, true],
  ['a policy answer', { MAIL: '451 4.7.500 server busy' }, true],
  ['greylisting', { RCPT: '451 4.7.1 Greylisting in action' }, false],
  ['a full disk', { MAIL: '452 4.3.1 insufficient storage' }, false],
  ['a policy that lasts', { MAIL: '550 5.7.1 not allowed' }, false],
])('%s is told apart as a wish to slow down or none', async (_what, script, isThrottled) => {
  await open(script);
  const outcome = await send();
  expect(outcome.kind === 'refused' || outcome.kind === 'not_handed_over' ? (outcome.throttled ?? false) : outcome).toBe(isThrottled);
});
