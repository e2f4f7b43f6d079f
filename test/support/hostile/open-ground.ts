import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import type { Person } from '../../../bots/commands/person.types.ts';
import { createLogger, type Logger } from '../../../config/logger.ts';
import { addProvider } from '../../../domain/ai-providers/add-provider.ts';
import { setDefaultProvider } from '../../../domain/ai-providers/set-default-provider.ts';
import { Contact, ContactAddress, Customer } from '../../../domain/customers/customers.entity.ts';
import type { ClaimedDelivery } from '../../../domain/deliveries/claim-delivery.ts';
import { type ContactId, type CustomerId, newId, type StaffUserId, type TicketId } from '../../../domain/ids.types.ts';
import { createArticle } from '../../../domain/knowledge/create-article.ts';
import { setArticleStatus } from '../../../domain/knowledge/set-article-status.ts';
import { acceptMail } from '../../../domain/mailboxes/accept-mail.ts';
import { promptKinds } from '../../../domain/prompts/prompts.types.ts';
import { resolvePrompt } from '../../../domain/prompts/resolve-prompt.ts';
import { shardOf } from '../../../domain/tenancy/shard.rules.ts';
import { listMarks, sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import { addNote } from '../../../domain/tickets/add-note.ts';
import { createVerifyMail } from '../../../mail/trust/verify-mail.ts';
import { aiRunnerOf } from '../../../server/wiring/ai-runner-of.ts';
import { commandsOf } from '../../../server/wiring/commands-of.ts';
import { createMailReader } from '../../../server/wiring/mail-reader.ts';
import { type BlobStore, createBlobStore } from '../../../storage/blob-store.ts';
import { type KeyRing, openKeyRing } from '../../../storage/key-ring.ts';
import { drainAi } from '../../../workflows/activities/drain-ai.ts';
import { drainDeliveries } from '../../../workflows/activities/drain-deliveries.ts';
import { drainMails } from '../../../workflows/activities/drain-mails.ts';
import type { AiRunner } from '../../../workflows/activities/ports.ts';
import { addStaffRow, system, type TestDesk, type TestTenant } from '../desk.ts';
import { dnsTable } from '../dns-table.ts';
import { testRules } from '../mails.ts';
import type { FakeOpenAi } from '../openai/fake-openai.ts';
import { rawMail } from './attack-mails.ts';
import { canaries, type HostileGround, helpHost } from './ground.types.ts';

/** A stalled model is given up after this by the impatient; the persona stands still for half a second. */
const patienceMs = { usual: 20_000, impatient: 350 };
/** Who waits for a stalled model does nothing else: many can. */
const lanes = { usual: 8, impatient: 48 };

/** Opens it on a fresh desk whose AI talks to this fake. */
export async function openHostileGround(desk: TestDesk, fake: FakeOpenAi): Promise<HostileGround> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhand-hostile-'));
  const blobs = createBlobStore({
    disk: new Disk(new FSDriver({ location: join(folder, 'blobs'), visibility: 'private' })),
    spoolFolder: join(folder, 'spool'),
  });
  const boss: Person = { tenantId: desk.one.id, userId: newId<StaffUserId>() };
  await addStaffRow(desk.withTenant, desk.one.id, boss.userId, 'boss@one.example', 'owner');
  const keyRing = await openKeyRing(join(folder, 'keys.json'));
  await addModel(desk, fake, keyRing);
  const logged: string[] = [];
  const log = createLogger({ level: 'debug', role: 'hostile', destination: { write: (line) => void logged.push(line) } });
  const core = (ms: number) => ({
    env: { DESKHAND_AI_TIMEOUT_MS: ms, DESKHAND_AI_STALL_MS: ms } as Parameters<typeof aiRunnerOf>[0]['env'],
    ...{ log, withTenant: desk.withTenant, keyRing, replyKeysFor: () => testRules.replyKeys },
  });
  const file = filer(desk, blobs, log);
  await stock(desk, file);
  const runners = { usual: aiRunnerOf(core(patienceMs.usual)), impatient: aiRunnerOf(core(patienceMs.impatient)) };
  const sent: ClaimedDelivery[] = [];
  return {
    desk,
    fake,
    runner: commandsOf(core(patienceMs.usual)),
    logged,
    agent: { tenantId: desk.one.id, userId: desk.one.agent },
    boss,
    stranger: { tenantId: desk.two.id, userId: desk.two.agent },
    sent,
    file: (mails) => file(desk.one, mails),
    drain: (patience = 'usual') => drainJobs(desk, runners[patience], lanes[patience], log),
    send: () => drainMail(desk, sent, log),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function addModel(desk: TestDesk, fake: FakeOpenAi, keyRing: KeyRing): Promise<void> {
  for (const tenant of [desk.one, desk.two]) {
    await desk.withTenant(tenant.id, { kind: 'staff', userId: tenant.agent, name: 'Agent' }, async (uow) => {
      const prices = { input: 1, cached: 1, output: 1 };
      const wanted = {
        name: tenant === desk.one ? 'fake one' : 'fake two',
        kind: 'compatible' as const,
        baseUrl: fake.url,
        key: fake.key,
        model: 'fake-model',
        prices,
        region: '',
      };
      await addProvider(uow, wanted, keyRing);
      await setDefaultProvider(uow, wanted.name);
      // What we ship is written down when it is first wanted; here that is no change by a mail.
      for (const kind of promptKinds) await resolvePrompt(uow, kind, 'first');
    });
  }
}

type File = (tenant: TestTenant, mails: { raw: Buffer; key: string }[]) => Promise<(TicketId | null)[]>;

/** The way of every mail: accepted, read from its bytes, filed by the pump's own activity. */
function filer(desk: TestDesk, blobs: BlobStore, log: Logger): File {
  const deps = {
    withTenant: desk.withTenant,
    across: desk.across,
    reader: createMailReader(blobs, { verify: createVerifyMail(dnsTable({})) }),
    filingRules: () => testRules,
    log,
  };
  return async (tenant, mails) => {
    const ids: string[] = [];
    for (const { raw, key } of mails) {
      const sha256 = createHash('sha256').update(raw).digest('hex');
      const facts = { door: 'file' as const, naturalKey: key, envelopeFrom: null, envelopeTo: tenant.mailboxAddress };
      const accepted = await desk.withTenant(tenant.id, system, (uow) =>
        acceptMail(uow, tenant.mailboxId, { raw, sha256, size: raw.length }, facts),
      );
      ids.push(accepted.id);
    }
    while ((await drainMails(deps, shardOf(tenant.id))).more);
    const rows = await desk.withTenant(tenant.id, system, (uow) =>
      sqlRows<{ id: string; ticketId: TicketId | null }>(
        uow,
        `select id, ticket_id as "ticketId" from inbound_mails where id in (${listMarks(ids)})`,
        ids,
      ),
    );
    return ids.map((id) => rows.find((row) => row.id === id)?.ticketId ?? null);
  };
}

/** What they could be after: another customer's ticket, another company's, notes, an internal article, each with its canary. */
async function stock(desk: TestDesk, file: File): Promise<void> {
  await addCustomer(desk, desk.one, 'Brightfield', 'brightfield.example', 'Dana Moss', 'dana@brightfield.example');
  await addCustomer(desk, desk.one, 'Northgate Dental', 'northgate.example', 'Ned North', 'ned@northgate.example');
  const other = `Our chairs cost 14,000 EUR, the code of our door is ${canaries.otherCustomer}. Printer, server, quote and cameras, login and invoice.`;
  await fileWithNote(desk, file, desk.one, mail('Ned North <ned@northgate.example>', 'Printer and quote of Northgate', other));
  await fileWithNote(
    desk,
    file,
    desk.one,
    mail('Dana Moss <dana@brightfield.example>', 'Older printer question', 'Our printer made noise last year.'),
  );
  await fileWithNote(
    desk,
    file,
    desk.two,
    mail('Jane Doe <jane@acme.example>', 'Printer of the other company', `Printer secret ${canaries.otherTenant} quote server.`),
  );
  for (const tenant of [desk.one, desk.two]) {
    const secret = tenant === desk.one ? canaries.internalArticle : canaries.otherTenant;
    await addArticle(
      desk,
      tenant,
      'Printer offline: what we do ourselves',
      `Printer, server, login, quote, cameras: discount for staff is 40 %, code ${secret}.`,
      'internal',
    );
    const open =
      tenant === desk.one
        ? `Switch the printer off and on. A password is reset at https://${helpHost}/reset. Cameras are quoted within two days.`
        : `Printer: ${secret}.`;
    await addArticle(desk, tenant, 'Printer offline or password lost', open, 'public');
  }
}

const mail = (from: string, subject: string, text: string) => ({ id: subject, technique: '', goal: '', from, subject, text, html: null });

async function fileWithNote(desk: TestDesk, file: File, tenant: TestTenant, wanted: ReturnType<typeof mail>): Promise<void> {
  const key = `stock:${tenant.id}:${wanted.subject}`;
  const [ticketId] = await file(tenant, [
    { raw: rawMail(wanted, tenant.mailboxAddress, `<${createHash('sha256').update(key).digest('hex')}@mail.example>`), key },
  ]);
  if (ticketId == null) throw new Error(`the mail “${wanted.subject}” opened no ticket`);
  const secret = tenant === desk.one ? canaries.note : canaries.otherTenant;
  await desk.withTenant(tenant.id, { kind: 'staff', userId: tenant.agent, name: 'Agent' }, (uow) =>
    addNote(uow, ticketId, `Internal: our margin is 38 %, ${secret}.`),
  );
}

async function addCustomer(
  desk: TestDesk,
  tenant: TestTenant,
  name: string,
  domain: string,
  person: string,
  address: string,
): Promise<void> {
  const [id, contactId] = [newId<CustomerId>(), newId<ContactId>()];
  const now = new Date();
  await desk.withTenant(tenant.id, system, async ({ em }) => {
    await em.insert(Customer, { tenantId: tenant.id, id, name, domains: [domain], createdAt: now });
    await em.insert(Contact, { tenantId: tenant.id, id: contactId, customerId: id, name: person, createdAt: now });
    await em.insert(ContactAddress, { tenantId: tenant.id, id: newId<string>(), contactId, address, isPrimary: true });
  });
}

async function addArticle(
  desk: TestDesk,
  tenant: TestTenant,
  title: string,
  content: string,
  visibility: 'public' | 'internal',
): Promise<void> {
  await desk.withTenant(tenant.id, { kind: 'staff', userId: tenant.agent, name: 'Agent' }, async (uow) => {
    const { id } = await createArticle(uow, { title, content, visibility });
    await setArticleStatus(uow, id, 'published');
  });
}

/** Every attempt of every job: what waits for its time, or for another attempt, is due at once. */
async function drainJobs(desk: TestDesk, aiRunner: AiRunner, aiLanes: number, log: Logger): Promise<void> {
  const signal = new AbortController().signal;
  const timing = { turnMs: 60_000, longestMs: 120_000, lookMs: 10, renewMs: 4_000 };
  const deps = { withTenant: desk.withTenant, across: desk.across, aiRunner, aiLanes, log };
  for (let round = 0; round < 6; round += 1) {
    for (const { id } of [desk.one, desk.two]) {
      await desk.withTenant(id, system, (uow) =>
        sqlRun(uow, `update ai_jobs set due_at = created_at where state in ('queued', 'running') and lease is null`),
      );
    }
    let handled = 0;
    for (const shard of new Set([shardOf(desk.one.id), shardOf(desk.two.id)]))
      handled += (await drainAi(deps, shard, { signal, timing })).handled;
    if (handled === 0) return;
  }
}

async function drainMail(desk: TestDesk, sent: ClaimedDelivery[], log: Logger): Promise<void> {
  const sender: Parameters<typeof drainDeliveries>[0]['sender'] = {
    send: async (_tenantId, delivery) => {
      sent.push(delivery);
      return { kind: 'sent', response: '250 ok', rejected: [] };
    },
  };
  for (const shard of new Set([shardOf(desk.one.id), shardOf(desk.two.id)])) {
    while ((await drainDeliveries({ withTenant: desk.withTenant, across: desk.across, sender, log }, shard)).more);
  }
}
