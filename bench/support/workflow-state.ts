import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { parseEnv } from '../../config/env.ts';
import { connectTemporal } from '../../server/runtime/connect-temporal.ts';
import { findRunningTemporal } from '../../server/runtime/find-running-temporal.ts';
import { taskQueue } from '../../workflows/contracts/names.contract.ts';
import type { Product } from './product.ts';

const workflowTasks = 1;

/** Asks the product's Temporal server about its ticket workflows. */
export type WorkflowCounter = {
  /** Ticket workflows that were started and are not over. */
  running(): Promise<number>;
  /** Workflow tasks that wait for the worker: a started workflow whose first task has not run is one. */
  backlog(): Promise<number>;
  close(): Promise<void>;
};

/** Connects to the Temporal server of a running product. */
export async function countWorkflows(product: Product): Promise<WorkflowCounter> {
  const address = await findRunningTemporal(product.folder);
  if (address === null) throw new Error('no Temporal server runs on the product’s folder');
  const { client, close } = await connectTemporal(parseEnv(product.environment), address, 5_000);
  return {
    running: async () => (await client.workflow.count("WorkflowType = 'ticketWorkflow' and ExecutionStatus = 'Running'")).count,
    backlog: () => backlogOf(client),
    close,
  };
}

/** Resolves when no workflow task waits, seen twice; the server counts its backlog approximately. */
export async function untilTasksRan(counter: WorkflowCounter, limitMs = 120_000): Promise<void> {
  const end = Date.now() + limitMs;
  for (let quiet = 0; quiet < 2; quiet = (await counter.backlog()) === 0 ? quiet + 1 : 0) {
    if (Date.now() > end) throw new Error('workflow tasks were still waiting after the time limit');
    await sleep(50);
  }
}

/** Workflow tasks of the product's queue that wait for a worker; the server counts them approximately. */
export async function backlogOf(client: Client): Promise<number> {
  const { namespace } = client.options;
  const described = await client.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: workflowTasks,
    reportStats: true,
  });
  return Number(described.stats?.approximateBacklogCount ?? 0);
}
