import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { cardToText } from '../../../bots/cards/card-to-text.ts';
import { ticketCard } from '../../../bots/cards/ticket-card.ts';
import type { Downloadable } from '../../../bots/commands/person.types.ts';
import { loadThreadFile } from '../../../domain/chat/load-thread-file.ts';
import { claimDelivery } from '../../../domain/deliveries/claim-delivery.ts';
import {
  type AttachmentId,
  type DeliveryId,
  type InboundMailId,
  newId,
  type StaffUserId,
  type TicketId,
} from '../../../domain/ids.types.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import { splitTicket } from '../../../domain/tickets/split-ticket.ts';
import { viewTicket } from '../../../domain/tickets/view-ticket.ts';
import { createDownloadLinks } from '../../../server/http/download-link.ts';
import { createClamd } from '../../../storage/clamd.ts';
import { scanAllFiles, scanFiles } from '../../../workflows/activities/scan-files.ts';
import { FakeClamd } from '../../support/clamd/fake-clamd.ts';
import { addStaffRow, openTestDesk, silent, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { mailFrom, receive } from '../../support/mails.ts';
import { openTestWeb, type TestWeb } from '../../support/web.ts';
import { webClient } from '../../support/web-client.ts';

const virus = 'Win.Test.Sample-1';

let desk: TestDesk;
let web: TestWeb;
let clamd: FakeClamd;
const admin = newId<StaffUserId>();
beforeAll(async () => {
  desk = await openTestDesk({ scansFiles: true });
  web = await openTestWeb(desk);
  await addStaffRow(desk.withTenant, desk.one.id, admin, 'admin@one.example', 'admin');
  clamd = await new FakeClamd({ 'poisoned words': virus }).start();
}, 120_000);
afterAll(async () => {
  await clamd.stop();
  await web.close();
  await desk.close();
});
beforeEach(async () => {
  clamd.mood = 'well';
  clamd.maxBytes = 26_214_400;
  desk.clock.now = null;
});

const scanner = () => createClamd({ host: '127.0.0.1', port: clamd.port }, 300);
const deps = () => ({ withTenant: desk.withTenant, across: desk.across, blobs: web.blobs, scanner: scanner(), log: silent });

type Got = { id: AttachmentId; ticketId: TicketId };

async function attach(tenant: TestTenant, content: string | Buffer): Promise<Got> {
  const stored = await web.blobs.put(tenant.id, Buffer.from(content));
  const file = { ...stored, filename: 'invoice.pdf', contentType: 'application/pdf', contentId: null, inline: false };
  const filed = await receive(desk, tenant, mailFrom(`person${Math.random()}@acme.example`, { attachments: [file] }));
  if (!('ticketId' in filed)) throw new Error('the mail was not filed');
  const [row] = await desk.withTenant(tenant.id, system, (uow) =>
    sqlRows<{ id: AttachmentId }>(uow, 'select id from attachments where ticket_id = ?', [filed.ticketId]),
  );
  if (row === undefined) throw new Error('the file was not attached');
  return { id: row.id, ticketId: filed.ticketId as TicketId };
}

async function download({ id }: Got, kind: 'attachment' | 'raw_mail' = 'attachment'): Promise<{ status: number; text: string }> {
  const link = createDownloadLinks(web.keyRing, web.url)({ tenantId: desk.one.id, userId: admin }, { kind, id } as Downloadable);
  const { status, text } = await (await webClient(web)).get(new URL(link).pathname);
  return { status, text };
}

const stateOf = async ({ id }: Got, tenant = desk.one): Promise<{ state: string; virus: string | null } | undefined> =>
  (
    await desk.withTenant(tenant.id, system, (uow) =>
      sqlRows<{ state: string; virus: string | null }>(
        uow,
        'select scan_state as state, scan_virus as virus from attachments where id = ?',
        [id],
      ),
    )
  )[0];

it('hands a file out when clamd has looked at all of it, and not before', async () => {
  const content = Buffer.concat([Buffer.from('%PDF clean '), Buffer.alloc(700_000, 'x')]);
  const file = await attach(desk.one, content);
  expect(await download(file)).toMatchObject({ status: 503, text: expect.stringContaining('virus scanner') });
  expect(await scanFiles(deps(), desk.one.id)).toBe(1);
  expect(clamd.seen.at(-1)?.equals(content)).toBe(true);
  expect(await download(file)).toMatchObject({ status: 200 });
});

it('holds an infected file back by name, from downloads, the raw mail, threads and outgoing mail, copies too', async () => {
  const file = await attach(desk.one, 'some poisoned words');
  await scanFiles(deps(), desk.one.id);
  expect(await stateOf(file)).toEqual({ state: 'infected', virus });
  expect(await download(file)).toMatchObject({ status: 403, text: expect.stringContaining(virus) });
  const inOne = <T>(work: Parameters<typeof desk.withTenant<T>>[2]) => desk.withTenant(desk.one.id, system, work);
  const [mail] = await inOne((uow) =>
    sqlRows<{ id: InboundMailId; message: string }>(
      uow,
      'select inbound_mail_id as id, id as message from ticket_messages where ticket_id = ? and inbound_mail_id is not null',
      [file.ticketId],
    ),
  );
  expect(await download({ ...file, id: mail?.id as never }, 'raw_mail')).toMatchObject({
    status: 403,
    text: expect.stringContaining(virus),
  });
  expect(await inOne((uow) => loadThreadFile(uow, file.id))).toBeNull();
  const view = await inOne((uow) => viewTicket(uow, file.ticketId, { limit: 10, before: null }));
  expect(view.messages[0]?.files).toEqual([expect.objectContaining({ scanState: 'infected', scanVirus: virus })]);

  const options = { reader: { timeZone: 'UTC', now: new Date() }, userId: desk.one.agent, fileLink: () => 'https://link.example' };
  expect(cardToText(ticketCard(view, options))).toContain(`held back: the virus scanner found ${virus}`);
  expect(JSON.stringify(ticketCard(view, options))).not.toContain('link.example');

  const split = await inOne((uow) => splitTicket(uow, file.ticketId, { messages: [mail?.message as never], subject: 'Apart' }));
  const [copy] = await inOne((uow) => sqlRows<{ id: AttachmentId }>(uow, 'select id from attachments where ticket_id = ?', [split.id]));
  const copied = { id: copy?.id as AttachmentId, ticketId: split.id };
  expect(await stateOf(copied)).toEqual({ state: 'infected', virus });
  expect(await download(copied)).toMatchObject({ status: 403 });
});

it('never puts a file that is held back into a mail', async () => {
  const [bad, good] = [await attach(desk.one, 'more poisoned words'), await attach(desk.one, 'all is well')];
  await scanFiles(deps(), desk.one.id);
  const inOne = <T>(work: Parameters<typeof desk.withTenant<T>>[2]) => desk.withTenant(desk.one.id, system, work);
  const [delivery] = await inOne((uow) => sqlRows<{ id: DeliveryId }>(uow, "select id from deliveries where state = 'queued' limit 1"));
  if (delivery === undefined) throw new Error('nothing was queued');
  await inOne((uow) =>
    sqlRun(uow, `update deliveries set mail = mail || ?::jsonb, next_attempt_at = now() - interval '1 day' where id = ?`, [
      JSON.stringify({ attachmentIds: [bad.id, good.id] }),
      delivery.id,
    ]),
  );
  const claimed = await inOne((uow) => claimDelivery(uow, delivery.id));
  expect(claimed).toMatchObject({ attachments: [{ filename: 'invoice.pdf' }] });
  const [row] = await inOne((uow) => sqlRows<{ key: string }>(uow, 'select blob_key as key from attachments where id = ?', [good.id]));
  expect(claimed).toMatchObject({ attachments: [{ blobKey: row?.key }] });
});

it.each(['hangs up', 'silent', 'gone'] as const)(
  'keeps files back while clamd %s, and the sweep has them looked at later',
  async (mood) => {
    const file = await attach(desk.one, `waits because it ${mood}`);
    const down = mood === 'gone' ? { ...deps(), scanner: createClamd({ host: '127.0.0.1', port: 1 }, 300) } : deps();
    clamd.mood = mood === 'gone' ? 'well' : mood;
    expect(await scanFiles(down, desk.one.id)).toBe(0);
    expect(await stateOf(file)).toEqual({ state: 'waiting', virus: null });
    expect(await download(file)).toMatchObject({ status: 503 });
    clamd.mood = 'well';
    expect(await scanAllFiles(deps())).toBeGreaterThanOrEqual(1);
    expect(await download(file)).toMatchObject({ status: 200 });
  },
);

it('keeps a file back that clamd takes no part of, and offers it again, ever later', async () => {
  clamd.maxBytes = 1_000;
  const [big, small] = [await attach(desk.one, Buffer.alloc(900_000, 'y')), await attach(desk.one, 'small one')];
  await scanFiles(deps(), desk.one.id);
  expect([await stateOf(big), await stateOf(small)]).toMatchObject([{ state: 'waiting' }, { state: 'clean' }]);
  clamd.maxBytes = 10_000_000;
  expect(await scanFiles(deps(), desk.one.id)).toBe(0);
  desk.clock.now = new Date(Date.now() + 31_000);
  expect(await scanFiles(deps(), desk.one.id)).toBe(1);
  expect(await stateOf(big)).toMatchObject({ state: 'clean' });
});

it('scans for each company by itself, and names to the sweep only who has something to scan', async () => {
  const [mine, theirs] = [await attach(desk.one, 'shared words'), await attach(desk.two, 'shared words')];
  expect(new Set(await desk.across.unsafeUnscannedTenants(10))).toEqual(new Set([desk.one.id, desk.two.id]));
  await scanFiles(deps(), desk.one.id);
  expect([await stateOf(mine), await stateOf(theirs, desk.two)]).toMatchObject([{ state: 'clean' }, { state: 'waiting' }]);
  expect(await desk.across.unsafeUnscannedTenants(10)).toEqual([desk.two.id]);
});

it('releases what waits, as never scanned, where there is no scanner any more', async () => {
  const file = await attach(desk.one, 'nobody will look');
  await scanAllFiles({ ...deps(), scanner: null });
  expect(await stateOf(file)).toEqual({ state: 'not_scanned', virus: null });
  expect(await download(file)).toMatchObject({ status: 200 });
});

it('lets every file through at once where there was never a scanner', async () => {
  const plain = await openTestDesk();
  try {
    const filed = await receive(
      plain,
      plain.one,
      mailFrom('a@acme.example', {
        attachments: [
          {
            ...(await web.blobs.put(plain.one.id, Buffer.from('free'))),
            filename: 'a',
            contentType: 'text/plain',
            contentId: null,
            inline: false,
          },
        ],
      }),
    );
    const rows = await plain.withTenant(plain.one.id, system, (uow) => sqlRows(uow, 'select scan_state from attachments'));
    expect({ kind: filed.kind, rows }).toEqual({ kind: 'opened', rows: [{ scan_state: 'not_scanned' }] });
  } finally {
    await plain.close();
  }
});

it('reads an answer that comes before the file has gone over', async () => {
  clamd.maxBytes = 10;
  const content = Readable.from(Array.from({ length: 500 }, () => Buffer.alloc(65_536, 'z')));
  await expect(scanner().scan(content)).rejects.toMatchObject({ name: 'ScanRefused', message: expect.stringContaining('size limit') });
});
