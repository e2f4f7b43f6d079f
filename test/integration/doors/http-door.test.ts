import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addMailHook } from '../../../domain/mailboxes/add-mail-hook.ts';
import { listMailHooks } from '../../../domain/mailboxes/list-mail-hooks.ts';
import type { HookBucket, HookProvider } from '../../../domain/mailboxes/mail-hooks.types.ts';
import { removeMailHook } from '../../../domain/mailboxes/remove-mail-hook.ts';
import { resealHookSecrets } from '../../../domain/mailboxes/reseal-hook-secrets.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import { createAccept } from '../../../mail/inbound/accept.ts';
import { createMailHookDoor } from '../../../mail/inbound/http/mail-hook-door.ts';
import { openTestDesk, silent, system, type TestDesk } from '../../support/desk.ts';
import { mailgunPost } from '../../support/mail-hooks/fake-mailgun.ts';
import { postmarkPost } from '../../support/mail-hooks/fake-postmark.ts';
import { sendgridKeys, sendgridPost } from '../../support/mail-hooks/fake-sendgrid.ts';
import { FakeSns, sesNotification } from '../../support/mail-hooks/fake-ses.ts';
import { multipart, type Posted, post } from '../../support/mail-hooks/form.ts';
import { openTestWeb, type TestWeb } from '../../support/web.ts';
import { mailText, type StoredRow, storedMails } from './door-kit.ts';

const key = 'key-0123456789abcdef0123';
const login = 'deskhand:a-long-password-of-ours';
const maxBytes = 3_000_000;

let desk: TestDesk;
let web: TestWeb;
let sns: FakeSns;
let isDatabaseDown = false;
let allowed = true;
const objects = new Map<string, Buffer>();

beforeAll(async () => {
  desk = await openTestDesk();
  sns = new FakeSns();
  web = await openTestWeb(desk, {
    mailHooks: ({ blobs, keyRing }) =>
      createMailHookDoor({
        withTenant: desk.withTenant,
        across: desk.across,
        accept: createAccept({
          withTenant: (tenantId, actor, work) =>
            isDatabaseDown ? Promise.reject(new Error('the database is gone')) : desk.withTenant(tenantId, actor, work),
          blobs,
        }),
        blobs,
        unseal: (sealed, context) => keyRing.unseal(sealed, context),
        outside: {
          fetchText: sns.fetchText,
          openObject: async (bucket, name) => {
            const found = objects.get(`${bucket}/${name}`);
            if (found === undefined) throw new Error('no such object');
            return Readable.from([found]);
          },
        },
        log: silent,
        maxBytes,
        allows: () => allowed,
      }),
  });
}, 120_000);
afterAll(async () => {
  await web.close();
  await desk.close();
});

async function open(provider: HookProvider, secret: string, storage: HookBucket | null = null): Promise<string> {
  const { token } = await desk.withTenant(desk.one.id, system, (uow) =>
    addMailHook(uow, { address: desk.one.mailboxAddress, provider, secret, storage }, web.keyRing),
  );
  return `${web.url}/mail/hooks/${token}${provider === 'mailgun' ? '/mime' : ''}`;
}

let counter = 0;
function newMail(lines = 0): Buffer {
  counter += 1;
  const body = `line of é text ${'x'.repeat(60)}\r\n`.repeat(lines);
  return Buffer.from(`${mailText(`door ${counter}`)}\r\n${body}"quotes", \\slashes\\, tab\there & 100% = +plus+\r\n`);
}

async function stored(): Promise<StoredRow[]> {
  return storedMails(desk.withTenant, desk.one.id);
}

/** The one row of exactly this mail, whole. */
async function rowOf(raw: Buffer): Promise<StoredRow> {
  const found: StoredRow[] = [];
  for (const row of await stored()) {
    const bytes = row.raw ?? (await web.blobs.read(row.rawBlobKey ?? ''));
    if (bytes.equals(raw)) found.push(row);
  }
  expect(found).toHaveLength(1);
  const [row] = found;
  if (row === undefined) throw new Error('unreachable');
  return row;
}

async function refuses(url: string, posted: Posted, status: number, words: RegExp): Promise<void> {
  const before = (await stored()).length;
  const answer = await post(url, posted);
  expect({ status: answer.status, text: answer.text }).toEqual({ status, text: expect.stringMatching(words) });
  expect(await stored()).toHaveLength(before);
}

const to = (): string => desk.one.mailboxAddress;

it('takes a mail of Mailgun whole, in both encodings of a form, with the envelope as Mailgun tells it', async () => {
  const url = await open('mailgun', key);
  for (const [encoding, lines] of [
    ['multipart', 5],
    ['urlencoded', 5],
    ['multipart', 20_000],
    ['urlencoded', 9_000],
  ] as const) {
    const raw = newMail(lines);
    const answer = await post(url, mailgunPost({ key, raw, sender: 'bounce@acme.example', recipient: to() }, encoding));
    expect(answer).toMatchObject({ status: 200, text: expect.stringMatching(/^Taken as /) });
    expect(await rowOf(raw)).toMatchObject({
      mailboxId: desk.one.mailboxId,
      envelopeFrom: 'bounce@acme.example',
      envelopeTo: to(),
      size: raw.length,
    });
  }
});

it('refuses Mailgun requests that are unsigned, forged, too old or from the future, or have no raw mail', async () => {
  const url = await open('mailgun', key);
  const base = { key, raw: newMail(), recipient: to() };
  await refuses(url, mailgunPost({ ...base, signature: '' }), 403, /signing key/);
  await refuses(url, mailgunPost({ ...base, key: 'another-key-0123456789' }), 403, /signing key/);
  await refuses(url, mailgunPost({ ...base, token: '' }), 403, /signing key/);
  await refuses(url, mailgunPost({ ...base, at: new Date(Date.now() - 301_000) }), 403, /too old/);
  await refuses(url, mailgunPost({ ...base, at: new Date(Date.now() + 310_000) }), 403, /too old/);
  await refuses(url, multipart([['timestamp', '1']]), 403, /signing key/);
  const posted = mailgunPost(base);
  const renamed = {
    ...posted,
    body: Buffer.from(posted.body.toString('latin1').replace('name="body-mime"', 'name="body-plai"'), 'latin1'),
  };
  await refuses(url, renamed, 422, /\/mime/);
});

it('takes a request of Mailgun again after a lost answer, but its token for no other mail', async () => {
  const url = await open('mailgun', key);
  const [raw, other, token] = [newMail(), newMail(), 'f'.repeat(50)];
  const first = mailgunPost({ key, raw, recipient: to(), token });
  expect((await post(url, first)).status).toBe(200);
  expect((await post(url, first)).status).toBe(200);
  await rowOf(raw);
  await refuses(url, mailgunPost({ key, raw: other, recipient: to(), token }), 403, /used before/);
});

it('asks the provider to come again when our own side fails, and forgets the token of the failed try', async () => {
  const url = await open('mailgun', key);
  const raw = newMail();
  const posted = mailgunPost({ key, raw, recipient: to() });
  isDatabaseDown = true;
  try {
    expect((await post(url, posted)).status).toBe(500);
  } finally {
    isDatabaseDown = false;
  }
  expect((await post(url, posted)).status).toBe(200);
  await rowOf(raw);
});

it('takes a mail of Postmark out of its JSON, once however often it comes', async () => {
  const url = await open('postmark', login);
  for (const lines of [3, 20_000]) {
    const raw = newMail(lines);
    const posted = postmarkPost({ login, raw, recipient: to() });
    expect((await post(url, posted)).status).toBe(200);
    expect((await post(url, posted)).status).toBe(200);
    expect(await rowOf(raw)).toMatchObject({ envelopeFrom: null, envelopeTo: to(), naturalKey: expect.stringMatching(/^http:postmark:/) });
  }
});

it('tells Postmark to try again with another password, and what to switch on when the raw mail is missing', async () => {
  const url = await open('postmark', login);
  const base = { login, raw: newMail(20_000), recipient: to() };
  await refuses(url, postmarkPost({ ...base, login: 'deskhand:wrong' }), 401, /password/);
  await refuses(url, { ...postmarkPost(base), headers: { 'Content-Type': 'application/json' } }, 401, /password/);
  await refuses(url, postmarkPost({ ...base, withRaw: false }), 422, /Include raw email/);
  const cut = postmarkPost(base);
  await refuses(url, { ...cut, body: cut.body.subarray(0, 4_000) }, 400, /JSON|middle/);
  expect(await desk.withTenant(desk.one.id, system, listMailHooks)).toContainEqual(
    expect.objectContaining({ provider: 'postmark', refusal: expect.stringMatching(/middle|JSON/), refusedAt: expect.any(Date) }),
  );
});

it('takes a mail of SendGrid by password, or signed over every byte, also when the retry comes days later', async () => {
  const raw = newMail(4_000);
  const byPassword = await open('sendgrid', login);
  expect((await post(byPassword, sendgridPost({ raw, recipient: to(), login }))).status).toBe(200);
  expect(await rowOf(raw)).toMatchObject({ envelopeFrom: 'jane@acme.example', envelopeTo: to() });
  await refuses(byPassword, sendgridPost({ raw: newMail(), recipient: to(), login: 'deskhand:wrong-password-of-ours' }), 401, /password/);

  const keys = sendgridKeys();
  const url = await open('sendgrid', keys.publicKey);
  const late = newMail();
  const threeDaysAgo = new Date(Date.now() - 3 * 86_400_000);
  expect((await post(url, keys.sign(sendgridPost({ raw: late, recipient: to(), sender: '' }), threeDaysAgo))).status).toBe(200);
  expect(await rowOf(late)).toMatchObject({ envelopeFrom: '' });
  const posted = keys.sign(sendgridPost({ raw: newMail(), recipient: to() }));
  await refuses(url, { ...posted, body: Buffer.concat([posted.body, Buffer.from('\r\n')]) }, 403, /signature/);
  await refuses(url, sendgridKeys().sign(sendgridPost({ raw: newMail(), recipient: to() })), 403, /signature/);
  await refuses(url, sendgridPost({ raw: newMail(), recipient: to(), login }), 403, /signature/);
});

it('takes a mail of Amazon SES with either version of signature, once for its id', async () => {
  const url = await open('ses', sns.topic);
  for (const version of ['1', '2'] as const) {
    const raw = newMail(500);
    const note = sesNotification({ raw, recipient: to() });
    expect((await post(url, sns.post(note, version))).status).toBe(200);
    expect((await post(url, sns.post(note, version))).status).toBe(200);
    expect(await rowOf(raw)).toMatchObject({ envelopeFrom: 'jane@acme.example', envelopeTo: to() });
  }
  const setup = { Type: 'Notification', Message: 'Successfully validated SNS topic for Amazon SES.' };
  expect(await post(url, sns.post(setup))).toMatchObject({ status: 200, text: 'Nothing to take.\n' });
});

it('believes Amazon only under a certificate from SNS itself in the region of its topic', async () => {
  const url = await open('ses', sns.topic);
  const note = sesNotification({ raw: newMail(), recipient: to() });
  const asked = sns.asked.length;
  for (const address of [
    'https://sns.eu-west-1.amazonaws.com.evil.example/a.pem',
    'https://sns.us-east-1.amazonaws.com/a.pem',
    'http://sns.eu-west-1.amazonaws.com/a.pem',
    'https://evil.example/sns.eu-west-1.amazonaws.com/a.pem',
    'https://sns.eu-west-1.amazonaws.com:8443/a.pem',
    'https://x@sns.eu-west-1.amazonaws.com/a.pem',
    'https://s3.eu-west-1.amazonaws.com/a.pem',
    'not an address',
  ])
    await refuses(url, sns.post({ ...note, SigningCertURL: address }), 403, /not of Amazon SNS/);
  expect(sns.asked).toHaveLength(asked);
  await refuses(url, sns.post(note, '2', { Message: String(note.Message).replace('jane', 'boss') }), 403, /signature/);
  await refuses(url, sns.post(note, '2', { Signature: 'AAAA' }), 403, /signature/);
  await refuses(url, new FakeSns().post(note), 403, /signature/);
  await refuses(url, sns.post({ ...note, TopicArn: `${sns.topic}2` }), 403, /another topic/);
  await refuses(url, { body: Buffer.from('{}'), headers: {} }, 400, /no message/);
});

it('confirms a subscription for its own topic and asks nobody else', async () => {
  const url = await open('ses', sns.topic);
  expect((await post(url, sns.confirmation())).status).toBe(200);
  expect(sns.asked.at(-1)).toMatch(/^https:\/\/sns\.eu-west-1\.amazonaws\.com\/\?Action=ConfirmSubscription&TopicArn=arn/);
  const asked = sns.asked.length;
  await refuses(url, sns.confirmation('http://169.254.169.254/latest/meta-data'), 403, /not of Amazon SNS/);
  await refuses(url, sns.confirmation('https://sns.eu-west-1.amazonaws.com/?Action=DeleteTopic&TopicArn=x'), 403, /something else/);
  expect(sns.asked).toHaveLength(asked);
});

it('fetches a long mail of SES from the bucket the door was set up with, and from no other place', async () => {
  const raw = newMail(8_000);
  objects.set('mails-of-one/in/abc', raw).set('mails-of-one/other/abc', newMail()).set('files/in/abc', newMail());
  const url = await open('ses', sns.topic, { bucket: 'mails-of-one', prefix: 'in/' });
  const at = (bucketName: string, objectKey: string) => sns.post(sesNotification({ recipient: to(), stored: { bucketName, objectKey } }));
  expect((await post(url, at('mails-of-one', 'in/abc'))).status).toBe(200);
  await rowOf(raw);
  await refuses(url, at('mails-of-one', 'other/abc'), 422, /may not read/);
  await refuses(url, at('files', 'in/abc'), 422, /may not read/);
  expect((await post(url, at('mails-of-one', 'in/gone'))).status).toBe(500);
});

it('knows no door by a token that was made up, replaced or closed, and none for a request that is too long', async () => {
  const old = await open('postmark', login);
  const url = await open('postmark', login);
  const posted = postmarkPost({ login, raw: newMail(), recipient: to() });
  await refuses(`${web.url}/mail/hooks/${'A'.repeat(43)}`, posted, 404, /no such page/);
  await refuses(old, posted, 404, /no such page/);
  await refuses(url, postmarkPost({ login, raw: newMail(40_000), recipient: to() }), 413, /longer than 3000000/);
  // Without a length in its head a body is measured as it comes.
  const streamed = await fetch(url, {
    method: 'POST',
    headers: posted.headers,
    body: new ReadableStream({
      start: (controller) => {
        controller.enqueue(new Uint8Array(postmarkPost({ login, raw: newMail(40_000), recipient: to() }).body));
        controller.close();
      },
    }),
    duplex: 'half',
  } as RequestInit);
  expect(streamed.status).toBe(413);
  allowed = false;
  await refuses(url, posted, 503, /too many/);
  allowed = true;
  await desk.withTenant(desk.one.id, system, (uow) =>
    sqlRun(uow, 'update mailboxes set enabled = false where id = ?', [desk.one.mailboxId]),
  );
  await refuses(url, posted, 503, /switched off/);
  await desk.withTenant(desk.one.id, system, (uow) =>
    sqlRun(uow, 'update mailboxes set enabled = true where id = ?', [desk.one.mailboxId]),
  );
  await desk.withTenant(desk.one.id, system, (uow) => removeMailHook(uow, to(), 'postmark'));
  await refuses(url, posted, 404, /no such page/);
});

it('writes nothing secret to the log and keeps the secret sealed, anew after a change of keys', async () => {
  const url = await open('postmark', login);
  await post(url, postmarkPost({ login, raw: newMail(), recipient: to() }));
  const token = url.split('/').at(-1) ?? '';
  expect(web.logLines.join('\n')).not.toContain(token);
  expect(web.logLines.join('\n')).not.toContain('a-long-password');
  const rows = await desk.withTenant(desk.one.id, system, (uow) =>
    sqlRows<{ secret: string }>(uow, 'select secret, token_hash from mail_hooks'),
  );
  expect(JSON.stringify(rows)).not.toContain('a-long-password');
  expect(JSON.stringify(rows)).not.toContain(token);
  const stale = { ...web.keyRing, isStale: () => true };
  expect(await desk.withTenant(desk.one.id, system, (uow) => resealHookSecrets(uow, stale))).toBe(rows.length);
  expect((await post(url, postmarkPost({ login, raw: newMail(), recipient: to() }))).status).toBe(200);
});

it('shows another company nothing of a door, and lets it neither open nor close one', async () => {
  await open('postmark', login);
  const inTwo = <T>(work: Parameters<typeof desk.withTenant<T>>[2]) => desk.withTenant(desk.two.id, system, work);
  expect(await inTwo(listMailHooks)).toEqual([]);
  await expect(inTwo((uow) => removeMailHook(uow, to(), 'postmark'))).rejects.toMatchObject({ code: 'not_found' });
  const wanted = { address: to(), provider: 'postmark' as const, secret: login, storage: null };
  await expect(inTwo((uow) => addMailHook(uow, wanted, web.keyRing))).rejects.toMatchObject({ code: 'not_found' });
  for (const secret of ['short', 'user:short', 'nobody'])
    await expect(desk.withTenant(desk.one.id, system, (uow) => addMailHook(uow, { ...wanted, secret }, web.keyRing))).rejects.toMatchObject(
      { code: 'invalid_input' },
    );
});
