import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createAccept } from '../../../mail/inbound/accept.ts';
import { type DeliveredFile, type DeliverFilesInput, deliverFiles } from '../../../mail/inbound/deliver-files.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { mailText, storedMails, type TempBlobs, tempBlobs } from './door-kit.ts';

let desk: TestDesk;
let temp: TempBlobs;
let folder: string;

beforeAll(async () => {
  desk = await openTestDesk();
  temp = await tempBlobs();
  folder = await mkdtemp(join(tmpdir(), 'deskhand-eml-'));
}, 120_000);
afterAll(async () => {
  await desk.close();
  await temp.remove();
  await rm(folder, { recursive: true, force: true });
});

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function deliver(input: DeliverFilesInput): Promise<DeliveredFile[]> {
  const accept = createAccept({ withTenant: desk.withTenant, blobs: temp.blobs });
  const results: DeliveredFile[] = [];
  for await (const result of deliverFiles({ accept, across: desk.across }, input)) results.push(result);
  return results;
}

const mails = (tenant: TestDesk['one']) => storedMails(desk.withTenant, tenant.id);

test('a file goes to the named mailbox, byte for byte, whatever its headers say', async () => {
  const content = mailText('named', ['To: support@two.example']);
  const path = await file('named.eml', content);
  const [result] = await deliver({ files: [path], to: 'Support+ref@one.example' });
  const row = (await mails(desk.one)).at(-1);
  expect(result).toEqual({ kind: 'stored', file: path, mailbox: 'support@one.example', id: row?.id, isNew: true });
  expect(row).toMatchObject({ envelopeFrom: null, envelopeTo: 'Support+ref@one.example', size: content.length });
  expect(row?.raw?.toString()).toBe(content);
});

test('without a name the mailbox is read from the headers, what a server wrote before what the sender wrote', async () => {
  const to = ['To: Help <support@one.example>, other@else.example', 'Delivered-To: support+x@two.example'];
  const [result] = await deliver({ files: [await file('headers.eml', mailText('headers', to))] });
  expect(result).toMatchObject({ kind: 'stored', mailbox: 'support@two.example' });
  const cc = await file('cc.eml', mailText('cc', ['To: x@else.example', 'Cc: "S, T" <x@y.example>,', '\tsupport@ONE.example']));
  expect((await deliver({ files: [cc] }))[0]).toMatchObject({ kind: 'stored', mailbox: 'support@one.example' });
});

test('text in the body that looks like a header chooses no mailbox', async () => {
  const [result] = await deliver({ files: [await file('body.eml', `${mailText('body')}\r\nTo: support@one.example\r\n`)] });
  expect(result).toMatchObject({ kind: 'refused', reason: expect.stringContaining('--to') });
});

test('the same file again is told to be the same mail', async () => {
  const path = await file('again.eml', mailText('again'));
  const [first, second] = await deliver({ files: [path, path], to: desk.one.mailboxAddress });
  expect([first, second]).toMatchObject([{ isNew: true }, { isNew: false }]);
  expect(first?.kind === 'stored' && second?.kind === 'stored' && first.id === second.id).toBe(true);
});

test('what cannot be delivered is told by its name and does not stop the next file', async () => {
  const good = await file('good.eml', mailText('good'));
  const results = await deliver({
    files: [join(folder, 'missing.eml'), folder, await file('empty.eml', ''), good],
    to: desk.one.mailboxAddress,
  });
  expect(results.map((result) => result.kind)).toEqual(['refused', 'refused', 'refused', 'stored']);
  const [unknown] = await deliver({ files: [good], to: 'nobody@one.example' });
  expect(unknown).toMatchObject({ kind: 'refused', reason: expect.stringContaining('nobody@one.example') });
});

test('a mail comes from standard input too, and a long one lies in the blob store', async () => {
  const content = `${mailText('long', ['To: support@one.example'])}${`${'y'.repeat(998)}\r\n`.repeat(500)}`;
  const [result] = await deliver({ files: ['-'], stdin: Readable.from([content.slice(0, 1000), content.slice(1000)]) });
  expect(result).toMatchObject({ kind: 'stored', file: '-', mailbox: 'support@one.example' });
  const row = (await mails(desk.one)).at(-1);
  expect((await temp.blobs.read(row?.rawBlobKey ?? '')).toString()).toBe(content);
  expect((await deliver({ files: ['-'], stdin: Readable.from([]) }))[0]).toMatchObject({ kind: 'refused' });
});
