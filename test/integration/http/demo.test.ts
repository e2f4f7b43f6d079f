import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { createAccept } from '../../../mail/inbound/accept.ts';
import { type SmtpDoor, startSmtpDoor } from '../../../mail/inbound/smtp-door.ts';
import { type CustomerMailbox, type CustomerMailboxOptions, startCustomerMailbox } from '../../../server/demo/customer-mailbox.ts';
import { sampleKinds } from '../../../server/demo/sample-mails.rules.ts';
import { type CustomerMail, createCustomerSender } from '../../../server/demo/send-customer-mail.ts';
import { openTestDesk, silent, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { openTestWeb, type TestWeb } from '../../support/web.ts';
import { type WebClient, webClient } from '../../support/web-client.ts';

let desk: TestDesk;
let web: TestWeb;
let door: SmtpDoor;
let mailbox: CustomerMailbox;
let folder: string;
let one: WebClient;
let two: WebClient;
let sendToCustomers: (mail: CustomerMail) => Promise<void>;
let sendToDesk: (mail: CustomerMail) => Promise<void>;
const openMailbox = (options: Partial<CustomerMailboxOptions> = {}): Promise<CustomerMailbox> =>
  startCustomerMailbox({ host: '127.0.0.1', port: 0, folder: join(folder, 'customers'), log: silent, ...options });

beforeAll(async () => {
  desk = await openTestDesk();
  folder = await mkdtemp(join(tmpdir(), 'deskhand-demo-'));
  mailbox = await openMailbox();
  sendToCustomers = createCustomerSender({ host: '127.0.0.1', port: mailbox.port });
  web = await openTestWeb(desk, { demo: { mailbox, send: (mail) => sendToDesk(mail) } });
  const accept = createAccept({ withTenant: desk.withTenant, blobs: web.blobs });
  door = await startSmtpDoor({
    host: '127.0.0.1',
    port: 0,
    protocol: 'smtp',
    maxBytes: 1_000_000,
    accept,
    across: desk.across,
    log: silent,
  });
  sendToDesk = createCustomerSender({ host: '127.0.0.1', port: door.port });
  one = await webClient(web, await web.signInToken(desk.one.id, desk.one.agent));
  two = await webClient(web, await web.signInToken(desk.two.id, desk.two.agent));
}, 120_000);
afterAll(async () => {
  await web.close();
  await door.stop();
  await mailbox.close();
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

type StoredMail = { raw: Buffer; envelope_from: string; envelope_to: string };
const storedMails = (tenant: TestTenant): Promise<StoredMail[]> =>
  desk.withTenant(tenant.id, system, (uow) =>
    sqlRows<StoredMail>(uow, 'select raw, envelope_from, envelope_to from inbound_mails order by received_at, id'),
  );
const fromDesk = (tenant: TestTenant, changes: Partial<CustomerMail> = {}): CustomerMail => ({
  from: { name: `Company`, address: tenant.mailboxAddress },
  to: 'jane@acme.example',
  subject: 'Re: Printer',
  text: 'We are on it.',
  ...changes,
});

describe('a sample mail', () => {
  it.each(sampleKinds)('of the kind %s goes through the real SMTP door as a demo customer', async (kind) => {
    const before = (await storedMails(desk.one)).length;
    const answer = await one.send('POST', '/api/console/sample-mail', { kind, from: 'jane@acme.example' });
    expect(answer.status).toBe(202);
    const stored = (await storedMails(desk.one)).slice(before);
    expect(stored).toMatchObject([{ envelope_from: 'jane@acme.example', envelope_to: desk.one.mailboxAddress }]);
    const mail = await simpleParser(stored[0]?.raw ?? '');
    expect(mail.from?.value).toEqual([{ name: 'Jane Doe', address: 'jane@acme.example' }]);
    expect(mail.text?.length).toBeGreaterThan(80);
    expect(await storedMails(desk.two)).toEqual([]);
  });

  it('comes only from customers of the own tenant, or from the one stranger, and goes only to its own mailboxes', async () => {
    const refused = [
      { kind: 'support', from: 'ceo@victim.example' },
      { kind: 'support', from: 'jane@acme.example', to: desk.two.mailboxAddress },
      { kind: 'support', from: 'jane@acme.example', to: 'anyone@else.example' },
    ];
    for (const body of refused) expect((await one.send('POST', '/api/console/sample-mail', body)).status).toBe(404);
    const stranger = (
      (await one.get('/api/console/samples')).json as { customers: { address: string; customer: string | null }[] }
    ).customers.at(-1);
    expect(stranger?.customer).toBeNull();
    expect((await one.send('POST', '/api/console/sample-mail', { kind: 'quote', from: stranger?.address })).status).toBe(202);
  });

  it('says so when the door does not answer', async () => {
    const lonely = await openTestWeb(desk, { demo: { mailbox, send: createCustomerSender({ host: '127.0.0.1', port: 1 }) } });
    try {
      const client = await webClient(lonely, await lonely.signInToken(desk.one.id, desk.one.agent));
      const answer = await client.send('POST', '/api/console/sample-mail', { kind: 'support', from: 'jane@acme.example' });
      expect(answer).toMatchObject({ status: 503, json: { error: { message: expect.stringContaining('SMTP door') } } });
    } finally {
      await lonely.close();
    }
  });
});

describe('the customers’ mailbox', () => {
  it('shows each tenant what its own mailboxes sent, and nothing of another', async () => {
    await sendToCustomers(fromDesk(desk.one));
    await sendToCustomers(fromDesk(desk.two, { subject: 'Of two' }));
    const mails = ((await one.get('/api/console/mailbox')).json as { mails: { id: string; subject: string; to: string[] }[] }).mails;
    expect(mails).toMatchObject([{ subject: 'Re: Printer', to: ['jane@acme.example'] }]);
    const [theirs] = ((await two.get('/api/console/mailbox')).json as { mails: { id: string; subject: string }[] }).mails;
    expect(theirs?.subject).toBe('Of two');
    expect((await one.get(`/api/console/mailbox/${mails[0]?.id}`)).json).toMatchObject({ text: expect.stringContaining('We are on it.') });
    for (const id of [theirs?.id, '..%2f..%2fkeys', 'x']) expect((await one.get(`/api/console/mailbox/${id}`)).status).toBe(404);
    const reply = { kind: 'reply', mailId: theirs?.id, text: 'mine now' };
    expect((await one.send('POST', '/api/console/sample-mail', reply)).status).toBe(404);
  });

  it('answers as the customer: to the reply address, in the same thread', async () => {
    const raw = `From: support@one.example\r\nTo: jane@acme.example\r\nReply-To: ${desk.one.mailboxAddress}\r\nSubject: Re: Scanner\r\nMessage-ID: <dh.1@one.example>\r\nReferences: <a@acme.example>\r\n\r\nWe look at it.\r\n`;
    await createTransport({ host: '127.0.0.1', port: mailbox.port, ignoreTLS: true }).sendMail({
      raw,
      envelope: { from: '', to: ['jane@acme.example'] },
    });
    const [mail] = ((await one.get('/api/console/mailbox')).json as { mails: { id: string; subject: string }[] }).mails;
    expect(mail?.subject).toBe('Re: Scanner');
    const answer = await one.send('POST', '/api/console/sample-mail', { kind: 'reply', mailId: mail?.id, text: 'Still broken.' });
    expect(answer.status).toBe(202);
    const sent = await simpleParser((await storedMails(desk.one)).at(-1)?.raw ?? '');
    expect(sent).toMatchObject({
      subject: 'Re: Scanner',
      inReplyTo: '<dh.1@one.example>',
      references: ['<a@acme.example>', '<dh.1@one.example>'],
    });
    expect(sent.from?.value[0]?.address).toBe('jane@acme.example');
    expect(sent.text).toMatch(/^Still broken\.\n\nOn .* wrote:\n> We look at it\./);
  });
});

describe('the customers’ mail server', () => {
  let other: CustomerMailbox | undefined;
  afterEach(() => other?.close());

  it('refuses to listen on anything but loopback', async () => {
    await expect(openMailbox({ host: '0.0.0.0' })).rejects.toMatchObject({ code: 'not_configured' });
  });

  it('says which setting to change when its port is taken', async () => {
    await expect(openMailbox({ port: mailbox.port })).rejects.toMatchObject({ userMessage: expect.stringContaining('DEMO_MAILBOX_PORT') });
  });

  it('has every acknowledged mail after a restart, and keeps the newest only', async () => {
    const place = join(folder, 'bounded');
    other = await openMailbox({ folder: place, keep: 3 });
    const send = createCustomerSender({ host: '127.0.0.1', port: other.port });
    for (const subject of ['a', 'b', 'c', 'd', 'e']) await send(fromDesk(desk.one, { subject }));
    await other.close();
    other = await openMailbox({ folder: place, keep: 3 });
    expect(other.list().map((line) => line.subject)).toEqual(['e', 'd', 'c']);
    expect((await readdir(place)).length).toBe(6);
    const [newest] = other.list({ from: [desk.one.mailboxAddress] });
    expect((await other.raw(newest?.id ?? ''))?.toString()).toContain('Subject: e');
    expect(other.list({ from: ['nobody@one.example'] })).toEqual([]);
    expect(await other.read('../bounded/x')).toBeNull();
  });
});
