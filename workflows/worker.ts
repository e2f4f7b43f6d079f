import { DefaultLogger, makeTelemetryFilterString, type NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { Logger } from '../config/logger.ts';
import type { PumpActivities } from './activities/pump.activities.ts';
import type { SweepActivities } from './activities/sweep.activities.ts';
import type { TicketActivities } from './activities/ticket.activities.ts';
import { taskQueue } from './contracts/names.contract.ts';

export type Activities = PumpActivities & TicketActivities & SweepActivities;
export type WorkerOptions = {
  connection: NativeConnection;
  namespace: string;
  activities: Activities;
  /** Workflows kept in memory; each costs about 0.8 MB. */
  maxCachedWorkflows: number;
  bundle: { code: string } | { codePath: string };
  queue?: string;
};

/** Sends the SDK's own log lines to ours. Once per process, before the first worker or native connection. */
export function installTemporalLogger(log: Logger): void {
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message }) => log[levels[level]]({ from: 'temporal' }, message)),
    telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
    shutdownSignals: [],
  });
}

/** A worker for every workflow and activity of Deskhand. */
export async function createWorker(options: WorkerOptions): Promise<Worker> {
  return Worker.create({
    connection: options.connection,
    namespace: options.namespace,
    taskQueue: options.queue ?? taskQueue,
    workflowBundle: options.bundle,
    activities: options.activities,
    maxCachedWorkflows: options.maxCachedWorkflows,
    maxConcurrentActivityTaskExecutions: 40,
    maxConcurrentWorkflowTaskExecutions: 20,
    shutdownGraceTime: '5 seconds',
    // After a kill the server still offers tasks to the dead worker's own queue for this long.
    stickyQueueScheduleToStartTimeout: '3 seconds',
  });
}
