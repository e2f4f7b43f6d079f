import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addMailbox, type NewMailbox } from '../../../domain/mailboxes/add-mailbox.ts';
import { listMailboxes } from '../../../domain/mailboxes/list-mailboxes.ts';
import { loadMailboxSecrets } from '../../../domain/mailboxes/load-mailbox-secrets.ts';
import { mailboxSecretContext } from '../../../domain/mailboxes/mailbox-secret.rules.ts';
import { resealMailboxSecrets } from '../../../domain/mailboxes/reseal-mailbox-secrets.ts';
import { type MailboxChanges, updateMailbox } from '../../../domain/mailboxes/update-mailbox.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { type KeyRing, openKeyRing, rotateKeyFile } from '../../../storage/key-ring.ts';
import { openTestDesk, system, type TestDesk } from '../../support/desk.ts';

let desk: TestDesk;
let folder: string;
let keyRing: KeyRing;

beforeAll(async () => {
  desk = await openTestDesk();
  folder = await mkdtemp(join(tmpdir(), 'deskhand-keys-'));
  keyRing = await openKeyRing(join(folder, 'keys.json'));
}, 120_000);
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

const inOne = <T>(work: (uow: TenantUnitOfWork) => Promise<T>) => desk.withTenant(desk.one.id, system, work);
const server = { host: 'mail.example', port: 993, secure: true, user: 'box' };
const wanted = (address: string): NewMailbox => ({
  address,
  name: 'Box',
  imap: { ...server, password: 'imap-pass-1' },
  smtp: { ...server, port: 465, password: 'smtp-pass-1' },
});
const update = (address: string, changes: MailboxChanges) => inOne((uow) => updateMailbox(uow, address, changes, keyRing));

async function secretsOf(address: string, ring: KeyRing = keyRing) {
  const found = (await inOne(loadMailboxSecrets)).find((mailbox) => mailbox.address === address);
  if (found === undefined) throw new Error(`no mailbox ${address}`);
  const open = (sealed: string | null, kind: 'imap' | 'smtp') => sealed && ring.unseal(sealed, mailboxSecretContext(found.id, kind));
  return { imap: open(found.imapSecret, 'imap'), smtp: open(found.smtpSecret, 'smtp'), sealed: `${found.imapSecret} ${found.smtpSecret}` };
}

test('passwords are sealed for their own row and field before they are stored, and no list shows them', async () => {
  await inOne((uow) => addMailbox(uow, wanted('A@box.example'), keyRing));
  const stored = await secretsOf('a@box.example');
  expect(stored).toMatchObject({ imap: 'imap-pass-1', smtp: 'smtp-pass-1' });
  expect(stored.sealed).not.toContain('pass-1');
  const listed = JSON.stringify(await inOne(listMailboxes));
  expect(listed).toContain('a@box.example');
  expect(listed).not.toMatch(/pass-1|secret|k1\./i);
});

test('an address of another company is refused without a word about whose it is', async () => {
  const refusal = await inOne((uow) => addMailbox(uow, wanted(desk.two.mailboxAddress), keyRing)).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: 'conflict' });
  const own = await inOne((uow) => addMailbox(uow, wanted(desk.one.mailboxAddress), keyRing)).catch((error: unknown) => error);
  const text = (error: unknown) => (error as { userMessage: string }).userMessage.replace(/support@\w+/, 'X');
  expect(text(refusal)).toBe(text(own));
});

test.each([
  ['IMAP without a user', { imap: { ...server, user: null, password: null } }, 'imap needs a user'],
  ['a user without a password', { smtp: { ...server, password: null } }, 'the SMTP password is missing'],
  ['a password without a user', { smtp: { ...server, user: null, password: 'imap-pass-1' } }, 'smtp has a password but no user'],
  ['a port that is none', { smtp: { ...server, port: 0, password: 'imap-pass-1' } }, 'smtp port must be 1–65535'],
  ['a host with a blank', { smtp: { ...server, host: 'a b', password: 'imap-pass-1' } }, 'smtp host must be a host name'],
])('%s is refused, and no message repeats a password', async (_what, changes, message) => {
  const refusal = inOne((uow) => addMailbox(uow, { ...wanted('bad@box.example'), ...changes }, keyRing));
  await expect(refusal).rejects.toMatchObject({ code: 'invalid_input', userMessage: expect.stringContaining(message) });
  const error = (await refusal.catch((caught: unknown) => caught)) as Error & { userMessage: string };
  expect(`${error.message} ${error.userMessage} ${JSON.stringify(error)}`).not.toContain('pass-1');
});

test('a mailbox may do without either server, or send without signing in', async () => {
  const smtp = { host: '127.0.0.1', port: 2526, secure: false, user: null, password: null };
  await inOne((uow) => addMailbox(uow, { ...wanted('quiet@box.example'), imap: null, smtp }, keyRing));
  expect(await secretsOf('quiet@box.example')).toMatchObject({ imap: null, smtp: null });
});

test('a changed port keeps the password, a changed host wants it again and keeps the old settings meanwhile', async () => {
  await inOne((uow) => addMailbox(uow, wanted('b@box.example'), keyRing));
  await update('b@box.example', { imap: { ...server, port: 143, secure: false, password: null } });
  expect((await secretsOf('b@box.example')).imap).toBe('imap-pass-1');
  await expect(update('b@box.example', { imap: { ...server, host: 'thief.example', password: null } })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await expect(update('b@box.example', { smtp: { ...server, user: 'other', password: null } })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  const line = (await inOne(listMailboxes)).find((mailbox) => mailbox.address === 'b@box.example');
  expect(line).toMatchObject({ imap: { host: 'mail.example', port: 143 }, smtp: { user: 'box' } });
});

test('a server can be taken away with its password, a mailbox switched off, and none of another company', async () => {
  await inOne((uow) => addMailbox(uow, wanted('c@box.example'), keyRing));
  await update('c@box.example', { imap: null, enabled: false });
  const line = (await inOne(listMailboxes)).find((mailbox) => mailbox.address === 'c@box.example');
  expect(line).toMatchObject({ imap: null, enabled: false, smtp: { host: 'mail.example' } });
  expect(await secretsOf('c@box.example')).toMatchObject({ imap: null, smtp: 'smtp-pass-1' });
  await expect(update(desk.two.mailboxAddress, { enabled: false })).rejects.toMatchObject({ code: 'not_found' });
});

test('after a rotation every password opens under the new key, and doing it again changes nothing', async () => {
  await inOne((uow) => addMailbox(uow, wanted('d@box.example'), keyRing));
  const rotated = await rotateKeyFile(join(folder, 'keys.json'));
  expect(await inOne((uow) => resealMailboxSecrets(uow, rotated))).toBeGreaterThanOrEqual(2);
  const after = await secretsOf('d@box.example', rotated);
  expect(after).toMatchObject({ imap: 'imap-pass-1', smtp: 'smtp-pass-1' });
  expect(after.sealed).toMatch(/^k2\..* k2\./);
  expect(await inOne((uow) => resealMailboxSecrets(uow, rotated))).toBe(0);
});

test('which mails the first connect fetches is kept with the IMAP settings and may be changed', async () => {
  const imap = { ...server, password: 'imap-pass-1', importFrom: 30 };
  await inOne((uow) => addMailbox(uow, { ...wanted('import@box.example'), imap }, keyRing));
  const kept = async () => (await inOne(listMailboxes)).find((one) => one.address === 'import@box.example')?.imap?.importFrom;
  expect(await kept()).toBe(30);
  await update('import@box.example', { imap: { ...server, password: null, importFrom: 'all' } });
  expect(await kept()).toBe('all');
  const refused = inOne((uow) => addMailbox(uow, { ...wanted('no@box.example'), imap: { ...imap, importFrom: 0 } }, keyRing));
  await expect(refused).rejects.toMatchObject({ code: 'invalid_input' });
});
