import { describe, expect, test } from '@jest/globals';
import { AppError } from '../../../domain/errors.ts';
import type { ParsedMail } from '../../../domain/mailboxes/parsed-mail.types.ts';
import { type Random, seeded } from '../../../domain/seeded.rules.ts';
import { hashAttachment } from '../../../mail/parse/hash-attachment.ts';
import { parseMail } from '../../../mail/parse/parse-mail.ts';
import { parsedMailJson } from '../../../mail/parse/parsed-mail-json.ts';
import { seedMails } from './odd-mails.ts';

const pieces = [
  '\r\n',
  '\n',
  '\r',
  '\r\n\r\n',
  '--q\r\n',
  '--q--',
  '--',
  '"',
  '<',
  '>',
  '(',
  ')',
  '=?',
  '?=',
  '=',
  ';',
  ':',
  '\0',
  '\xff',
  '\xc3',
  '\x1b$B',
  ' ',
  '%',
  '*',
  'Content-Type: multipart/mixed; boundary=q\r\n',
  'Content-Transfer-Encoding: base64\r\n',
];

/** A mail with a few bytes changed, cut out, doubled or put in, as lines, disks and programs do it. */
function mutated(mail: Buffer, random: Random): Buffer {
  let bytes = Buffer.from(mail);
  const at = (): number => Math.floor(random() * bytes.length);
  for (let changes = 1 + Math.floor(random() * 6); changes > 0; changes -= 1) {
    const kind = random();
    const [one, other] = [at(), at()].sort((a, b) => a - b) as [number, number];
    if (kind < 0.25) bytes[one] = Math.floor(random() * 256);
    else if (kind < 0.4) bytes = Buffer.concat([bytes.subarray(0, one), bytes.subarray(Math.min(other, one + 60))]);
    else if (kind < 0.5) bytes = Buffer.from(bytes.subarray(0, other));
    else if (kind < 0.65)
      bytes = Buffer.concat([bytes.subarray(0, other), bytes.subarray(one, Math.min(other, one + 300)), bytes.subarray(other)]);
    else
      bytes = Buffer.concat([
        bytes.subarray(0, one),
        Buffer.from(pieces[Math.floor(random() * pieces.length)] ?? '', 'latin1'),
        bytes.subarray(one),
      ]);
    if (bytes.length === 0) bytes = Buffer.from(mail);
  }
  return bytes;
}

async function read(raw: Buffer): Promise<ParsedMail | 'mail_refused'> {
  try {
    return await parseMail(raw, hashAttachment);
  } catch (error) {
    if (error instanceof AppError && error.code === 'mail_refused') return 'mail_refused';
    throw error;
  }
}

describe('a damaged mail is read or refused, and never anything else', () => {
  test.each([1, 2, 3, 4, 5, 6])('seed %i', async (seed) => {
    const random = seeded(seed);
    for (let round = 0; round < 120; round += 1) {
      const mail = await read(mutated(seedMails[round % seedMails.length] ?? Buffer.alloc(0), random));
      if (mail === 'mail_refused') continue;
      // What PostgreSQL takes as text and JSON, and no more of it than there was.
      const json = JSON.stringify(parsedMailJson(mail));
      expect(json).not.toMatch(/\\u0000|\\ud[89a-f]/i);
      expect(json.length).toBeLessThan(40_000);
    }
  });

  test('while the undamaged ones give all they hold', async () => {
    const [whole] = await Promise.all(seedMails.map(read));
    expect(whole).toMatchObject({ subject: 'Grüße', text: 'Grüße > x', invite: { answer: 'accepted' }, forwarded: { subject: 'inner' } });
    expect(whole === 'mail_refused' ? [] : whole?.attachments.map(({ filename }) => filename)).toEqual([
      'long name.txt',
      'attachment-2.ics',
      'inner.eml',
    ]);
  });
});

describe('a hostile mail costs no more than its size', () => {
  const head = 'From: a@b.example\r\n';
  const mixed = (body: string): string => `${head}Content-Type: multipart/mixed; boundary=q\r\n\r\n${body}`;
  const to = (value: string): string => `${head}To: ${value}\r\n\r\nhi`;

  test.each([
    ['100,000 parts', mixed('--q\r\n\r\nx\r\n'.repeat(100_000))],
    ['20,000 multiparts in each other', mixed('--q\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n'.repeat(20_000))],
    ['200,000 References', `${head}References: ${Array.from({ length: 200_000 }, (_, at) => `<r${at}@x>`).join('\r\n ')}\r\n\r\nhi`],
    ['a header of 10 MB', `${head}X: ${'x'.repeat(10_000_000)}\r\n\r\nhi`],
    ['a line of 10 MB without a header', 'x'.repeat(10_000_000)],
  ])('refused: %s', async (_name, raw) => {
    expect(await read(Buffer.from(raw))).toBe('mail_refused');
  });

  test.each([
    ['a text of 10 MB in one line', `${head}\r\n${'x'.repeat(10_000_000)}`],
    ['5,000 mails in each other', `${head}Content-Type: message/rfc822\r\n\r\n${'Content-Type: message/rfc822\r\n\r\n'.repeat(5000)}`],
    ['40,000 headers', `${head}${'X: y\r\n'.repeat(40_000)}\r\nhi`],
    ['a million lines of dashes', mixed(`--q\r\n\r\n${'--\r\n'.repeat(1_000_000)}`)],
    ['blanks in quoted-printable', `${head}Content-Transfer-Encoding: quoted-printable\r\n\r\n${' \t'.repeat(2_000_000)}`],
    [
      'equals signs in base64',
      mixed(`--q\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n${'='.repeat(4_000_000)}`),
    ],
    ['quotes that never close', to('"\\'.repeat(90_000))],
    ['comments in comments', to(`${'('.repeat(190_000)})`)],
    ['brackets in brackets', to('<'.repeat(190_000))],
    ['addresses without commas', to('a<b@c.de> '.repeat(19_000))],
    ['half encoded words', `${head}Subject: ${'=?utf-8?q?x'.repeat(15_000)}\r\n\r\nhi`],
    ['parameters without an end', `${head}Content-Type: text/plain;${'a ="'.repeat(50_000)}\r\n\r\nhi`],
    ['escapes of ISO-2022', `${head}Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n${'\x1b$B'.repeat(1_000_000)}`],
    [
      'an appointment with 18,000 guests',
      `${head}Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n${'ATTENDEE:mailto:a@b.example\r\n'.repeat(18_000)}END:VEVENT\r\nEND:VCALENDAR`,
    ],
    ['letters of no charset', `${head}\r\n${'\xff\xfe\xa1\x80'.repeat(500_000)}`],
  ])(
    'read: %s',
    async (_name, raw) => {
      expect(await read(Buffer.from(raw, 'latin1'))).toMatchObject({ from: { address: 'a@b.example' } });
      // What the limit guards against took a minute; each takes a second at most.
    },
    30_000,
  );
});
