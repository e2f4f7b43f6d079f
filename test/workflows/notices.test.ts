import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TicketId } from '../../domain/ids.types.ts';
import { setPreferences } from '../../domain/notifications/set-preferences.ts';
import { sqlRows, sqlRun } from '../../domain/tenancy/sql.ts';
import type { Wake } from '../../domain/tenancy/wake.types.ts';
import { addNote } from '../../domain/tickets/add-note.ts';
import { assignTicket } from '../../domain/tickets/assign-ticket.ts';
import { renderNotice } from '../../mail/templates/notice.ts';
import { type CustomerMailbox, startCustomerMailbox } from '../../server/demo/customer-mailbox.ts';
import { createMailSender } from '../../server/wiring/mail-sender.ts';
import type { MailReader, WorkflowStarter } from '../../workflows/activities/ports.ts';
import { createPumpActivities } from '../../workflows/activities/pump.activities.ts';
import { createSweepActivities } from '../../workflows/activities/sweep.activities.ts';
import { createTicketActivities } from '../../workflows/activities/ticket.activities.ts';
import { createCoalescingWaker } from '../../workflows/client/coalescing-waker.ts';
import { setUpTemporal } from '../../workflows/client/set-up-temporal.ts';
import { createWorkflowStarter } from '../../workflows/client/workflow-starter.ts';
import { openTestDesk, silent, system, type TestDesk, type TestTenant } from '../support/desk.ts';
import { eventually } from '../support/eventually.ts';
import { mailFrom, receive, testRules } from '../support/mails.ts';
import { testSatisfaction } from '../support/satisfaction.ts';
import { openTestWorker, type TestWorker } from '../support/temporal-desk.ts';

let desk: TestDesk;
let world: TestWorker;
let sink: CustomerMailbox;
let folder: string;
let stopSender: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskhand-notices-'));
  sink = await startCustomerMailbox({ host: '127.0.0.1', port: 0, folder, log: silent });
  const late: { wake?: (wakes: Wake[]) => void } = {};
  const smtp = { host: '127.0.0.1', port: sink.port, secure: false, user: null };
  desk = await openTestDesk({ smtp, afterCommit: (wakes) => late.wake?.(wakes) });
  const sender = createMailSender({ blobs: undefined as never, keyRing: undefined as never, replyKeysFor: undefined as never });
  stopSender = () => sender.close();
  const reader = undefined as unknown as MailReader;
  let starter: WorkflowStarter | undefined;
  const lateStarter: WorkflowStarter = {
    wakePump: (...args) => (starter as WorkflowStarter).wakePump(...args),
    startTicket: (...args) => (starter as WorkflowStarter).startTicket(...args),
    signalTicket: (...args) => (starter as WorkflowStarter).signalTicket(...args),
  };
  const deps = {
    ...desk,
    reader,
    sender,
    starter: lateStarter,
    filingRules: () => testRules,
    renderNotice,
    satisfactionRules: () => testSatisfaction,
    log: silent,
    blobs: undefined as never,
  };
  world = await openTestWorker({ ...createPumpActivities(deps), ...createTicketActivities(deps), ...createSweepActivities(deps) });
  starter = createWorkflowStarter(world.client);
  late.wake = createCoalescingWaker((kind, shard) => lateStarter.wakePump(kind, shard), silent).wake;
}, 300_000);
afterAll(async () => {
  await world?.stop();
  await stopSender();
  await sink?.close();
  await desk?.close();
  await rm(folder, { recursive: true, force: true });
});

const ticketOf = async (tenant: TestTenant, subject: string): Promise<TicketId> => {
  const from = { name: '', address: `${subject.toLowerCase()}@else.example` };
  const filed = await receive(desk, tenant, mailFrom(from.address, { subject, from, noAutoAnswerReason: 'no acknowledgement' }));
  if (filed.kind !== 'opened') throw new Error('a first mail opens a ticket');
  return filed.ticketId;
};
const give = (tenant: TestTenant, id: TicketId) => desk.withTenant(tenant.id, system, (uow) => assignTicket(uow, id, tenant.agent));
const received = async (to: string, words: string) =>
  (await sink.list()).filter((mail) => mail.to.includes(to) && mail.subject.includes(words));
const waiting = (tenant: TestTenant) =>
  desk.withTenant(tenant.id, system, (uow) => sqlRows(uow, "select 1 from notifications where surface = 'mail' and state = 'waiting'"));

describe('a notice', () => {
  it('reaches the mailbox of the person through the pumps, once, as an automatic mail', async () => {
    await give(desk.one, await ticketOf(desk.one, 'Scanner'));
    await eventually('received', async () => (await received('agent@one.example', 'Scanner')).length > 0, 30_000);
    const [mail, ...more] = await received('agent@one.example', 'Scanner');
    expect(more).toEqual([]);
    expect(mail?.subject).toMatch(/^\[TKT-\d{6}-\d{5}\] Assigned to you: Scanner$/);
    expect(mail?.from.address).toBe(desk.one.mailboxAddress);
    const raw = (await sink.raw(mail?.id ?? ''))?.toString('utf8') ?? '';
    expect(raw).toMatch(/^Auto-Submitted: auto-generated/im);
    expect(raw).not.toMatch(/^Reply-To:/im);
    expect(await waiting(desk.one)).toEqual([]);
  });

  it('that was decided while no worker ran arrives when one does, once, and only with its own tenant', async () => {
    await world.stopWorker();
    await give(desk.two, await ticketOf(desk.two, 'Router'));
    expect(await waiting(desk.two)).toHaveLength(1);
    await world.startWorker();
    await eventually('received', async () => (await received('agent@two.example', 'Router')).length > 0, 60_000);
    expect(await received('agent@two.example', 'Router')).toHaveLength(1);
    expect(await received('agent@one.example', 'Router')).toEqual([]);
  });

  it('of a digest comes in one mail when its time has come, found by the sweep', async () => {
    await desk.withTenant(desk.one.id, system, (uow) =>
      setPreferences(uow, desk.one.agent, { kind: { name: 'note_added', choice: 'digest' } }),
    );
    for (const subject of ['Alpha', 'Beta']) {
      const id = await ticketOf(desk.one, subject);
      await desk.withTenant(desk.one.id, system, async (uow) => {
        await sqlRun(uow, 'update tickets set assignee_id = ? where id = ?', [desk.one.agent, id]);
        await addNote(uow, id, 'see rack 4');
      });
    }
    expect(await waiting(desk.one)).toHaveLength(2);
    await desk.withTenant(desk.one.id, system, (uow) =>
      sqlRun(uow, "update notifications set deliver_at = now() where surface = 'mail' and state = 'waiting'"),
    );
    await setUpTemporal(world.client);
    await world.client.schedule.getHandle('sweep-open-work').trigger();
    await eventually('received', async () => (await received('agent@one.example', '2 notices')).length > 0, 60_000);
    expect(await received('agent@one.example', 'notice')).toHaveLength(1);
    expect(await waiting(desk.one)).toEqual([]);
  });
});
