import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { newId, type TenantId, type TicketId } from '../../domain/ids.types.ts';
import { createWorkflowStarter } from '../../workflows/client/workflow-starter.ts';
import { ticketWorkflowId } from '../../workflows/contracts/names.contract.ts';
import { createWorker } from '../../workflows/worker.ts';
import { bundleWorkflows } from '../../workflows/workflow-bundle.ts';
import { timeSkipping } from '../support/temporal.ts';

const hour = 3_600_000;
let environment: TestWorkflowEnvironment;
let bundle: Awaited<ReturnType<typeof bundleWorkflows>>;

beforeAll(async () => {
  [environment, bundle] = await Promise.all([timeSkipping(), bundleWorkflows()]);
}, 300_000);
afterAll(() => environment?.teardown());

/** Runs a ticket whose resolved time is told by `resolvedAt`; returns when `attendTicket` was asked, in hours after the start. */
async function closings(
  run: (ticket: {
    tenantId: TenantId;
    ticketId: TicketId;
    set: (resolvedAt: number | null) => void;
    now: () => Promise<number>;
  }) => Promise<void>,
): Promise<number[]> {
  const [tenantId, ticketId] = [newId<TenantId>(), newId<TicketId>()];
  const startedAt = await environment.currentTimeMs();
  let resolvedAt: number | null = null;
  const asked: number[] = [];
  const set = (at: number | null): void => {
    resolvedAt = at;
  };
  const view = () => ({ isOver: false, nextAt: resolvedAt === null ? null : new Date(resolvedAt + 72 * hour).toISOString() });
  const activities = {
    ticketClock: async () => view(),
    attendTicket: async () => {
      asked.push(Math.round(((await environment.currentTimeMs()) - startedAt) / hour));
      return { isOver: true, nextAt: null };
    },
  };
  const worker = await createWorker({
    connection: environment.nativeConnection,
    namespace: 'default',
    activities: activities as never,
    maxCachedWorkflows: 10,
    bundle,
  });
  await worker.runUntil(() => run({ tenantId, ticketId, set, now: () => environment.currentTimeMs() }));
  return asked;
}

describe('the ticket workflow', () => {
  it('closes a resolved ticket after three quiet days, once', async () => {
    const starter = createWorkflowStarter(environment.client);
    const asked = await closings(async ({ tenantId, ticketId, set, now }) => {
      set(await now());
      await starter.signalTicket(tenantId, ticketId);
      await environment.client.workflow.getHandle(ticketWorkflowId(tenantId, ticketId)).result();
    });
    expect(asked).toEqual([72]);
  });

  it('waits three days more when the ticket was touched after two', async () => {
    const starter = createWorkflowStarter(environment.client);
    const asked = await closings(async ({ tenantId, ticketId, set, now }) => {
      set(await now());
      await starter.signalTicket(tenantId, ticketId);
      await environment.sleep(48 * hour);
      set(await now());
      await starter.signalTicket(tenantId, ticketId);
      await environment.client.workflow.getHandle(ticketWorkflowId(tenantId, ticketId)).result();
    });
    expect(asked).toEqual([120]);
  });
});
