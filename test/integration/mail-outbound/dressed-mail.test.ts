import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { simpleParser } from 'mailparser';
import { addDkimKey } from '../../../domain/deliveries/add-dkim-key.ts';
import { draftReply } from '../../../domain/deliveries/draft-reply.ts';
import { sendDraft } from '../../../domain/deliveries/send-draft.ts';
import { settleDkimCheck } from '../../../domain/deliveries/settle-dkim-check.ts';
import { newId, type TicketId } from '../../../domain/ids.types.ts';
import { shardOf } from '../../../domain/tenancy/shard.rules.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { changeBrand } from '../../../domain/tenants/change-brand.ts';
import { newDkimPair } from '../../../mail/outbound/dkim-keys.ts';
import { hashAttachment } from '../../../mail/parse/hash-attachment.ts';
import { parseMail } from '../../../mail/parse/parse-mail.ts';
import { isMarkerLine } from '../../../mail/templates/marker.rules.ts';
import { createMailSender } from '../../../server/wiring/mail-sender.ts';
import { openKeyRing } from '../../../storage/key-ring.ts';
import { drainDeliveries } from '../../../workflows/activities/drain-deliveries.ts';
import { openTestDesk, system, type TestDesk } from '../../support/desk.ts';
import { mailFrom, receive, testKeys } from '../../support/mails.ts';
import { silent } from '../../support/silent.ts';
import { type TempBlobs, tempBlobs } from '../doors/door-kit.ts';
import { type ScriptedSmtp, scriptedSmtp } from './scripted-smtp.ts';

let server: ScriptedSmtp;
let desk: TestDesk;
let stored: TempBlobs;
let sender: ReturnType<typeof createMailSender>;
let publicKey = '';
const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), Buffer.from([0, 0, 0, 96, 0, 0, 0, 48, 8, 6, 0, 0, 0])]);

beforeAll(async () => {
  server = await scriptedSmtp({ dot: ['451 4.3.0 later', '250 2.0.0 queued'] });
  desk = await openTestDesk({ acknowledge: false, smtp: { host: '127.0.0.1', port: server.port, secure: false, user: null } });
  stored = await tempBlobs();
  const keyRing = await openKeyRing(join(stored.folder, 'keys.json'));
  sender = createMailSender({ blobs: stored.blobs, keyRing, replyKeysFor: () => testKeys });
  const pair = await newDkimPair('rsa');
  publicKey = pair.publicKey;
  const { blobKey } = await stored.blobs.put(desk.one.id, png);
  await desk.withTenant(desk.one.id, system, async (uow) => {
    const id = await addDkimKey(uow, { domain: 'one.example', selector: 's1', algorithm: 'rsa', ...pair }, keyRing);
    await settleDkimCheck(uow, id, null);
    const logo = { id: newId<string>(), contentType: 'image/png' as const, width: 96, height: 48, blobKey };
    await changeBrand(uow, { name: 'One Care', footer: 'One Ltd, Main Street', logo });
  });
}, 120_000);
afterAll(async () => {
  await sender.close();
  await server.close();
  await desk.close();
  await stored.remove();
});

const agent = () => ({ kind: 'staff' as const, userId: desk.one.agent, name: 'agent' });
async function reply(ticketId: TicketId, text: string): Promise<void> {
  await desk.withTenant(desk.one.id, agent(), async (uow) => {
    const { id } = await draftReply(uow, { ticketId, text, cc: { add: [], remove: [] }, quote: true, after: 'keep' });
    await sendDraft(uow, id, { after: null, seen: null, replyKeys: testKeys });
  });
}
const drain = () => drainDeliveries({ withTenant: desk.withTenant, across: desk.across, sender, log: silent }, shardOf(desk.one.id));
const read = (content: string) => parseMail(Buffer.from(content, 'latin1'), hashAttachment);

it('a reply goes out in the company’s look, signed, with the same bytes at both attempts, and its own answer is split exactly', async () => {
  const filed = await receive(desk, desk.one, mailFrom('jane@acme.example', { messageId: '<first@acme.example>', text: 'It is broken.' }));
  if (filed.kind !== 'opened') throw new Error('a first mail opens a ticket');
  await reply(filed.ticketId, 'Please try:\n- off\n- on\n\nSee https://help.one.example/x.');
  await drain();
  desk.clock.now = new Date(Date.now() + 120_000);
  await desk.withTenant(desk.one.id, system, (uow) =>
    sqlRows(uow, "update deliveries set next_attempt_at = first_queued_at where state = 'queued'"),
  );
  await drain();
  const [first = '', second = ''] = server.contents;
  expect(server.contents).toHaveLength(2);
  expect(second).toBe(first);

  const { results } = await dkimVerify(Buffer.from(`${first}\r\n`, 'latin1'), {
    resolver: async () => [[`v=DKIM1; k=rsa; p=${publicKey}`]],
  } as never);
  expect(results.map((one) => [one.signingDomain, one.status.result])).toEqual([['one.example', 'pass']]);

  const mail = await read(first);
  expect(mail.from).toEqual({ name: 'agent (One Care)', address: 'support@one.example' });
  expect(mail.text.split('\n').some(isMarkerLine)).toBe(true);
  const html = String((await simpleParser(Buffer.from(first, 'latin1'), { keepCidLinks: true })).html);
  expect(html).toContain('<li');
  expect(html).toContain('One Ltd, Main Street');
  expect(html).toContain('src="cid:logo@deskhand"');
  expect(mail.attachments.map((file) => [file.contentType, file.inline, file.contentId, file.size])).toEqual([
    ['image/png', true, 'logo@deskhand', png.length],
  ]);
  expect(first).not.toMatch(/^List-Unsubscribe/im);

  const answer = [
    'From: Jane <jane@acme.example>',
    'To: support@one.example',
    `Subject: ${mail.subject}`,
    `In-Reply-To: ${mail.messageId}`,
    'Message-ID: <second@acme.example>',
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(
      `<div dir="ltr">Works now!</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Thu, 5 Nov 2026 at 11:00, agent (One Care) &lt;support@one.example&gt; wrote:<br></div><blockquote class="gmail_quote">${html}</blockquote></div>`,
    ).toString('base64'),
    '',
  ].join('\r\n');
  expect((await read(answer)).replyText.trim()).toBe('Works now!');
});

it('the mails of one ticket hang together: one subject, each answering the client’s mail and naming all before', async () => {
  const filed = await receive(desk, desk.one, mailFrom('joe@acme.example', { messageId: '<joe-1@acme.example>', subject: 'Toner' }));
  if (filed.kind !== 'opened') throw new Error('a first mail opens a ticket');
  server.contents.length = 0;
  desk.clock.now = null;
  for (const text of ['One', 'Two', 'Three']) {
    await reply(filed.ticketId, text);
    await drain();
  }
  const mails = await Promise.all(server.contents.map(read));
  expect(mails.map((mail) => mail.subject)).toEqual(Array(3).fill(`Re: Toner [${filed.number}]`));
  expect(mails.map((mail) => mail.inReplyTo)).toEqual(Array(3).fill('<joe-1@acme.example>'));
  for (const { references } of mails) {
    expect(references.at(-1)).toBe('<joe-1@acme.example>');
    expect(new Set(references).size).toBe(references.length);
  }
  const [one, two, three] = mails;
  expect(two?.references).toContain(one?.messageId);
  expect(three?.references).toEqual(expect.arrayContaining([one?.messageId, two?.messageId]));
});
