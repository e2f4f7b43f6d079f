import { createHash } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createAccept } from '../../../mail/inbound/accept.ts';
import { type SmtpDoor, startSmtpDoor } from '../../../mail/inbound/smtp-door.ts';
import { openTestDesk, silent, type TestDesk } from '../../support/desk.ts';
import { mailText, SmtpTalk, storedMails, type TempBlobs, tempBlobs } from './door-kit.ts';

let desk: TestDesk;
let temp: TempBlobs;
let door: SmtpDoor;
let largestPut = 0;

async function* measured(content: Buffer | Readable): AsyncGenerator<Buffer> {
  for await (const piece of Buffer.isBuffer(content) ? [content] : content) {
    largestPut = Math.max(largestPut, piece.length);
    yield piece;
  }
}

beforeAll(async () => {
  desk = await openTestDesk();
  temp = await tempBlobs();
  const { blobs } = temp;
  const watched: typeof blobs = {
    ...blobs,
    put: (tenantId, content) => blobs.put(tenantId, Readable.from(measured(content))),
  };
  const accept = createAccept({ withTenant: desk.withTenant, blobs: watched });
  door = await startSmtpDoor({
    host: '127.0.0.1',
    port: 0,
    protocol: 'smtp',
    maxBytes: 52_428_800,
    accept,
    across: desk.across,
    log: silent,
  });
}, 120_000);
afterAll(async () => {
  await door.stop();
  await desk.close();
  await temp.remove();
});

test('a mail with an attachment of 20 MB is stored piece by piece while other senders are served', async () => {
  const line = `${'QUJD'.repeat(19)}\r\n`;
  const piece = line.repeat(800);
  const pieces = Math.ceil((20 * 1_048_576 * 4) / 3 / (line.length - 2) / 800);
  const hash = createHash('sha256').update(mailText('big'));
  for (let i = 0; i < pieces; i += 1) hash.update(piece);
  hash.update('\r\n');

  const big = await SmtpTalk.open(door.port);
  const small = await SmtpTalk.open(door.port);
  await big.say('EHLO test');
  await big.say('MAIL FROM:<jane@acme.example>');
  await big.say(`RCPT TO:<${desk.one.mailboxAddress}>`);
  await big.say('DATA');
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  big.send(mailText('big'));
  let answeredMeanwhile = 0;
  for (let i = 0; i < pieces; i += 1) {
    big.send(piece);
    await new Promise((resolve) => setImmediate(resolve));
    if (i % 100 === 50 && /^250/.test(await small.deliver('john@acme.example', [desk.one.mailboxAddress], mailText(`small ${i}`))))
      answeredMeanwhile += 1;
  }
  const answer = await big.say('\r\n.');
  delay.disable();
  process.stdout.write(
    `20 MB attachment through the SMTP door: longest event-loop block ${(delay.max / 1e6).toFixed(0)} ms, p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms\n`,
  );

  expect(answer).toMatch(/^250 /);
  expect(answeredMeanwhile).toBeGreaterThanOrEqual(3);
  const row = (await storedMails(desk.withTenant, desk.one.id)).find((one) => answer.endsWith(one.id));
  expect(row).toMatchObject({ sha256: hash.digest('hex'), raw: null, size: mailText('big').length + pieces * piece.length + 2 });
  expect(largestPut).toBeLessThanOrEqual(1_048_576);
  big.hangUp();
  small.hangUp();
}, 60_000);

test('a mail held in memory is cut into pieces on its way to the blob store', async () => {
  const accept = createAccept({ withTenant: desk.withTenant, blobs: temp.blobs });
  const content = Buffer.alloc(5_000_000, 'abc\r\n');
  const stored = await accept.accept({ tenantId: desk.one.id, mailboxId: desk.one.mailboxId }, content, {
    door: 'file',
    envelopeFrom: null,
    envelopeTo: null,
  });
  const row = (await storedMails(desk.withTenant, desk.one.id)).find((one) => one.id === stored.id);
  expect(row?.sha256).toBe(createHash('sha256').update(content).digest('hex'));
  expect((await temp.blobs.read(row?.rawBlobKey ?? '')).equals(content)).toBe(true);
});
