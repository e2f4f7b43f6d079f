import { describe, expect, test } from '@jest/globals';
import { mailNotes } from '../../../domain/tickets/mail-notes.rules.ts';
import { hashAttachment } from '../../../mail/parse/hash-attachment.ts';
import { parseMail } from '../../../mail/parse/parse-mail.ts';

const parts = (type: string, ...pieces: string[]): string =>
  `${type}; boundary=q\r\n\r\n${pieces.map((piece) => `--q\r\n${piece}\r\n`).join('')}--q--\r\n`;
const signature = (type: string): string => `Content-Type: ${type}; name=signature\r\n\r\nxyz`;
const text = 'Content-Type: text/plain\r\n\r\nHello there.';

test.each([
  [
    'encrypted',
    'pgp',
    parts(
      'multipart/encrypted; protocol="application/pgp-encrypted"',
      'Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1',
      'Content-Type: application/octet-stream; name=encrypted.asc\r\n\r\n-----BEGIN PGP MESSAGE-----',
    ),
    'encrypted.asc',
  ],
  [
    'encrypted',
    'smime',
    'application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\nMIIB',
    'smime.p7m',
  ],
  ['encrypted', 'smime', 'application/x-pkcs7-mime; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\nMIIB', 'smime.p7m'],
])('a mail %s with %s says so in place of its text and keeps its content whole', async (kind, by, body, file) => {
  const mail = await parseMail(Buffer.from(`From: a@b.example\r\nContent-Type: ${body}`), hashAttachment);
  expect(mail.protection).toEqual({ kind, by });
  expect(mail.text).toBe(
    `This mail is encrypted with ${by === 'pgp' ? 'PGP' : 'S/MIME'}. It cannot be read here: its encrypted content is attached.`,
  );
  expect(mail.attachments.map(({ filename }) => filename)).toContain(file);
  expect(mailNotes(mail)).toEqual([]);
});

test.each([
  ['pgp', 'application/pgp-signature'],
  ['smime', 'application/pkcs7-signature'],
  ['smime', 'application/x-pkcs7-signature'],
])('a mail signed with %s (%s) is read as any other', async (by, type) => {
  const mail = await parseMail(
    Buffer.from(`From: a@b.example\r\nContent-Type: ${parts(`multipart/signed; protocol="${type}"`, text, signature(type))}`),
    hashAttachment,
  );
  expect(mail).toMatchObject({ protection: { kind: 'signed', by }, text: 'Hello there.' });
  expect(mail.attachments).toHaveLength(1);
});

test.each([
  [
    '-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----',
    { kind: 'encrypted', by: 'pgp' },
    ['This mail is encrypted (PGP).'],
  ],
  ['-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\nHello', { kind: 'signed', by: 'pgp' }, []],
  ['I wrote -----BEGIN PGP MESSAGE----- in a line', null, []],
])('PGP in the text: %j', async (body, protection, notes) => {
  const mail = await parseMail(Buffer.from(`From: a@b.example\r\n\r\n${body}`), hashAttachment);
  expect([mail.protection, mailNotes(mail)]).toEqual([protection, notes]);
  expect(mail.text).toBe(body.replaceAll('\r', ''));
});

describe('a mail signed as one S/MIME object', () => {
  const value = (tag: number, ...content: Buffer[]): Buffer => {
    const bytes = Buffer.concat(content);
    return Buffer.concat([Buffer.from([tag, 0x82, bytes.length >> 8, bytes.length & 255]), bytes]);
  };
  const open = (tag: number, ...content: Buffer[]): Buffer => Buffer.concat([Buffer.from([tag, 0x80]), ...content, Buffer.from([0, 0])]);
  const signedId = value(0x06, Buffer.from('2a864886f70d010702', 'hex'));
  const dataId = value(0x06, Buffer.from('2a864886f70d010701', 'hex'));
  const inside = Buffer.from(
    'Content-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\n\r\nSigned words.\r\n--i\r\nContent-Type: text/csv; name=a.csv\r\n\r\n1,2\r\n--i--',
  );
  const version = Buffer.from([2, 1, 1]);
  const whole = value(
    0x30,
    signedId,
    value(0xa0, value(0x30, version, value(0x31), value(0x30, dataId, value(0xa0, value(0x04, inside))))),
  );
  const pieces = [inside.subarray(0, 50), inside.subarray(50)].map((piece) => value(0x04, piece));
  const streamed = open(
    0x30,
    signedId,
    open(0xa0, open(0x30, version, value(0x31), open(0x30, dataId, open(0xa0, open(0x24, ...pieces))))),
  );
  const mailOf = (object: Buffer): Buffer =>
    Buffer.from(
      `From: a@b.example\r\nContent-Type: application/pkcs7-mime; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n${object.toString('base64')}`,
    );

  test.each([
    ['of known lengths', whole],
    ['of open lengths, in pieces', streamed],
  ])('%s shows its text and its files, and is kept', async (_name, object) => {
    const mail = await parseMail(mailOf(object), hashAttachment);
    expect(mail).toMatchObject({ protection: { kind: 'signed', by: 'smime' }, text: 'Signed words.' });
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(['smime.p7m', 'a.csv']);
  });

  test.each([
    ['cut off', whole.subarray(0, 30)],
    ['of nothing but beginnings', Buffer.alloc(100_000, Buffer.from([0x30, 0x80]))],
    ['of another kind', Buffer.from(whole.toString('hex').replace('010702', '010703'), 'hex')],
  ])('%s stays closed', async (_name, object) => {
    expect(await parseMail(mailOf(object), hashAttachment)).toMatchObject({ protection: { kind: 'encrypted', by: 'smime' } });
  });
});
