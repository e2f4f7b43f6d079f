import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import type { WithTenant } from '../../../domain/tenancy/unit-of-work.ts';
import { system } from '../../support/desk.ts';
import { eventually, mailText } from './door-kit.ts';
import { ImapDesk, idsOf } from './imap-desk.ts';
import { asMailProgram, deliverTo } from './imap-kit.ts';

let at: ImapDesk;
beforeAll(async () => {
  at = await ImapDesk.open();
}, 180_000);
afterEach(() => at.endTest());
afterAll(() => at.close());

test('all mails of a box are stored in their order, in batches, and nothing on the server is touched', async () => {
  const mine = await at.box({ importFrom: 'all' });
  const subjects = Array.from({ length: 120 }, (_, i) => `mail ${i}`);
  await at.deliver(mine, ...subjects);
  const commits: number[] = [];
  const withTenant: WithTenant = async (tenantId, actor, work) => {
    const result = await at.desk.withTenant(tenantId, actor, work);
    const mails = idsOf(result);
    if (mails.length > 0) commits.push(mails.length);
    return result;
  };
  await at.watch({ withTenant });
  expect(await at.stored(mine, 120)).toEqual(subjects);
  expect(commits).toEqual([50, 50, 20]);
  const flags = await asMailProgram(at.server, mine.user, (client) => client.fetchAll('1:*', { flags: true }));
  expect(flags.map((mail) => mail.flags?.has('\\Seen'))).toEqual(Array(120).fill(false));
});

test('a mail that arrives while the box idles becomes a row without any poll, and so does the next at once', async () => {
  const mine = await at.box();
  await at.watch();
  await at.healthy(mine);
  const waits: number[] = [];
  for (const subject of ['first', 'second', 'third']) {
    const begun = performance.now();
    await at.deliver(mine, subject);
    await eventually(async () => (await at.subjectsIn(mine)).includes(subject));
    waits.push(Math.round(performance.now() - begun));
  }
  process.stdout.write(`IMAP: delivery to committed row in ${waits.join(', ')} ms\n`);
  expect((await at.storedIn(mine)).map((row) => row.naturalKey)).toEqual(
    [1, 2, 3].map((uid) => expect.stringMatching(new RegExp(`^imap:\\d+:${uid}$`))),
  );
});

test('without a wish about old mails only what comes from now on is stored', async () => {
  const mine = await at.box();
  await at.deliver(mine, 'old', 'older');
  await at.watch();
  await at.healthy(mine);
  await at.deliver(mine, 'new');
  expect(await at.stored(mine, 1)).toEqual(['new']);
});

test('with a wish for some days only mails that arrived in them are stored', async () => {
  const mine = await at.box({ importFrom: 3 });
  const days = (count: number): Date => new Date(Date.now() - count * 86_400_000);
  await asMailProgram(at.server, mine.user, async (client) => {
    await client.append('INBOX', mailText('ten days'), [], days(10));
    await client.append('INBOX', mailText('nearly three days'), [], days(2.95));
    await client.append('INBOX', mailText('today'), [], days(0));
  });
  await at.watch();
  expect(await at.stored(mine, 2)).toEqual(['nearly three days', 'today']);
});

test('a mail of several megabytes is streamed into the blob store unchanged', async () => {
  const mine = await at.box({ importFrom: 'all' });
  const content = `${mailText('big')}${`${'x'.repeat(998)}\r\n`.repeat(3_000)}`;
  await deliverTo(at.server.lmtpPort, mine.user, [mailText('before'), content, mailText('after')]);
  await at.watch();
  await at.stored(mine, 3);
  const big = (await at.storedIn(mine)).find((row) => row.rawBlobKey !== null);
  expect((await at.temp.blobs.read(big?.rawBlobKey ?? '')).toString().endsWith(`${content}\r\n`)).toBe(true);
  expect(big?.sha256).toBe(big?.rawBlobKey?.split('/').at(-1));
  expect(new Set(await at.subjectsIn(mine))).toEqual(new Set(['before', '', 'after']));
});

test('a server that offers nothing beyond plain IMAP is fetched by looking again and again', async () => {
  const wire = await at.proxy();
  let bodiesRead = 0;
  wire.tamper = (piece, direction) => {
    const text = piece.toString('latin1');
    if (direction === 'to-server') bodiesRead += /UID FETCH .*BODY/.test(text) ? 1 : 0;
    return Buffer.from(direction === 'to-server' ? text : text.replace(/CAPABILITY IMAP4rev1[^\]\r]*/g, 'CAPABILITY IMAP4rev1'), 'latin1');
  };
  const mine = await at.box({ port: wire.port, importFrom: 'all' });
  await at.deliver(mine, 'before');
  await at.watch({ timing: { pollMs: 100, quietPollMs: 100 } });
  await at.stored(mine, 1);
  await at.deliver(mine, 'later');
  expect(await at.stored(mine, 2)).toEqual(['before', 'later']);
  const looks = wire.piecesToServer;
  await eventually(async () => wire.piecesToServer > looks + 6);
  expect(bodiesRead).toBe(2);
});

test('a mail below the checkpoint that was never stored is found by the sweep', async () => {
  const mine = await at.box({ importFrom: 'all' });
  await at.deliver(mine, 'one', 'two', 'three');
  await at.watch({ timing: { sweepMs: 100, pollMs: 100, quietPollMs: 100 } });
  await at.stored(mine, 3);
  await at.desk.withTenant(mine.tenantId, system, (uow) =>
    sqlRun(uow, "delete from inbound_mails where mailbox_id = ? and natural_key like '%:2'", [mine.id]),
  );
  expect((await at.stored(mine, 3)).sort()).toEqual(['one', 'three', 'two']);
});
