import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createAccept } from '../../../mail/inbound/accept.ts';
import { type SmtpDoor, type SmtpDoorOptions, startSmtpDoor } from '../../../mail/inbound/smtp-door.ts';
import { withClient } from '../../../server/embedded/with-client.ts';
import { openTestDesk, silent, type TestDesk } from '../../support/desk.ts';
import { mailText, SmtpTalk, storedMails, type TempBlobs, tempBlobs } from './door-kit.ts';

let desk: TestDesk;
let temp: TempBlobs;
const open: SmtpDoor[] = [];
const talks: SmtpTalk[] = [];

beforeAll(async () => {
  desk = await openTestDesk({ pool: 4 });
  temp = await tempBlobs();
}, 120_000);
afterEach(async () => {
  for (const talk of talks.splice(0)) talk.hangUp();
  await Promise.all(open.splice(0).map((door) => door.stop()));
});
afterAll(async () => {
  await desk.close();
  await temp.remove();
});

async function door(options: Partial<SmtpDoorOptions> = {}): Promise<SmtpDoor> {
  const accept = createAccept({ withTenant: desk.withTenant, blobs: temp.blobs });
  const started = await startSmtpDoor({
    host: '127.0.0.1',
    port: 0,
    protocol: 'smtp',
    maxBytes: 2_000_000,
    accept,
    across: desk.across,
    log: silent,
    ...options,
  });
  open.push(started);
  return started;
}

async function talkTo(port: number): Promise<SmtpTalk> {
  const talk = await SmtpTalk.open(port);
  talks.push(talk);
  return talk;
}

const mails = (tenant: { id: TestDesk['one']['id'] }) => storedMails(desk.withTenant, tenant.id);

test('a mail is acknowledged with the id of its row, and the row holds the mail byte for byte', async () => {
  const talk = await talkTo((await door()).port);
  const content = mailText('exactly', ['X-Dots: 1']).replace('printer', '\r\n.printer');
  const answer = await talk.deliver('jane@acme.example', [desk.one.mailboxAddress], content.replace('\r\n.', '\r\n..'));
  const row = (await mails(desk.one)).at(-1);
  expect(answer).toBe(`250 2.6.0 Stored as ${row?.id}`);
  expect(row?.raw?.toString()).toBe(`${content}\r\n`);
  expect(row).toMatchObject({ mailboxId: desk.one.mailboxId, envelopeFrom: 'jane@acme.example', envelopeTo: desk.one.mailboxAddress });
  expect(desk.wakes.at(-1)).toMatchObject({ kind: 'mail', tenantId: desk.one.id });
});

test('a mail sent again after its 250 was lost is the same mail, and another recipient or sender makes another', async () => {
  const talk = await talkTo((await door()).port);
  const before = (await mails(desk.one)).length;
  const content = mailText('twice');
  const first = await talk.deliver('jane@acme.example', [desk.one.mailboxAddress], content);
  expect(await talk.deliver('jane@acme.example', [desk.one.mailboxAddress], content)).toBe(first);
  expect(await mails(desk.one)).toHaveLength(before + 1);
  expect(await talk.deliver('john@acme.example', [desk.one.mailboxAddress], content)).not.toBe(first);
  expect(await mails(desk.one)).toHaveLength(before + 2);
});

test('a recipient that is no mailbox here is refused with 550 before any content is sent', async () => {
  const talk = await talkTo((await door()).port);
  await talk.say('EHLO test');
  await talk.say('MAIL FROM:<jane@acme.example>');
  expect(await talk.say('RCPT TO:<nobody@one.example>')).toBe('550 5.1.1 There is no such mailbox here');
  expect(await talk.say('DATA')).toMatch(/^503 /);
});

test('a reply address finds its mailbox and is kept whole as the envelope recipient', async () => {
  const talk = await talkTo((await door()).port);
  const address = 'Support+abcdefghijkm2345678923456789.k1@one.example';
  expect(await talk.deliver('jane@acme.example', [address], mailText('by token'))).toMatch(/^250 /);
  expect((await mails(desk.one)).at(-1)?.envelopeTo).toBe(address);
});

test('the null sender of a bounce is kept as an empty text', async () => {
  const talk = await talkTo((await door()).port);
  expect(await talk.deliver('', [desk.one.mailboxAddress], mailText('bounced'))).toMatch(/^250 /);
  expect((await mails(desk.one)).at(-1)?.envelopeFrom).toBe('');
});

test('one mail for mailboxes of two tenants is committed for both, and each sees only its own', async () => {
  const talk = await talkTo((await door()).port);
  const before = [(await mails(desk.one)).length, (await mails(desk.two)).length];
  const answer = await talk.deliver('jane@acme.example', [desk.one.mailboxAddress, desk.two.mailboxAddress], mailText('for two'));
  const [one, two] = [await mails(desk.one), await mails(desk.two)];
  expect([one.length, two.length]).toEqual(before.map((count) => count + 1));
  expect(answer).toBe(`250 2.6.0 Stored as ${one.at(-1)?.id} ${two.at(-1)?.id}`);
});

test('a big mail for two tenants lies in a blob of each, with equal content', async () => {
  const talk = await talkTo((await door()).port);
  const content = `${mailText('big for two')}${`${'x'.repeat(998)}\r\n`.repeat(400)}`;
  const answer = await talk.deliver('jane@acme.example', [desk.one.mailboxAddress, desk.two.mailboxAddress], content);
  expect(answer).toMatch(/^250 /);
  for (const tenant of [desk.one, desk.two]) {
    const row = (await mails(tenant)).at(-1);
    expect(row?.raw).toBeNull();
    expect(row?.rawBlobKey?.startsWith(`${tenant.id}/`)).toBe(true);
    expect((await temp.blobs.read(row?.rawBlobKey ?? '')).toString()).toBe(`${content}\r\n`);
  }
});

test('one mailbox named twice in a transaction gets the mail once, under the address that says more', async () => {
  const talk = await talkTo((await door()).port);
  const before = (await mails(desk.one)).length;
  const named = [desk.one.mailboxAddress, 'support+ref@one.example'];
  expect(await talk.deliver('jane@acme.example', named, mailText('named twice'))).toMatch(/^250 /);
  const rows = await mails(desk.one);
  expect(rows).toHaveLength(before + 1);
  expect(rows.at(-1)?.envelopeTo).toBe('support+ref@one.example');
});

test('LMTP answers for each recipient on its own', async () => {
  const failing = createAccept({
    withTenant: (tenantId, actor, work) =>
      tenantId === desk.two.id ? Promise.reject(new Error('away')) : desk.withTenant(tenantId, actor, work),
    blobs: temp.blobs,
  });
  const talk = await talkTo((await door({ protocol: 'lmtp', accept: failing })).port);
  const to = [desk.two.mailboxAddress, desk.one.mailboxAddress];
  const first = await talk.deliver('jane@acme.example', to, mailText('lmtp'), 'LHLO test');
  expect([first, await talk.reply()]).toEqual([
    '451 4.3.0 The mail could not be stored just now, please try again later',
    `250 2.6.0 Stored as ${(await mails(desk.one)).at(-1)?.id}`,
  ]);
});

test('SMTP says 451 when one of several mailboxes failed, and the retry doubles nothing', async () => {
  let isAway = true;
  const accept = createAccept({
    withTenant: (tenantId, actor, work) =>
      isAway && tenantId === desk.two.id ? Promise.reject(new Error('away')) : desk.withTenant(tenantId, actor, work),
    blobs: temp.blobs,
  });
  const talk = await talkTo((await door({ accept })).port);
  const before = [(await mails(desk.one)).length, (await mails(desk.two)).length];
  const send = () => talk.deliver('jane@acme.example', [desk.one.mailboxAddress, desk.two.mailboxAddress], mailText('half'));
  expect(await send()).toMatch(/^451 4\.3\.0 /);
  isAway = false;
  expect(await send()).toMatch(/^250 /);
  expect([(await mails(desk.one)).length, (await mails(desk.two)).length]).toEqual(before.map((count) => count + 1));
});

test('while the database is away recipients and mails are answered with 451, and the sender’s retry is taken when it is back', async () => {
  const talk = await talkTo((await door()).port);
  const before = (await mails(desk.one)).length;
  await talk.say('EHLO test');
  await talk.say('MAIL FROM:<jane@acme.example>');
  expect(await talk.say(`RCPT TO:<${desk.one.mailboxAddress}>`)).toMatch(/^250 /);
  await switchDatabase(false);
  await talk.say('DATA');
  expect(await talk.say(`${mailText('patient')}\r\n.`)).toMatch(/^451 4\.3\.0 /);
  await talk.say('MAIL FROM:<jane@acme.example>');
  expect(await talk.say(`RCPT TO:<${desk.one.mailboxAddress}>`)).toMatch(/^451 4\.3\.0 /);
  await switchDatabase(true);
  expect(await talk.deliver('jane@acme.example', [desk.one.mailboxAddress], mailText('patient'))).toMatch(/^250 /);
  expect(await mails(desk.one)).toHaveLength(before + 1);
});

test('a mail over the size limit is refused with 552, announced or not, and leaves nothing behind', async () => {
  const talk = await talkTo((await door()).port);
  const before = (await mails(desk.one)).length;
  expect(await talk.say('EHLO test')).toContain('SIZE 2000000');
  expect(await talk.say('MAIL FROM:<jane@acme.example> SIZE=2000001')).toMatch(/^552 5\.3\.4 /);
  const content = `${mailText('too big')}${`${'x'.repeat(998)}\r\n`.repeat(2_100)}`;
  expect(await talk.deliver('jane@acme.example', [desk.one.mailboxAddress], content)).toMatch(/^552 5\.3\.4 /);
  expect(await mails(desk.one)).toHaveLength(before);
  expect(await talk.deliver('jane@acme.example', [desk.one.mailboxAddress], mailText('small again'))).toMatch(/^250 /);
});

test('a connection that breaks in the middle of a mail stores nothing', async () => {
  const { port } = await door();
  const talk = await talkTo(port);
  const before = (await mails(desk.one)).length;
  await talk.say('EHLO test');
  await talk.say('MAIL FROM:<jane@acme.example>');
  await talk.say(`RCPT TO:<${desk.one.mailboxAddress}>`);
  await talk.say('DATA');
  talk.send(mailText('half a mail'));
  talk.hangUp();
  const next = await talkTo(port);
  expect(await next.deliver('jane@acme.example', [desk.one.mailboxAddress], mailText('whole'))).toMatch(/^250 /);
  expect(await mails(desk.one)).toHaveLength(before + 1);
});

test('a sender that trickles is sent away when its time is up', async () => {
  const talk = await talkTo((await door({ dataMs: 100 })).port);
  await talk.say('EHLO test');
  await talk.say('MAIL FROM:<jane@acme.example>');
  await talk.say(`RCPT TO:<${desk.one.mailboxAddress}>`);
  await talk.say('DATA');
  talk.send('Subject: slow');
  expect(await talk.reply()).toMatch(/^421 4\.4\.2 The mail took too long/);
  expect(await talk.reply()).toBe('');
});

test('a sender is not kept waiting without end for a commit that hangs', async () => {
  const accept = createAccept({ withTenant: () => new Promise(() => undefined), blobs: temp.blobs });
  const talk = await talkTo((await door({ accept, dataMs: 100, drainMs: 100 })).port);
  expect(await talk.deliver('jane@acme.example', [desk.one.mailboxAddress], mailText('hanging'))).toMatch(/^421 4\.4\.2 /);
});

test('a host gets no more connections than its share, and a closed one gives its place back', async () => {
  const { port } = await door({ maxPerAddress: 2 });
  const [first] = [await talkTo(port), await talkTo(port)];
  const refused = await SmtpTalk.open(port);
  talks.push(refused);
  expect(await refused.reply()).toBe('');
  first?.hangUp();
  for (let isIn = false; !isIn; ) isIn = /^250/.test(await (await talkTo(port)).say('EHLO test'));
});

test('the door offers no sign-in and no encryption it has no certificate for', async () => {
  const talk = await talkTo((await door()).port);
  const hello = await talk.say('EHLO test');
  expect(hello).not.toMatch(/AUTH|STARTTLS|XCLIENT/);
  expect(await talk.say('AUTH PLAIN AGEAYg==')).toMatch(/^500 /);
  expect(await talk.say('STARTTLS')).toMatch(/^500 /);
});

test('stopping sends idle clients away, lets an arriving mail finish with 250, and takes no new one', async () => {
  const started = await door();
  const [idle, busy] = [await talkTo(started.port), await talkTo(started.port)];
  await busy.say('EHLO test');
  await busy.say('MAIL FROM:<jane@acme.example>');
  await busy.say(`RCPT TO:<${desk.one.mailboxAddress}>`);
  await busy.say('DATA');
  busy.send(mailText('at the last moment'));
  open.splice(open.indexOf(started), 1);
  const stopped = started.stop();
  expect(await idle.reply()).toMatch(/^421 /);
  expect(await busy.say('\r\n.')).toBe(`250 2.6.0 Stored as ${(await mails(desk.one)).at(-1)?.id}`);
  expect(await busy.reply()).toMatch(/^421 /);
  await stopped;
  expect(await (await talkTo(started.port)).say('EHLO test')).toBe('');
});

test('a taken port is told by the error of the start', async () => {
  const { port } = await door();
  await expect(door({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

/** Closes the database for everybody and cuts what is connected, or opens it again. */
async function switchDatabase(isOn: boolean): Promise<void> {
  const elsewhere = new URL(desk.fresh.superuserUrl);
  elsewhere.pathname = '/postgres';
  await withClient(elsewhere.href, async (client) => {
    await client.query(`ALTER DATABASE "${desk.fresh.name}" WITH ALLOW_CONNECTIONS ${isOn}`);
    if (!isOn) await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [desk.fresh.name]);
  });
}
