import { describe, expect, test } from '@jest/globals';
import { readBounce, readComplaint } from '../../../mail/parse/bounce/read-bounce.rules.ts';

const size = 150_000;
const fill = (piece: string): string => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
const pieces = [
  'a',
  '> ',
  'a@b.cc ',
  `${'a@b.cc '.repeat(80)}\n`,
  `${'http:,a@b.cc,'.repeat(40)}\n`,
  'a@',
  '<a@b.cc>:\n',
  '550 ',
  '5.1.1 ',
  '550 <a@b.cc>... x\n',
  '<<< 550 x\n>>> RCPT\n',
  'Final-Recipient: rfc822; a@b.cc\n',
  'Received: x\nFrom: y\nTo: z\n',
  '\u001b$B',
  '--b\n',
  '{"a":',
  '\n',
  ': ',
  '=3D',
  '<div>',
];

describe('hostile reports are read in bounds', () => {
  test.each(pieces.map((piece) => [JSON.stringify(piece), piece] as const))('%s over and over', (_name, piece) => {
    const line = fill(piece);
    const mails = [
      `From: mailer-daemon@x.example\n\n${line}`,
      `From: mailer-daemon@x.example\nTo: ${line.replaceAll('\n', ' ')}\nX-Failed-Recipients: ${line.replaceAll('\n', ' ')}\n\n${line}`,
      `Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b.cc\nStatus: ${line}\nDiagnostic-Code: ${line}\n--b\nContent-Type: text/html\n\n${line}\n--b--`,
      `Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/feedback-report\n\nOriginal-Rcpt-To: ${line}\n--b--`,
    ];
    for (const mail of mails)
      for (const read of [readBounce, readComplaint]) {
        const { recipients, originalMessageId } = read(Buffer.from(mail));
        expect(recipients.length).toBeLessThanOrEqual(500);
        for (const { address, diagnostic } of recipients) {
          expect(address === null || /^[^\s<>@]+@[^\s<>@]+$/.test(address)).toBe(true);
          expect(diagnostic.length).toBeLessThanOrEqual(500);
        }
        expect(originalMessageId === null || originalMessageId.length < 1100).toBe(true);
      }
  });

  test('a notice of a million letters that names an address in every word is read as the first of them', () => {
    const lines = `${'a@b.cc,'.repeat(85)}\n`.repeat(1700);
    expect(readBounce(Buffer.from(`From: mailer-daemon@x.example\n\n${lines}`)).recipients).toMatchObject([{ address: 'a@b.cc' }]);
  });

  test('parts in parts are followed to a depth and a number', () => {
    const deep = Array.from({ length: 6000 }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`).join('');
    const wide = `Content-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: text/plain\n\nx\n'.repeat(5000)}`;
    for (const mail of [deep, wide, '', '\n', ':']) expect(readBounce(Buffer.from(mail)).recipients).toHaveLength(1);
  });

  test('bytes that are no letters become no broken text', () => {
    const raw = Buffer.concat([Buffer.from('From: x\n\na@b.cc: '), Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x1b]), Buffer.from(' 550 no')]);
    const [recipient] = readBounce(raw).recipients;
    expect(recipient?.diagnostic.isWellFormed()).toBe(true);
    expect(recipient?.diagnostic).not.toContain('\0');
  });
});
