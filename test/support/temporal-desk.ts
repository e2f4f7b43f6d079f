import { Client, Connection } from '@temporalio/client';
import { NativeConnection, type Worker } from '@temporalio/worker';
import { type Activities, createWorker } from '../../workflows/worker.ts';
import { bundleWorkflows } from '../../workflows/workflow-bundle.ts';
import { freshNamespace, temporalAddress } from './temporal.ts';

export type TestWorker = {
  client: Client;
  namespace: string;
  stop(): Promise<void>;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
};

/** A worker with the real workflows and the given activities on the real development server, in a namespace of its own. */
export async function openTestWorker(activities: Activities): Promise<TestWorker> {
  const [address, namespace] = [await temporalAddress(), await freshNamespace()];
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const bundle = await bundleWorkflows();
  let running: { worker: Worker; done: Promise<void> } | undefined;
  const startWorker = async (): Promise<void> => {
    const worker = await createWorker({
      connection: native,
      namespace,
      activities,
      maxCachedWorkflows: 50,
      bundle: await bundle,
    });
    running = { worker, done: worker.run() };
  };
  const stopWorker = async (): Promise<void> => {
    running?.worker.shutdown();
    await running?.done;
    running = undefined;
  };
  await startWorker();
  return {
    client: new Client({ connection, namespace }),
    namespace,
    startWorker,
    stopWorker,
    stop: async () => {
      await stopWorker();
      await native.close();
      await connection.close();
    },
  };
}
