import { Worker } from 'node:worker_threads';
import type { ThreadMessage, TrainingOutcome, TrainingTask } from './training.types.ts';

const megabytes = 1_500;

/**
 * Trains in a thread of its own, so that this process goes on with its work. `report` hears how much is done, 0…1. At `signal` the thread ends and the answer is
 * `stopped`. Throws what the thread throws.
 */
export async function runTrainingThread(
  task: TrainingTask,
  report: (done: number) => void,
  signal: AbortSignal,
): Promise<TrainingOutcome | null | 'stopped'> {
  if (signal.aborted) return 'stopped';
  const thread = new Worker(new URL('./training-thread.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  const { promise, resolve, reject } = Promise.withResolvers<TrainingOutcome | null | 'stopped'>();
  const stop = (): void => resolve('stopped');
  signal.addEventListener('abort', stop, { once: true });
  thread.on('message', (message: ThreadMessage) => {
    if (message.kind === 'progress') report(message.done);
    else resolve(message.outcome);
  });
  thread.on('error', reject);
  thread.on('exit', (code) => reject(new Error(`the training thread ended early with ${code}`)));
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', stop);
    await thread.terminate();
  }
}
