import { parentPort, workerData } from 'node:worker_threads';
import { trainAndCompare } from './train-and-compare.ts';
import type { ThreadMessage, TrainingTask } from './training.types.ts';

// Runs only as a thread of run-training-thread.ts: training is seconds of arithmetic that would hold up everything else.
const say = (message: ThreadMessage): void => parentPort?.postMessage(message);
const outcome = trainAndCompare(workerData as TrainingTask, (done) => say({ kind: 'progress', done }));
say({ kind: 'outcome', outcome });
