import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type MailboxId, newId } from '../../../domain/ids.types.ts';
import { commitFetch } from '../../../domain/mailboxes/commit-fetch.ts';
import { findUnfetched } from '../../../domain/mailboxes/find-unfetched.ts';
import { leaseMailbox } from '../../../domain/mailboxes/lease-mailbox.ts';
import { loadImapSettings } from '../../../domain/mailboxes/load-imap-settings.ts';
import type { Checkpoint } from '../../../domain/mailboxes/mailbox-sync.types.ts';
import { Mailbox } from '../../../domain/mailboxes/mailboxes.entity.ts';
import { releaseLease } from '../../../domain/mailboxes/release-lease.ts';
import { renewLease } from '../../../domain/mailboxes/renew-lease.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { openTestDesk, system, type TestDesk } from '../../support/desk.ts';
import { mailText, storedMails } from './door-kit.ts';

let desk: TestDesk;
let mailboxId: MailboxId;
const imap = { host: 'mail.one.example', port: 993, secure: true, user: 'u' };
const long = 30_000;

beforeAll(async () => {
  desk = await openTestDesk();
}, 120_000);
afterAll(() => desk.close());
beforeEach(async () => {
  mailboxId = newId<MailboxId>();
  const row = {
    tenantId: desk.one.id,
    id: mailboxId,
    address: `${mailboxId}@one.example`,
    name: 'S',
    imap,
    imapSecret: 'k1.x',
    createdAt: new Date(),
  };
  await unit(async ({ em }) => void (await em.insert(Mailbox, row)));
});

function unit<T>(work: (uow: TenantUnitOfWork) => Promise<T>): Promise<T> {
  return desk.withTenant(desk.one.id, system, work);
}
const lease = (owner: string, ms = long) => unit((uow) => leaseMailbox(uow, mailboxId, owner, ms));
const expire = () =>
  unit((uow) =>
    sqlRun(uow, "update mailbox_sync set lease_expires_at = clock_timestamp() - interval '1 second' where mailbox_id = ?", [mailboxId]),
  );

async function fenceOf(owner: string): Promise<number> {
  const taken = await lease(owner);
  if (taken.kind !== 'leased') throw new Error('not leased');
  return taken.lease.fence;
}

const point = (over: Partial<Checkpoint> = {}): Checkpoint => ({
  uidValidity: '7',
  lastUid: 1,
  floorUid: 0,
  recheckUntilUid: 0,
  syncedFrom: null,
  ...over,
});

function raw(subject: string): { raw: Buffer; sha256: string; size: number } {
  const content = Buffer.from(mailText(subject));
  return { raw: content, size: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}

const commit = (fence: number, checkpoint: Checkpoint, mails: [uid: number, subject: string][]) =>
  unit((uow) => commitFetch(uow, { mailboxId, fence, checkpoint, mails: mails.map(([uid, subject]) => ({ uid, mail: raw(subject) })) }));

async function stored(): Promise<string[]> {
  return (await storedMails(desk.withTenant, desk.one.id)).filter((row) => row.mailboxId === mailboxId).map((row) => row.naturalKey);
}

test('a held mailbox is not given to another, who is told how long the lease runs', async () => {
  await lease('a');
  const refused = await lease('b');
  expect(refused).toMatchObject({ kind: 'held' });
  expect(refused.kind === 'held' && refused.freeInMs > long / 2 && refused.freeInMs <= long).toBe(true);
});

test('of many that ask at the same moment one gets the mailbox', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => lease(`owner ${i}`)));
  expect(answers.filter((answer) => answer.kind === 'leased')).toHaveLength(1);
});

test('an expired or released lease is given on under a higher fence, with the checkpoint of the one before', async () => {
  const first = await fenceOf('a');
  await commit(first, point({ lastUid: 12, floorUid: 3, recheckUntilUid: 5, syncedFrom: new Date('2026-11-01T00:00:00Z') }), []);
  await expire();
  const second = await lease('b');
  expect(second).toMatchObject({
    kind: 'leased',
    lease: {
      fence: first + 1,
      checkpoint: { uidValidity: '7', lastUid: 12, floorUid: 3, recheckUntilUid: 5, syncedFrom: new Date('2026-11-01T00:00:00Z') },
    },
  });
  await unit((uow) => releaseLease(uow, mailboxId, first + 1));
  expect(await fenceOf('c')).toBe(first + 2);
});

test('a late release under an old fence does not take the mailbox from its new holder', async () => {
  const old = await fenceOf('a');
  await expire();
  await lease('b');
  await unit((uow) => releaseLease(uow, mailboxId, old));
  expect(await lease('c')).toMatchObject({ kind: 'held' });
});

test('a lease is renewed only under its own fence and while the settings are the ones it works with', async () => {
  const fence = await fenceOf('a');
  const settings = await unit((uow) => loadImapSettings(uow, mailboxId));
  const renew = (over: { fence?: number } = {}) =>
    unit((uow) => renewLease(uow, mailboxId, { fence, fingerprint: settings?.fingerprint ?? '', ...over }, long));
  expect([await renew(), await renew({ fence: fence + 1 })]).toEqual([true, false]);
  await unit((uow) => sqlRun(uow, "update mailboxes set imap_secret = 'k1.y' where id = ?", [mailboxId]));
  expect(await renew()).toBe(false);
});

test('switching a mailbox off ends its lease at the next renewal', async () => {
  const fence = await fenceOf('a');
  const settings = await unit((uow) => loadImapSettings(uow, mailboxId));
  await unit((uow) => sqlRun(uow, 'update mailboxes set enabled = false where id = ?', [mailboxId]));
  expect(await unit((uow) => renewLease(uow, mailboxId, { fence, fingerprint: settings?.fingerprint ?? '' }, long))).toBe(false);
  expect(await unit((uow) => loadImapSettings(uow, mailboxId))).toBeNull();
});

test('a holder that woke up too late can write neither mails nor checkpoint', async () => {
  const frozen = await fenceOf('a');
  await expire();
  const fresh = await fenceOf('b');
  await commit(fresh, point({ lastUid: 2 }), [
    [1, 'one'],
    [2, 'two'],
  ]);
  expect(await commit(frozen, point({ lastUid: 9 }), [[9, 'late']])).toEqual({ kind: 'lease_lost' });
  expect(await stored()).toEqual(['imap:7:1', 'imap:7:2']);
  await expire();
  expect(await lease('c')).toMatchObject({ lease: { checkpoint: { lastUid: 2 } } });
});

test('mails and checkpoint are committed together or not at all', async () => {
  const fence = await fenceOf('a');
  const broken = { sha256: '00', size: 1, raw: null as unknown as Buffer };
  const mails = [
    { uid: 1, mail: raw('kept back') },
    { uid: 2, mail: broken },
  ];
  await expect(unit((uow) => commitFetch(uow, { mailboxId, fence, checkpoint: point({ lastUid: 2 }), mails }))).rejects.toThrow();
  expect(await stored()).toEqual([]);
  await expire();
  expect(await lease('b')).toMatchObject({ lease: { checkpoint: null } });
});

test('fetching the same UIDs again stores nothing twice', async () => {
  const fence = await fenceOf('a');
  await commit(fence, point(), [[1, 'once']]);
  expect(await commit(fence, point(), [[1, 'once']])).toEqual({ kind: 'stored', ids: [] });
  expect(await stored()).toEqual(['imap:7:1']);
});

test('under a new UIDVALIDITY known content is passed over as far as the recheck goes, and no further', async () => {
  const fence = await fenceOf('a');
  await commit(fence, point({ lastUid: 2 }), [
    [1, 'same'],
    [2, 'other'],
  ]);
  const renumbered = point({ uidValidity: '8', lastUid: 12, recheckUntilUid: 11 });
  await commit(fence, renumbered, [
    [10, 'same'],
    [11, 'unseen'],
    [12, 'other'],
  ]);
  expect(await stored()).toEqual(['imap:7:1', 'imap:7:2', 'imap:8:11', 'imap:8:12']);
});

test('equal mails under one UIDVALIDITY are two mails, also where content is rechecked', async () => {
  const fence = await fenceOf('a');
  await commit(fence, point({ lastUid: 1, recheckUntilUid: 5 }), [[1, 'same']]);
  await commit(fence, point({ lastUid: 2, recheckUntilUid: 5 }), [[2, 'same']]);
  expect(await stored()).toEqual(['imap:7:1', 'imap:7:2']);
});

test('the gaps among UIDs are those that were never stored under this UIDVALIDITY', async () => {
  const fence = await fenceOf('a');
  await commit(fence, point({ lastUid: 5 }), [
    [1, 'a'],
    [3, 'b'],
    [5, 'c'],
  ]);
  expect(await unit((uow) => findUnfetched(uow, mailboxId, '7', [1, 2, 3, 4, 5]))).toEqual([2, 4]);
  expect(await unit((uow) => findUnfetched(uow, mailboxId, '8', [1, 2]))).toEqual([1, 2]);
  expect(await unit((uow) => findUnfetched(uow, mailboxId, '7', []))).toEqual([]);
});

test('a mailbox of another tenant can be neither leased nor committed to', async () => {
  const foreign = desk.withTenant(desk.two.id, system, (uow) => leaseMailbox(uow, mailboxId, 'thief', long));
  await expect(foreign).rejects.toThrow();
  const fence = await fenceOf('a');
  const late = desk.withTenant(desk.two.id, system, (uow) => commitFetch(uow, { mailboxId, fence, checkpoint: point(), mails: [] }));
  expect(await late).toEqual({ kind: 'lease_lost' });
  expect(await desk.withTenant(desk.two.id, system, (uow) => loadImapSettings(uow, mailboxId))).toBeNull();
});
