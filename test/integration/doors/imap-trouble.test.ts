import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { HealthOutcome } from '../../../domain/mailboxes/mailbox-sync.types.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import type { WithTenant } from '../../../domain/tenancy/unit-of-work.ts';
import { system } from '../../support/desk.ts';
import { eventually } from './door-kit.ts';
import { hour, ImapDesk, idsOf } from './imap-desk.ts';
import { dropBox } from './imap-kit.ts';

let at: ImapDesk;
beforeAll(async () => {
  at = await ImapDesk.open();
}, 180_000);
afterEach(() => at.endTest());
afterAll(() => at.close());

test('after the connection is cut and refused for a while the box is fetched again, with what came meanwhile', async () => {
  const wire = await at.proxy();
  const mine = await at.box({ port: wire.port });
  const outcomes: HealthOutcome[] = [];
  await at.watch({ onHealth: (_target, outcome) => outcomes.push(outcome) });
  await at.healthy(mine);
  wire.refuse(true);
  wire.cut();
  await at.deliver(mine, 'meanwhile');
  const seen = wire.connections;
  await eventually(async () => wire.connections >= seen + 3);
  expect(await at.rowOf(mine)).toMatchObject({ health: 'failing', enabled: true, lastError: expect.stringContaining('127.0.0.1') });
  wire.refuse(false);
  expect(await at.stored(mine, 1)).toEqual(['meanwhile']);
  await at.healthy(mine);
  expect(outcomes.at(0)).toEqual({ ok: true });
  expect(outcomes.at(-1)).toEqual({ ok: true });
  expect(outcomes.filter((outcome) => !outcome.ok).length).toBeGreaterThanOrEqual(3);
});

test('a server that is killed and started again goes on where it was', async () => {
  const mine = await at.box({ importFrom: 'all' });
  await at.watch();
  await at.deliver(mine, 'before the crash');
  await at.stored(mine, 1);
  await at.server.kill();
  await eventually(async () => (await at.rowOf(mine)).health === 'failing');
  await at.server.restart();
  await at.deliver(mine, 'after the crash');
  expect(await at.stored(mine, 2)).toEqual(['before the crash', 'after the crash']);
  await at.healthy(mine);
});

test('a server that freezes without closing is noticed and connected again', async () => {
  const wire = await at.proxy();
  const mine = await at.box({ port: wire.port });
  await at.watch({ timing: { silenceMs: 400, connectMs: 300, maxIdleMs: 200 } });
  await at.healthy(mine);
  wire.freeze(true);
  await eventually(async () => (await at.rowOf(mine)).health === 'failing');
  wire.freeze(false);
  await at.deliver(mine, 'thawed');
  expect(await at.stored(mine, 1)).toEqual(['thawed']);
});

test('a refused password is told to the admins’ page, switches nothing off, and a new password is used at once', async () => {
  const mine = await at.box({ importFrom: 'all' });
  await at.deliver(mine, 'waiting');
  const setSecret = (secret: string) =>
    at.desk.withTenant(mine.tenantId, system, (uow) => sqlRun(uow, 'update mailboxes set imap_secret = ? where id = ?', [secret, mine.id]));
  await setSecret('wrong');
  await at.watch({ timing: { backOffFactor: 0.001 } });
  await eventually(async () => (await at.rowOf(mine)).health === 'failing');
  expect(await at.rowOf(mine)).toMatchObject({
    enabled: true,
    lastError: 'The mail server 127.0.0.1 does not accept the user name or password. Enter them again.',
  });
  await setSecret('secret');
  expect(await at.stored(mine, 1)).toEqual(['waiting']);
});

test('changed settings are taken up by a connected watcher, and a box that is switched off is left', async () => {
  const [first, second] = [await at.proxy(), await at.proxy()];
  const mine = await at.box({ port: first.port });
  await at.watch({ timing: { leaseMs: hour } });
  await at.healthy(mine);
  await at.desk.withTenant(mine.tenantId, system, (uow) =>
    sqlRun(uow, "update mailboxes set imap = jsonb_set(imap, '{port}', to_jsonb(?::int)) where id = ?", [second.port, mine.id]),
  );
  await eventually(async () => second.openConnections === 1 && first.openConnections === 0);
  await dropBox(at.desk.withTenant, mine);
  await eventually(async () => second.openConnections === 0);
});

test('a mail that breaks every fetch gives way to a stand-in that says so, and the others are stored', async () => {
  const wire = await at.proxy();
  const mine = await at.box({ port: wire.port, importFrom: 'all' });
  await at.deliver(mine, 'good one', 'poison', 'good two');
  wire.tamper = (piece, direction) => {
    const command = direction === 'to-server' ? /UID FETCH (\S+) \(.*BODY/.exec(piece.toString('latin1')) : null;
    return command?.[1]?.split(',').includes('2') ? null : piece;
  };
  await at.watch({ timing: { backOffFactor: 0.0001 } });
  expect(await at.stored(mine, 3)).toEqual(['good one', 'A mail that the mail server could not hand over', 'good two']);
  await at.deliver(mine, 'good three');
  expect((await at.stored(mine, 4)).at(-1)).toBe('good three');
});

test('when our own database fails the box keeps its health and its mails, and they are stored later', async () => {
  const mine = await at.box({ importFrom: 'all' });
  let failures = 3;
  const withTenant: WithTenant = (tenantId, actor, work) =>
    at.desk.withTenant(tenantId, actor, async (uow) => {
      const result = await work(uow);
      if (idsOf(result).length > 0 && failures-- > 0) throw new Error('disk full');
      return result;
    });
  await at.deliver(mine, 'patient');
  const outcomes: HealthOutcome[] = [];
  await at.watch({ withTenant, onHealth: (_target, outcome) => outcomes.push(outcome) });
  expect(await at.stored(mine, 1)).toEqual(['patient']);
  expect(failures).toBe(-1);
  expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
});
