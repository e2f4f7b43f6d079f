import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import type { ParsedMail } from '../../../domain/mailboxes/parsed-mail.types.ts';
import { hashAttachment } from '../../../mail/parse/hash-attachment.ts';
import { parseMail } from '../../../mail/parse/parse-mail.ts';

const from = 'From: a@b.example\r\nDate: Tue, 05 Nov 2024 10:00:00 +0000\r\n';
const read = (raw: string | Buffer): Promise<ParsedMail> =>
  parseMail(Buffer.isBuffer(raw) ? raw : Buffer.from(raw, 'latin1'), hashAttachment);
const mixed = (...parts: string[]): string =>
  `${from}Content-Type: multipart/mixed; boundary=q\r\n\r\n${parts.map((part) => `--q\r\n${part}\r\n`).join('')}--q--\r\n`;
const text = (body: string, type = 'text/plain'): string => `Content-Type: ${type}\r\n\r\n${body}`;
const names = (mail: ParsedMail): string[] => mail.attachments.map(({ filename }) => filename);
const sha = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

describe('the body keeps its order', () => {
  test('over several texts with pictures between them', async () => {
    const picture = 'Content-Type: image/png; name=p.png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=';
    const mail = await read(mixed(text('one'), picture, text('two'), text('<b>three</b>', 'text/html'), text('four')));
    expect(mail.text).toBe('one\n\ntwo\n\nthree\n\nfour');
    expect(names(mail)).toEqual(['p.png']);
  });

  test('and alternatives say it once, in whatever order they stand', async () => {
    const alternative = (...parts: string[]): string =>
      `Content-Type: multipart/alternative; boundary=r\r\n\r\n${parts.map((part) => `--r\r\n${part}\r\n`).join('')}--r--`;
    const plain = text('same');
    const html = text('<p>same</p>', 'text/html');
    expect((await read(mixed(alternative(plain, html)))).text).toBe('same');
    expect((await read(mixed(alternative(html, plain)))).text).toBe('same');
    expect((await read(mixed(alternative(html)))).text).toBe('same');
    expect((await read(mixed(alternative(plain, html), text('after')))).text).toBe('same\n\nafter');
  });

  test('soft line breaks of format=flowed are joined, quotes and signatures are not', async () => {
    const body = 'one \r\ntwo\r\n> three \r\n> four\r\n>> five \r\n six\r\n-- \r\nAnn';
    const mail = await read(`${from}Content-Type: text/plain; format=flowed\r\n\r\n${body}`);
    expect(mail.text).toBe('one two\n> three four\n>> five\nsix\n-- \nAnn');
  });
});

describe('files and their names', () => {
  const named = async (headers: string): Promise<string[]> =>
    names(await read(mixed(text('x'), `Content-Type: application/pdf${headers}\r\n\r\ny`)));

  test.each([
    ['; name="plan.pdf"', 'plan.pdf'],
    ['; name=my plan.pdf', 'my plan.pdf'],
    ['; name="=?utf-8?B?R3LDvMOfZS5wZGY=?="', 'Grüße.pdf'],
    ['; name==?utf-8?Q?Gr=C3=BC=C3=9Fe.pdf?=', 'Grüße.pdf'],
    ["; name*=utf-8''Gr%C3%BC%C3%9Fe.pdf", 'Grüße.pdf'],
    ["; name*=iso-8859-1'de'Gr%FC%DFe.pdf", 'Grüße.pdf'],
    ["; name*0*=utf-8''Gr%C3;\r\n name*1*=%BC%C3%9F;\r\n name*2=e.pdf", 'Grüße.pdf'],
    ['; name*1="b.pdf"; name*0="a"', 'ab.pdf'],
    ['; name="Gr\xfc\xdfe.pdf"', 'Grüße.pdf'],
    ['; name="Gr\xc3\xbc\xc3\x9fe.pdf"', 'Grüße.pdf'],
    ['; name="unclosed.pdf', 'unclosed.pdf'],
    ['; name="C:\\Users\\ann\\plan.pdf"', 'plan.pdf'],
    ['; name="a\\"b.pdf"', 'a_b.pdf'],
    [' name=plan.pdf', 'plan.pdf'],
    ['; NAME=plan.pdf; x=1', 'plan.pdf'],
    ['\r\nContent-Disposition: attachment; filename="other.pdf"', 'other.pdf'],
    ['; name=one.pdf\r\nContent-Disposition: attachment; filename=two.pdf', 'two.pdf'],
    ['\r\nContent-Disposition: attachment\r\nContent-Description: plan.pdf', 'plan.pdf'],
    ['', 'attachment-1.pdf'],
  ])('%s', async (headers, filename) => {
    expect(await named(headers)).toEqual([filename]);
  });

  test('a text with a name is a file, one without goes on with the body', async () => {
    const log = 'Content-Type: text/plain; name=log.txt\r\nContent-Disposition: inline; filename=log.txt\r\n\r\nlines';
    const mail = await read(mixed(text('body'), log, text('more')));
    expect([mail.text, names(mail)]).toEqual(['body\nmore', ['log.txt']]);
  });

  test('a mail inside the mail is called after its subject', async () => {
    const inner = (subject: string): string => `Content-Type: message/rfc822\r\n\r\nFrom: x@y.example\r\nSubject: ${subject}\r\n\r\nHi`;
    const mail = await read(
      mixed(text('x'), inner('=?utf-8?Q?Gr=C3=BC=C3=9Fe?='), inner('a/b'), 'Content-Type: message/rfc822\r\n\r\nX: y\r\n\r\nHi'),
    );
    expect(names(mail)).toEqual(['Grüße.eml', 'a_b.eml', 'attachment-3.eml']);
  });

  test.each([
    ['base64', 'aGVs\r\nbG8gd29y\r\nbGQ=\r\n', 'hello world'],
    ['BASE64', 'aGVs!!bG8g\tZ===\r\nd29ybGQ=', 'hello world'],
    ['base64', 'aGVsbG8', 'hello'],
    ['quoted-printable', 'a=3Db =\r\nc=\r\n d  \r\n=zz', 'a=b c d\r\n=zz'],
    ['x-uuencode', 'begin 644 a.txt\r\n%:&5L;&\\\r\n`\r\nend', 'hello'],
    ['7bit ', 'plain', 'plain'],
    ['x-nothing', 'plain', 'plain'],
  ])('content in %s: %s', async (coding, written, content) => {
    const mail = await read(
      mixed(text('x'), `Content-Type: application/x-a; name=a\r\nContent-Transfer-Encoding: ${coding}\r\n\r\n${written}`),
    );
    expect(mail.attachments).toEqual([expect.objectContaining({ sha256: sha(content), size: content.length })]);
  });

  test('bytes are the same however the mail is cut while it arrives', async () => {
    const content = Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 31) % 256));
    const quoted = [...content]
      .map((byte) => `=${byte.toString(16).padStart(2, '0')}`)
      .join('')
      .replace(/.{72}/g, '$&=\r\n');
    const part = (coding: string, body: string): string => `Content-Type: image/x\r\nContent-Transfer-Encoding: ${coding}\r\n\r\n${body}`;
    const raw = Buffer.from(
      mixed(
        text('x'),
        part('base64', content.toString('base64').replace(/.{76}/g, '$&\r\n')),
        part('quoted-printable', quoted),
        part('binary', content.toString('latin1')),
      ),
      'latin1',
    );
    for (const step of [1, 2, 7, 1000]) {
      const chunks = Array.from({ length: Math.ceil(raw.length / step) }, (_, at) => raw.subarray(at * step, at * step + step));
      const mail = await parseMail(Readable.from(chunks), hashAttachment);
      expect(mail.attachments.map(({ sha256 }) => sha256)).toEqual([sha(content), sha(content), sha(content)]);
      expect(mail.text).toBe('x');
    }
  });
});

describe('text in another coding than it declares', () => {
  const coded = (coding: string, body: string): Promise<ParsedMail> =>
    read(`${from}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: ${coding}\r\n\r\n${body}`);
  const long = 'The printer on the second floor is broken, please send somebody today. '.repeat(3).trim();

  test('plain words called base64 stay words', async () => {
    expect((await coded('base64', 'Hello, the printer is broken.')).text).toBe('Hello, the printer is broken.');
    expect((await coded('base64', Buffer.from(long).toString('base64'))).text).toBe(long);
  });

  test('base64 called plain becomes words, a key in a text does not', async () => {
    expect((await coded('7bit', Buffer.from(long).toString('base64').replace(/.{76}/g, '$&\r\n'))).text).toBe(long);
    const key = Buffer.from(Array.from({ length: 90 }, (_, at) => (at * 37 + 130) % 256)).toString('base64');
    expect((await coded('7bit', key)).text).toBe(key);
  });
});

describe('broken mails are read as far as they go', () => {
  const parts = `--q\r\n${text('hello')}\r\n--q\r\nContent-Type: image/gif; name=a.gif\r\n\r\nGIF\r\n--q--\r\n`;

  test.each([
    ['a boundary that is not declared', `${from}Content-Type: multipart/mixed\r\n\r\n${parts}`],
    ['another boundary than declared', `${from}Content-Type: multipart/mixed; boundary=other\r\n\r\nThis is MIME.\r\n${parts}`],
    [
      'a declared boundary with blanks and dashes behind it',
      `${from}Content-Type: multipart/mixed; boundary="q "\r\n\r\n${parts.replaceAll('--q\r', '--q \t\r')}`,
    ],
    [
      'a last boundary before the last part',
      `${from}Content-Type: multipart/mixed; boundary=q\r\n\r\n${parts.replace('--q\r\nContent-Type: image', '--q--\r\nContent-Type: image')}`,
    ],
    ['no last boundary', `${from}Content-Type: multipart/mixed; boundary=q\r\n\r\n${parts.replace('\r\n--q--\r\n', '')}`],
    [
      'no blank line below the headers',
      `${from}Content-Type: multipart/mixed; boundary=q\r\n\r\n${parts.replace('text/plain\r\n\r\nhello', 'text/plain\r\nhello')}`,
    ],
    ['lines ended by LF', `${from}Content-Type: multipart/mixed; boundary=q\r\n\r\n${parts}`.replaceAll('\r', '')],
    ['lines ended by CR', `${from}Content-Type: multipart/mixed; boundary=q\r\n\r\n${parts}`.replaceAll('\n', '')],
    [
      'the line of an mbox before it',
      `From MAILER Tue Nov  5 10:00:00 2024\r\n${from}Content-Type: multipart/mixed; boundary=q\r\n\r\n${parts}`,
    ],
    ['blank lines and a mark before it', `\xef\xbb\xbf${from}Content-Type: multipart/mixed; boundary=q\r\n\r\n${parts}`],
    ['a header folded without a blank', `${from}X-Long: one\r\ntwo\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n${parts}`],
    [
      'an encoding that multiparts cannot have',
      `${from}Content-Type: multipart/mixed; boundary=q\r\nContent-Transfer-Encoding: base64\r\n\r\n${parts}`,
    ],
  ])('%s', async (_name, raw) => {
    const mail = await read(raw);
    expect(mail.from).toEqual({ name: '', address: 'a@b.example' });
    expect(mail.text).toBe('hello');
    expect(mail.attachments).toEqual([expect.objectContaining({ filename: 'a.gif', sha256: sha('GIF') })]);
  });

  test('a multipart without any part is text', async () => {
    const mail = await read(`${from}Content-Type: multipart/mixed; boundary=q\r\n\r\nOnly words.\r\nMore.\r\n`);
    expect(mail.text).toBe('Only words.\nMore.');
    expect(mail.warnings).toContain('a multipart has no parts: it is shown as text');
  });

  test('a mail inside the mail that closes nothing does not swallow what follows', async () => {
    const inner = `Content-Type: message/rfc822\r\n\r\nSubject: in\r\nContent-Type: multipart/mixed; boundary=z\r\n\r\n--z\r\n\r\nnever closed`;
    expect(await read(mixed(inner, text('after')))).toMatchObject({ text: 'after' });
  });
});

describe('forwarded as a file', () => {
  test('gives who wrote it, also when it is encoded', async () => {
    const inner = 'From: =?utf-8?Q?J=C3=BCrgen?= <j@acme.example>\r\nTo: b@desk.example\r\nSubject: Fire\r\n\r\nIt burns.';
    const coded = `Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(inner).toString('base64')}`;
    const { forwarded } = await read(mixed(text('see'), coded));
    expect(forwarded).toMatchObject({ from: { name: 'Jürgen', address: 'j@acme.example' }, subject: 'Fire', body: 'It burns.' });
  });
});
