import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { hashAttachment } from '../../../mail/parse/hash-attachment.ts';
import { parseMail } from '../../../mail/parse/parse-mail.ts';
import { parsedMailJson } from '../../../mail/parse/parsed-mail-json.ts';
import type { StoreAttachment } from '../../../mail/parse/store-attachment.types.ts';
import { fixtureMail } from './mail-fixtures.ts';

const head = 'From: a@b.example\r\nDate: Tue, 05 Nov 2024 10:00:00 +0000\r\n';
const mailOf = (headers: string, body: string): Buffer => Buffer.from(`${head}${headers}\r\n\r\n${body}`);

function mailWithAttachment(content: Buffer): Buffer {
  const lines = content.toString('base64').replace(/.{76}/g, '$&\r\n');
  const part = `--q\r\nContent-Type: application/pdf; name=plan.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines}`;
  return mailOf('Content-Type: multipart/mixed; boundary=q', `--q\r\n\r\nhello\r\n${part}\r\n--q--\r\n`);
}

describe('attachments are stored while the mail is still arriving', () => {
  test('gives the store the bytes, the cleaned name and the type, and keeps what it answers', async () => {
    const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256));
    const seen: unknown[] = [];
    const store: StoreAttachment = async (stream, facts) => {
      seen.push(facts);
      return { ...(await hashAttachment(stream, facts)), blobKey: 'kept/here' };
    };
    const mail = await parseMail(mailWithAttachment(content), store);
    expect(seen).toEqual([{ filename: 'plan.pdf', contentType: 'application/pdf' }]);
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(mail.attachments).toEqual([
      { filename: 'plan.pdf', contentType: 'application/pdf', size: 300_000, sha256, contentId: null, inline: false, blobKey: 'kept/here' },
    ]);
  });

  test('does not take the whole mail before the first attachment is stored', async () => {
    let taken = 0;
    let takenAtStore = 0;
    const raw = mailWithAttachment(Buffer.alloc(4_000_000, 'x'));
    function* chunks(): Generator<Buffer> {
      for (let at = 0; at < raw.length; at += 16_384) {
        taken = at;
        yield raw.subarray(at, at + 16_384);
      }
    }
    await parseMail(Readable.from(chunks()), (stream, facts) => {
      takenAtStore = taken;
      return hashAttachment(stream, facts);
    });
    expect(taken).toBeGreaterThan(5_000_000);
    expect(takenAtStore).toBeLessThan(taken / 2);
  });

  test('passes on what the store throws: a full disk is not the mail’s fault', async () => {
    const failing: StoreAttachment = async () => {
      throw new Error('disk full');
    };
    await expect(parseMail(mailWithAttachment(Buffer.alloc(1_000_000)), failing)).rejects.toThrow('disk full');
  });

  test('passes on what the source throws', async () => {
    const source = new Readable({
      read() {
        this.destroy(new Error('connection lost'));
      },
    });
    await expect(parseMail(source, hashAttachment)).rejects.toThrow('connection lost');
  });
});

describe('a mail over a limit is refused with the limit’s name', () => {
  const twoParts = mailOf('Content-Type: multipart/mixed; boundary=q', '--q\r\n\r\na\r\n--q\r\n\r\nb\r\n--q--\r\n');

  test.each([
    ['bytes', twoParts, { maxBytes: 100 }],
    ['parts', twoParts, { maxParts: 2 }],
    ['header bytes', mailOf(`X-Long: ${'x'.repeat(5000)}`, 'text'), { maxHeaderBytes: 4000 }],
    [
      'parts',
      Buffer.from(
        head + Array.from({ length: 20_000 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`).join(''),
      ),
      {},
    ],
  ])('names %s', async (limit, raw, limits) => {
    await expect(parseMail(raw, hashAttachment, { limits })).rejects.toMatchObject({ code: 'mail_refused', details: { limit } });
  });

  test('and read when it is just inside', async () => {
    const mail = await parseMail(twoParts, hashAttachment, { limits: { maxBytes: twoParts.length, maxParts: 3 } });
    expect(mail.text).toBe('a\nb');
  });
});

describe('hostile HTML is only stripped of its tags', () => {
  const html = (body: string): Buffer => mailOf('Content-Type: text/html', body);

  test.each([
    [
      '100,000 nested elements',
      `${'<div>'.repeat(100_000)}deep${'</div>'.repeat(100_000)}`,
      'HTML nested deeper than 500 levels was only stripped of its tags',
    ],
    [
      '100,000 nested elements of kinds that close each other',
      `${'<dd><option>'.repeat(50_000)}deep`,
      'HTML nested deeper than 500 levels was only stripped of its tags',
    ],
    ['100,000 unclosed cells', `<table>${'<tr><td>'.repeat(50_000)}deep`, 'HTML of more than 20000 tags was only stripped of its tags'],
    ['over 2 MB', `deep<p>${'x'.repeat(2_200_000)}`, 'HTML longer than 2097152 characters was cut and was only stripped of its tags'],
  ])('%s', async (_name, body, warning) => {
    const mail = await parseMail(html(body), hashAttachment);
    expect(mail.text).toMatch(/^deep/);
    expect(mail.warnings).toContain(warning);
  });

  test('while deep and sloppy HTML within the limits is converted', async () => {
    const deep = `${'<div>'.repeat(490)}<table><tr><td>one</td></tr></table>${'</div>'.repeat(490)}`;
    const sloppy = `${'<p>two<br>three'.repeat(900)}<ul>${'<li>four'.repeat(900)}</ul>${'</b></i>'.repeat(900)}`;
    for (const body of [deep, sloppy]) expect((await parseMail(html(body), hashAttachment)).warnings).toEqual([]);
  });

  test('scripts, styles, comments and unfinished tags leave no text', async () => {
    const body = `${'<b>'.repeat(600)}<style>p{}</style><script>alert(1)</script><!-- no -->kept &amp; safe &#x41;<br>next<a href="x`;
    const mail = await parseMail(html(body), hashAttachment);
    expect(mail.text).toBe('kept & safe A\nnext');
  });
});

test('nothing is kept that PostgreSQL cannot store as text or JSON: no NUL, no half of a character pair', async () => {
  const headers = 'Subject: a\0b\r\nMessage-ID: <a\0b@c.example>\r\nAuto-Submitted: x\0y\r\nContent-Type: multipart/mixed; boundary=q';
  const part = '--q\r\nContent-Type: image/p\0ng; name="a\0b.png"\r\nContent-ID: <a\0b>\r\n\r\nx';
  const mail = await parseMail(mailOf(headers, `--q\r\n\r\n${'👍'.repeat(10)}\0\r\n${part}\r\n--q--\r\n`), hashAttachment, {
    limits: { maxTextChars: 5 },
  });
  expect(JSON.stringify(mail)).not.toMatch(/\\u0000|\\ud[89a-f]/i);
  expect(mail).toMatchObject({
    subject: 'ab',
    messageId: '<ab@c.example>',
    attachments: [{ contentType: 'application/octet-stream', contentId: 'ab' }],
  });
});

test('a text over the limit is cut with a warning', async () => {
  const mail = await parseMail(mailOf('Content-Type: text/plain', 'y'.repeat(600)), hashAttachment, { limits: { maxTextChars: 500 } });
  expect(mail.text).toHaveLength(500);
  expect(mail.warnings).toEqual(['the text was cut at 500 characters']);
});

test('the envelope sender of the door outranks Return-Path, and our own address as sender is never answered', async () => {
  const raw = fixtureMail('null-sender');
  const known = await parseMail(raw, hashAttachment, { envelopeFrom: 'ann@acme.example' });
  expect(known.noAutoAnswerReason).toBeNull();
  const nullSender = await parseMail(fixtureMail('plain'), hashAttachment, { envelopeFrom: '' });
  expect(nullSender.noAutoAnswerReason).toBe('null sender (RFC 5321 4.5.5)');
  const own = await parseMail(fixtureMail('plain'), hashAttachment, { ownAddresses: ['ann@acme.example'] });
  expect(own.noAutoAnswerReason).toBe('sent from one of our own addresses');
});

test('the JSON object has every field of its contract and no storage key', async () => {
  const json = parsedMailJson(await parseMail(fixtureMail('nested-multipart'), hashAttachment));
  expect(Object.keys(json).sort()).toEqual([
    ...['attachments', 'bounce', 'cc', 'date', 'forwarded', 'from', 'html', 'inReplyTo', 'invite', 'kind', 'language', 'messageId'],
    ...['noAutoAnswerReason', 'protection', 'references', 'reply', 'replyTo', 'subject', 'suspicion', 'text', 'to', 'warnings'],
  ]);
  expect(json.date).toBe('2024-11-05T09:00:00.000Z');
  expect(json.attachments[0]).toEqual({
    filename: 'wiring.png',
    contentType: 'image/png',
    size: 67,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    contentId: 'pic1@acme',
    inline: true,
  });
});
