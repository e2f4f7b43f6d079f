import { generateKeyPairSync } from 'node:crypto';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import type { DkimAlgorithm } from '../../../domain/deliveries/dkim.types.ts';
import type { OutboundMail } from '../../../domain/deliveries/outbound-mail.types.ts';
import { threadHeaders } from '../../../domain/deliveries/thread-headers.rules.ts';
import { composeMail } from '../../../mail/outbound/compose.ts';
import { dkimRecord } from '../../../mail/outbound/dkim-record.rules.ts';
import { unsubscribeHeaders } from '../../../mail/outbound/unsubscribe-headers.rules.ts';
import { logoContentId } from '../../../mail/templates/mail-frame.rules.ts';

const at = new Date('2026-11-05T10:00:00Z');
const mail = (over: Partial<OutboundMail> = {}): OutboundMail => ({
  from: { name: 'Sam (Acme)', address: 'support@acme.example' },
  to: [{ name: 'Jane', address: 'jane@customer.example' }],
  cc: [],
  replyTo: { name: 'Acme', address: 'support+token@acme.example' },
  subject: 'Re: Dröcker [TKT-202611-00001]',
  text: 'A text with  two blanks and a tail \n\n\n',
  html: '<p>A text — with “signs”</p>',
  messageId: '<dh.1@acme.example>',
  inReplyTo: '<a@customer.example>',
  references: ['<a@customer.example>'],
  autoSubmitted: 'no',
  attachments: [],
  envelopeFrom: 'support@acme.example',
  date: at,
  ...over,
});
const pair = (algorithm: DkimAlgorithm) => {
  const keys = algorithm === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519');
  return {
    privateKey: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    record: dkimRecord(algorithm, keys.publicKey.export({ type: 'spki', format: 'der' })),
  };
};

describe('the bytes of an outward mail', () => {
  test('are the same at every attempt, boundaries and date included', async () => {
    const logo = {
      filename: 'logo.png',
      contentType: 'image/png',
      contentId: logoContentId,
      open: async () => Readable.from([Buffer.from('png')]),
    };
    const [one, two] = [await composeMail(mail({ attachments: [logo] })), await composeMail(mail({ attachments: [logo] }))];
    expect(two.raw.equals(one.raw)).toBe(true);
    const text = one.raw.toString();
    expect(text).toContain('Date: Thu, 05 Nov 2026 10:00:00 +0000');
    expect(text).toContain('Content-ID: <logo@deskhand>');
    expect(text).toMatch(/multipart\/alternative/);
    expect(text).toMatch(/multipart\/related/);
  });

  test('carry one thread: the answered mail, a bounded chain with its beginning, and a subject that has Re: once', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `<m${index}@customer.example>`);
    const { raw } = await composeMail(mail(threadHeaders(ids)));
    const head = raw.toString().replace(/\r\n[ \t]/g, ' ');
    expect(/^In-Reply-To: (.*)$/m.exec(head)?.[1]).toBe('<m59@customer.example>');
    const references = /^References: (.*)$/m.exec(head)?.[1]?.split(' ') ?? [];
    expect(references.at(-1)).toBe('<m59@customer.example>');
    expect(references.length).toBeLessThanOrEqual(20);
    expect(head.match(/^Subject: /gm)).toHaveLength(1);
  });

  test('go to those who still lack the mail only, without a change to the mail itself', async () => {
    const two = [
      { name: '', address: 'jane@customer.example' },
      { name: '', address: 'joe@customer.example' },
    ];
    const [all, rest] = [await composeMail(mail({ to: two })), await composeMail(mail({ to: two, onlyTo: ['joe@customer.example'] }))];
    expect(rest.envelope.to).toEqual(['joe@customer.example']);
    expect(rest.raw.equals(all.raw)).toBe(true);
  });

  const broken = 'x\r\nBcc: victim@evil.example\r\n\r\nbody\u2028\u0000';
  test.each<[string, Partial<OutboundMail>]>([
    ['a sender’s name', { from: { name: broken, address: 'support@acme.example' } }],
    ['a recipient’s name', { to: [{ name: broken, address: 'jane@customer.example' }] }],
    ['a copy’s name', { cc: [{ name: broken, address: 'joe@customer.example' }] }],
    ['a reply name', { replyTo: { name: broken, address: 'support@acme.example' } }],
    ['a subject', { subject: broken }],
    ['a file name', { attachments: [{ filename: broken, contentType: 'text/plain', open: async () => Readable.from(['x']) }] }],
    ['an answered id', { inReplyTo: `<a@b>${broken}` }],
    ['a reference', { references: [`<a@b>${broken}`] }],
  ])('stay as they were meant whatever stands in %s', async (_what, over) => {
    const { raw, envelope } = await composeMail(mail(over));
    expect(raw.toString()).not.toMatch(/^Bcc:/im);
    expect(envelope.to.join()).not.toContain('victim');
  });

  test.each<[string, Partial<OutboundMail>]>([
    ['a recipient', { to: [{ name: '', address: `jane@customer.example\r\nBcc: victim@evil.example` }] }],
    ['a list as one recipient', { to: [{ name: '', address: 'jane@customer.example, victim@evil.example' }] }],
    ['a sender', { from: { name: '', address: 'support@acme.example>\r\nRCPT TO:<victim@evil.example' } }],
    ['a reply address', { replyTo: { name: '', address: 'a@b\n' } }],
    ['an envelope sender', { envelopeFrom: 'a@b.example> SIZE=1\r\nRCPT TO:<victim@evil.example' }],
    ['a header', { headers: { 'X-A': broken } }],
    ['a header’s name', { headers: { 'X-A\r\nBcc': 'victim@evil.example' } }],
    ['a Message-ID', { messageId: `<a@b>\r\nBcc: victim@evil.example` }],
  ])('are not written at all with a line break in %s', async (_what, over) => {
    await expect(composeMail(mail(over))).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('a signature', () => {
  const keys = {} as Record<DkimAlgorithm, ReturnType<typeof pair>>;
  beforeAll(() => {
    keys.rsa = pair('rsa');
    keys.ed25519 = pair('ed25519');
  });
  const signed = (algorithm: DkimAlgorithm, over: Partial<OutboundMail> = {}) =>
    composeMail(mail({ dkim: { domain: 'acme.example', selector: 's1', algorithm, privateKey: keys[algorithm].privateKey, at }, ...over }));
  const verdictOf = async (raw: Buffer | string, algorithm: DkimAlgorithm): Promise<string[]> => {
    const resolver = async (name: string): Promise<string[][]> => {
      if (name === 's1._domainkey.acme.example') return [[keys[algorithm].record]];
      throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    };
    const { results } = await dkimVerify(raw, { resolver, curTime: at } as never);
    return results.map((one) => `${one.signingDomain} ${one.status.result}`);
  };

  test.each<DkimAlgorithm>(['rsa', 'ed25519'])(
    'with %s is good in the eyes of another program, and the same each time',
    async (algorithm) => {
      const [one, two] = [await signed(algorithm), await signed(algorithm)];
      expect(two.raw.equals(one.raw)).toBe(true);
      expect(await verdictOf(one.raw, algorithm)).toEqual(['acme.example pass']);
      expect(
        one.raw
          .toString()
          .split('\r\n')
          .every((line) => line.length < 998),
      ).toBe(true);
    },
  );

  test.each<[string, Partial<OutboundMail>]>([
    ['an empty body', { text: '', html: null }],
    ['a body of empty lines', { text: '\n\n\n\n', html: null }],
    ['blanks before line ends and tabs', { text: 'a \t b  \n\t\n  \nend   ', html: null }],
    [
      'two megabytes of base64',
      {
        attachments: [
          { filename: 'a.bin', contentType: 'application/octet-stream', open: async () => Readable.from([Buffer.alloc(2_500_000, 7)]) },
        ],
      },
    ],
    ['a subject of several folded lines', { subject: `Re: ${'ä long subject '.repeat(20)}` }],
    ['one-click headers', { headers: unsubscribeHeaders('https://desk.example/unsubscribe/x') }],
  ])('is good over %s', async (_what, over) => {
    expect(await verdictOf((await signed('rsa', over)).raw, 'rsa')).toEqual(['acme.example pass']);
  });

  test.each<[string, (text: string) => string]>([
    ['another From', (text) => `From: Boss <boss@evil.example>\r\n${text}`],
    ['another Subject', (text) => `Subject: Pay now\r\n${text}`],
    ['a Cc that was not there', (text) => `Cc: victim@evil.example\r\n${text}`],
    ['a changed word', (text) => text.replace('signs', 'sings').replace('A text', 'B text')],
  ])('is broken by %s', async (_what, change) => {
    expect(await verdictOf(change((await signed('rsa')).raw.toString('latin1')), 'rsa')).not.toEqual(['acme.example pass']);
  });

  test('names a domain in other letters in the form DNS knows', async () => {
    const { raw } = await composeMail(
      mail({
        from: { name: '', address: 'a@büro.example' },
        dkim: { domain: 'büro.example', selector: 's1', algorithm: 'rsa', privateKey: keys.rsa.privateKey, at },
      }),
    );
    expect(raw.toString()).toContain('d=xn--bro-hoa.example;');
    expect(raw.toString()).toMatch(/^From: a@xn--bro-hoa\.example/m);
  });

  test('covers the one-click headers, as RFC 8058 asks', async () => {
    const { raw } = await signed('rsa', { headers: unsubscribeHeaders('https://desk.example/unsubscribe/x') });
    const names = /;h=([^;]*);/.exec(raw.toString().replace(/\r\n[ \t]/g, ''))?.[1]?.split(':') ?? [];
    expect(names).toEqual(expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post']));
    expect(names.filter((name) => name === 'from')).toHaveLength(2);
  });
});

test('one click is offered over https only', () => {
  expect(unsubscribeHeaders('http://localhost:3000/unsubscribe/x')).toEqual({
    'List-Unsubscribe': '<http://localhost:3000/unsubscribe/x>',
  });
  expect(unsubscribeHeaders('https://a.example/u\r\nBcc: x')).toEqual({});
  expect(unsubscribeHeaders(null)).toEqual({});
});
