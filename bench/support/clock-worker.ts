import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import { parseEnv } from '../../config/env.ts';
import { createDatabase } from '../../domain/database/orm.ts';
import { createWithTenant } from '../../domain/tenancy/unit-of-work.ts';
import { testSatisfaction } from '../../test/support/satisfaction.ts';
import { createTicketActivities } from '../../workflows/activities/ticket.activities.ts';
import { createWorker, installTemporalLogger } from '../../workflows/worker.ts';
import { cachedWorkflowBundle } from '../../workflows/workflow-bundle.ts';
import { bareQueue, type WorkerMessage, type WorkerOrder } from './clock-worker.types.ts';
import { silent } from './desk.ts';

const order = JSON.parse(process.env.CLOCK_WORKER ?? '{}') as WorkerOrder;
const tell = (message: WorkerMessage): void => void process.send?.(message);

/** The worker process of the clock bench: the product's own worker with its ticket activities, or the baseline's. It ends with its parent. */
async function main(): Promise<void> {
  installTemporalLogger(silent);
  const connection = await NativeConnection.connect({ address: order.address });
  const worker = order.kind === 'bare' ? await bareWorker(connection) : await ticketWorker(connection);
  const done = worker.run();
  process.once('disconnect', () => process.exit(0));
  process.once('message', () => worker.shutdown());
  tell({ kind: 'ready' });
  await done;
  process.exit(0);
}

async function ticketWorker(connection: NativeConnection): Promise<Worker> {
  const database = createDatabase({ url: order.appUrl, pool: 20, contextName: 'clock-worker' });
  const none = (): Promise<never> => Promise.reject(new Error('not part of this measurement'));
  return createWorker({
    connection,
    namespace: 'default',
    activities: {
      ...createTicketActivities({ withTenant: createWithTenant({ database }), satisfactionRules: () => testSatisfaction }),
      drain: none,
      wakeStalledPumps: none,
      removeOrphanBlobs: none,
    },
    maxCachedWorkflows: parseEnv({}).TEMPORAL_MAX_CACHED_WORKFLOWS,
    bundle: await cachedWorkflowBundle(order.cacheFolder),
  });
}

/** With the settings of the product's worker. */
async function bareWorker(connection: NativeConnection): Promise<Worker> {
  const workflowsPath = fileURLToPath(new URL('./bare-timer.workflow.ts', import.meta.url));
  return Worker.create({
    connection,
    namespace: 'default',
    taskQueue: bareQueue,
    workflowBundle: await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') }),
    activities: { noteFiring: async (dueAt: number) => tell({ kind: 'fired', lateMs: Date.now() - dueAt }) },
    maxCachedWorkflows: parseEnv({}).TEMPORAL_MAX_CACHED_WORKFLOWS,
    maxConcurrentActivityTaskExecutions: 40,
    maxConcurrentWorkflowTaskExecutions: 20,
  });
}

await main();
