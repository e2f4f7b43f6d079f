import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { leaseMailbox } from '../../../domain/mailboxes/lease-mailbox.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import type { WithTenant } from '../../../domain/tenancy/unit-of-work.ts';
import { system } from '../../support/desk.ts';
import { eventually, mailText } from './door-kit.ts';
import { hour, ImapDesk } from './imap-desk.ts';
import { asMailProgram, deliverTo } from './imap-kit.ts';

let at: ImapDesk;
beforeAll(async () => {
  at = await ImapDesk.open();
}, 180_000);
afterEach(() => at.endTest());
afterAll(() => at.close());

test('two processes share the work: one holds the box, and the other takes over when the first is stopped', async () => {
  const wire = await at.proxy();
  const mine = await at.box({ port: wire.port });
  const first = await at.watch({ instanceId: 'a', timing: { leaseMs: hour } });
  await at.healthy(mine);
  await at.watch({ instanceId: 'b', timing: { leaseMs: 300 } });
  await at.deliver(mine, 'one');
  await at.stored(mine, 1);
  expect([wire.connections, wire.openConnections]).toEqual([1, 1]);
  await first.stop();
  await at.deliver(mine, 'two');
  await eventually(async () => wire.connections === 2);
  expect(await at.stored(mine, 2)).toEqual(['one', 'two']);
});

test('a holder that freezes in the middle of a commit is overtaken, and what it writes after waking is refused', async () => {
  const mine = await at.box({ importFrom: 'all' });
  let thaw = (): void => undefined;
  const thawed = new Promise<void>((resolve) => {
    thaw = resolve;
  });
  let isFrozen = false;
  const lateWrites: unknown[] = [];
  const freezing: WithTenant = async (tenantId, actor, work) => {
    if (!isFrozen) return at.desk.withTenant(tenantId, actor, work);
    await thawed;
    const result = await at.desk.withTenant(tenantId, actor, work);
    lateWrites.push(result);
    return result;
  };
  const timing = { leaseMs: 600, renewMs: 150 };
  const old = await at.watch({ instanceId: 'a', withTenant: freezing, timing });
  await at.healthy(mine);
  isFrozen = true;
  await at.deliver(mine, 'while frozen');
  await at.watch({ instanceId: 'b', timing });
  expect(await at.stored(mine, 1)).toEqual(['while frozen']);
  await at.deliver(mine, 'after');
  await at.stored(mine, 2);
  thaw();
  await old.stop();
  expect(lateWrites).toContainEqual({ kind: 'lease_lost' });
  expect(await at.subjectsIn(mine)).toEqual(['while frozen', 'after']);
});

test('a UIDVALIDITY that changes under a running watcher doubles nothing and loses nothing', async () => {
  const mine = await at.box({ importFrom: 'all' });
  await at.deliver(mine, 'one', 'two');
  const watchers = await at.watch();
  await at.stored(mine, 2);
  const validity = await at.server.resetUidValidity(mine.user);
  await at.deliver(mine, 'three');
  expect(await at.stored(mine, 3)).toEqual(['one', 'two', 'three']);
  await watchers.stop();
  await at.deliver(mine, 'four');
  await at.watch();
  expect(await at.stored(mine, 4)).toEqual(['one', 'two', 'three', 'four']);
  expect((await at.storedIn(mine)).at(-1)?.naturalKey).toBe(`imap:${validity}:4`);
});

test('when the server numbers its mails anew nothing is doubled, nothing lost, and what was never ours stays out', async () => {
  const mine = await at.box();
  const day = 86_400_000;
  const since = Date.now();
  await at.deliver(mine, 'before us');
  const watchers = await at.watch();
  await at.healthy(mine);
  await at.deliver(mine, 'known one', 'known two');
  await at.stored(mine, 2);
  await watchers.stop();
  await at.deliver(mine, 'missed');
  const other = at.newUser();
  const oldValidity = await validityOf(mine.user);
  // Dovecot takes the second of a box's creation for its UIDVALIDITY.
  await eventually(async () => Date.now() / 1_000 > Number(oldValidity) + 1);
  await moveBox(mine.user, other, since - 3 * day);
  expect(await validityOf(other)).not.toBe(oldValidity);
  await at.desk.withTenant(mine.tenantId, system, (uow) =>
    sqlRun(uow, "update mailboxes set imap = jsonb_set(imap, '{user}', to_jsonb(?::text)) where id = ?", [other, mine.id]),
  );
  await at.watch();
  expect(await at.stored(mine, 3)).toEqual(['known one', 'known two', 'missed']);
  await deliverTo(at.server.lmtpPort, other, [mailText('afterwards')]);
  expect(await at.stored(mine, 4)).toEqual(['known one', 'known two', 'missed', 'afterwards']);
});

test('stopping gives the boxes back at once', async () => {
  const mine = await at.box();
  const watchers = await at.watch({ timing: { leaseMs: hour } });
  await at.healthy(mine);
  await watchers.stop();
  const taken = await at.desk.withTenant(mine.tenantId, system, (uow) => leaseMailbox(uow, mine.id, 'somebody else', 1_000));
  expect(taken.kind).toBe('leased');
});

/** Copies all mails of one box into a fresh one, as a migration to another server does: same bytes and times, new numbers, in another order. */
async function moveBox(from: string, to: string, oldest: number): Promise<void> {
  const mails = await asMailProgram(at.server, from, (client) => client.fetchAll('1:*', { source: true, internalDate: true, uid: true }));
  await asMailProgram(at.server, to, async (client) => {
    for (const mail of mails.toReversed()) {
      const isFirst = mail.uid === 1;
      await client.append('INBOX', mail.source ?? '', [], isFirst ? new Date(oldest) : new Date(mail.internalDate ?? 0));
    }
  });
}

const validityOf = (user: string): Promise<string> =>
  asMailProgram(at.server, user, async (client) => (client.mailbox === false ? '' : String(client.mailbox.uidValidity)));
