import { randomBytes } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { searchAttributes } from '../../server/embedded/temporal-arguments.rules.ts';
import './quiet-temporal.ts';
import { askSupportDoor } from './support-door.ts';

/** host:port of the Temporal development server of this run; started at the first call. */
export async function temporalAddress(): Promise<string> {
  return (await askSupportDoor<{ address: string }>('/temporal')).address;
}

/** A task queue nobody else uses. */
export function uniqueTaskQueue(prefix = 'test'): string {
  return `${prefix}-${process.pid}-${randomBytes(4).toString('hex')}`;
}

/**
 * Registers a namespace of its own for a test file, with our search attributes (some 50 ms): fixed workflow ids, such as those of the
 * pumps, then cannot meet those of another file. Not dropped: the server goes with the run.
 */
export async function freshNamespace(): Promise<string> {
  const namespace = uniqueTaskQueue('ns');
  const connection = await Connection.connect({ address: await temporalAddress() });
  try {
    const day = { seconds: 86_400 as unknown as Long };
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: day });
    await untilDone(() => connection.operatorService.addSearchAttributes({ namespace, searchAttributes: attributeTypes() }));
    return namespace;
  } finally {
    await connection.close();
  }
}

/**
 * An environment on the official time-skipping server, started for the caller (about a second); its `teardown` ends it. That server lacks
 * fairness and parts of visibility and schedules: test those on the development server.
 */
export async function timeSkipping(): Promise<TestWorkflowEnvironment> {
  const { path } = await askSupportDoor<{ path: string }>('/time-skipping');
  // The SDK waits five seconds for it and no longer, which a busy machine may take.
  const environment = await untilDone(
    () => TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } }),
    3,
  );
  const namespace = environment.namespace ?? 'default';
  await environment.connection.operatorService.addSearchAttributes({ namespace, searchAttributes: attributeTypes() });
  return environment;
}

type Long = NonNullable<
  NonNullable<Parameters<Connection['workflowService']['registerNamespace']>[0]['workflowExecutionRetentionPeriod']>['seconds']
>;

/** Numbers of temporal.api.enums.v1.IndexedValueType. */
function attributeTypes(): Record<string, number> {
  const numbers: Record<string, number> = { Text: 1, Keyword: 2, Int: 3, Double: 4, Bool: 5, Datetime: 6, KeywordList: 7 };
  return Object.fromEntries(Object.entries(searchAttributes).map(([name, type]) => [name, numbers[type] ?? 0]));
}

/** Tries again until it works: the server's parts learn of a new namespace one after another. */
async function untilDone<T>(work: () => Promise<T>, tries = 50): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
