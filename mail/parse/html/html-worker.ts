import { parentPort } from 'node:worker_threads';
import type { HtmlJob } from './html-job.types.ts';
import { readHtml } from './read-html.ts';

/** A thread of `html-pool.ts`: reads one piece of HTML after the other. What it throws ends it, and the pool starts another one. */
parentPort?.on('message', async (job: HtmlJob) => {
  parentPort?.postMessage(await readHtml(job));
});
