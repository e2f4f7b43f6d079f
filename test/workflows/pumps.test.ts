import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SendOutcome } from '../../domain/deliveries/outbound-mail.types.ts';
import type { InboundMailId, TicketId } from '../../domain/ids.types.ts';
import { acceptMail } from '../../domain/mailboxes/accept-mail.ts';
import { shardOf } from '../../domain/tenancy/shard.rules.ts';
import { sqlRows, sqlRun } from '../../domain/tenancy/sql.ts';
import type { Wake } from '../../domain/tenancy/wake.types.ts';
import { wakeTicket } from '../../domain/tickets/wake-ticket.ts';
import { renderNotice } from '../../mail/templates/notice.ts';
import type { MailReader, WorkflowStarter } from '../../workflows/activities/ports.ts';
import { createPumpActivities } from '../../workflows/activities/pump.activities.ts';
import { createSweepActivities } from '../../workflows/activities/sweep.activities.ts';
import { createTicketActivities } from '../../workflows/activities/ticket.activities.ts';
import { createCoalescingWaker } from '../../workflows/client/coalescing-waker.ts';
import { setUpTemporal } from '../../workflows/client/set-up-temporal.ts';
import { createWorkflowStarter } from '../../workflows/client/workflow-starter.ts';
import { pumpId, ticketWorkflowId } from '../../workflows/contracts/names.contract.ts';
import { openTestDesk, silent, system, type TestDesk, type TestTenant } from '../support/desk.ts';
import { eventually } from '../support/eventually.ts';
import { deliveriesOf, mailFrom, proven, testRules } from '../support/mails.ts';
import { testSatisfaction } from '../support/satisfaction.ts';
import { openTestWorker, type TestWorker } from '../support/temporal-desk.ts';

let desk: TestDesk;
let world: TestWorker;
let starter: WorkflowStarter;
let outcome: (to: string) => SendOutcome = () => ({ kind: 'sent', response: '250 ok', rejected: [] });
const sent: string[] = [];

/** Reads a stored mail as its sender's address; "poison" makes filing fail, as a fault of ours would. */
const reader: MailReader = {
  read: async (_tenant, { raw, ...stored }) => {
    const address = raw?.toString('utf8') ?? '';
    const parsed = mailFrom(address);
    const triage = {
      intent: 'support' as const,
      type: 'general' as const,
      priority: (address.startsWith('poison') ? 'nonsense' : 'low') as 'low',
      language: 'en',
      reasons: [],
      confidence: 1,
    };
    return { stored, parsed, trust: proven, triage };
  },
};

beforeAll(async () => {
  const late: { wake?: (wakes: Wake[]) => void } = {};
  desk = await openTestDesk({ afterCommit: (wakes) => late.wake?.(wakes) });
  const lateStarter: WorkflowStarter = {
    wakePump: (...args) => starter.wakePump(...args),
    startTicket: (...args) => starter.startTicket(...args),
    signalTicket: (...args) => starter.signalTicket(...args),
  };
  const sender = {
    send: async (_tenant: unknown, delivery: { mail: { to: { address: string }[] } }) => {
      const to = delivery.mail.to[0]?.address ?? '';
      sent.push(to);
      return outcome(to);
    },
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
  late.wake = createCoalescingWaker((kind, shard) => starter.wakePump(kind, shard), silent).wake;
}, 300_000);
afterAll(async () => {
  await world.stop();
  await desk.close();
});

const store = (tenant: TestTenant, address: string): Promise<{ id: InboundMailId }> =>
  desk.withTenant(tenant.id, system, (uow) =>
    acceptMail(
      uow,
      tenant.mailboxId,
      { raw: Buffer.from(address), sha256: address, size: 1 },
      { door: 'file', naturalKey: address, envelopeFrom: null, envelopeTo: null },
    ),
  );
const stateOf = async (tenant: TestTenant, id: string) =>
  (
    await desk.withTenant(tenant.id, system, (uow) =>
      sqlRows<{ state: string; ticket_id: TicketId; attempts: number }>(
        uow,
        'select state, ticket_id, attempts from inbound_mails where id = ?',
        [id],
      ),
    )
  )[0];
const describeTicket = (tenant: TestTenant, id: TicketId) => world.client.workflow.getHandle(ticketWorkflowId(tenant.id, id)).describe();

describe('the pumps', () => {
  it('turn a stored mail into a ticket with its waiting workflow and a sent acknowledgement', async () => {
    const { id } = await store(desk.one, 'first@else.example');
    await eventually('mail applied', async () => (await stateOf(desk.one, id))?.state === 'applied');
    await eventually('acknowledged', async () => (await deliveriesOf(desk, desk.one)).some((row) => row.state === 'sent'));
    expect(sent).toEqual(['first@else.example']);
    const ticketId = (await stateOf(desk.one, id))?.ticket_id as TicketId;
    await eventually(
      'ticket workflow runs',
      async () => (await describeTicket(desk.one, ticketId).catch(() => undefined))?.status.name === 'RUNNING',
    );
    const described = await describeTicket(desk.one, ticketId);
    expect(described.typedSearchAttributes.getAll().map((pair) => pair.value)).toContain(desk.one.id);
  });

  it('park a mail that keeps failing after three attempts, and never let it block the others', async () => {
    const poison = await store(desk.one, 'poison@else.example');
    const good = await store(desk.one, 'after-poison@else.example');
    await eventually('the good one applied', async () => (await stateOf(desk.one, good.id))?.state === 'applied');
    for (const attempts of [1, 2]) {
      await eventually('attempt counted', async () => (await stateOf(desk.one, poison.id))?.attempts === attempts);
      await desk.withTenant(desk.one.id, system, (uow) =>
        sqlRun(uow, 'update inbound_mails set next_attempt_at = now() where id = ?', [poison.id]),
      );
      await starter.wakePump('mail', shardOf(desk.one.id));
    }
    await eventually('parked', async () => (await stateOf(desk.one, poison.id))?.state === 'failed');
  });

  it('deal the mails of a flood and of another tenant in turn', async () => {
    await world.stopWorker();
    for (let i = 0; i < 120; i += 1) await store(desk.one, `flood${i}@else.example`);
    const page = await desk.across.unsafeNewMails(shardOf(desk.one.id), 50);
    expect(page).toHaveLength(50);
    const same = shardOf(desk.one.id) === shardOf(desk.two.id);
    const { id } = await store(desk.two, 'patient@else.example');
    const turn = (await desk.across.unsafeNewMails(shardOf(desk.two.id), 50)).findIndex((row) => row.id === id);
    expect(turn).toBe(same ? 1 : 0);
    await world.startWorker();
    await eventually(
      'flood drained',
      async () => (await desk.across.unsafeOpenWork()).every((line) => line.waiting === 0 || line.kind !== 'mail'),
      60_000,
    );
  });

  it('leave a delivery uncertain when nobody knows, try a passing refusal again later, and give up on a lasting one', async () => {
    const answers: Record<string, SendOutcome> = {
      'unsure@else.example': { kind: 'uncertain', reason: 'cut off after DATA' },
      'later@else.example': { kind: 'refused', permanent: false, code: 451, reason: '451 later' },
      'never@else.example': { kind: 'refused', permanent: true, code: 550, reason: '550 no such user' },
    };
    outcome = (to) => answers[to] ?? { kind: 'sent', response: '250 ok', rejected: [] };
    for (const address of Object.keys(answers)) await store(desk.one, address);
    const states = async () => {
      const rows = await deliveriesOf(desk, desk.one);
      return Object.keys(answers).map((address) => rows.find((row) => row.mail.to[0]?.address === address)?.state);
    };
    await eventually('all attempted', async () => Object.keys(answers).every((address) => sent.includes(address)));
    await eventually('all recorded', async () => !(await states()).includes('sending'));
    expect(await states()).toEqual(['uncertain', 'queued', 'failed']);
  });

  it('find what was stored while nobody could be woken, by the sweep', async () => {
    await setUpTemporal(world.client);
    await setUpTemporal(world.client);
    const shard = shardOf(desk.two.id);
    await world.client.workflow
      .getHandle(pumpId('mail', shard))
      .terminate('lost')
      .catch(() => undefined);
    const { id } = await desk.withTenant(desk.two.id, system, async (uow) =>
      acceptMail(
        { ...uow, wake: () => undefined },
        desk.two.mailboxId,
        { raw: Buffer.from('swept@else.example'), sha256: 's', size: 1 },
        { door: 'file', naturalKey: 'swept', envelopeFrom: null, envelopeTo: null },
      ),
    );
    await world.client.schedule.getHandle('sweep-open-work').trigger();
    await eventually('swept', async () => (await stateOf(desk.two, id))?.state === 'applied');
  });
});

describe('the ticket workflow', () => {
  it('ends when its ticket is closed and starts again under the same id when it changes later', async () => {
    const { id } = await store(desk.two, 'reopen@else.example');
    await eventually('applied', async () => (await stateOf(desk.two, id))?.state === 'applied');
    const ticketId = (await stateOf(desk.two, id))?.ticket_id as TicketId;
    const set = (status: string) =>
      desk.withTenant(desk.two.id, system, async (uow) => {
        await sqlRun(uow, 'update tickets set status = ? where id = ?', [status, ticketId]);
        await wakeTicket(uow, ticketId);
      });
    const status = async () => (await describeTicket(desk.two, ticketId).catch(() => undefined))?.status.name;
    await eventually('running', async () => (await status()) === 'RUNNING');
    await set('closed');
    await eventually('ended', async () => (await status()) === 'COMPLETED');
    await set('open');
    await eventually('running again', async () => (await status()) === 'RUNNING');
  });
});
