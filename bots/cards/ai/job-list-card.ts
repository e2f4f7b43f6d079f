import type { JobView } from '../../../domain/ai-runs/ai-runs.types.ts';
import type { JobPage } from '../../../domain/ai-runs/list-jobs.ts';
import type { Card, Row } from '../card.types.ts';
import { makeCard } from '../make-card.rules.ts';
import { action, bold, code, muted, oneLine, plain, row } from '../spans.rules.ts';
import { ago, type Reader } from '../when.rules.ts';
import { featureNames, sourceWords } from './ai-words.rules.ts';

const stateWords: Record<JobView['state'], string> = {
  running: 'running',
  queued: 'waiting',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** What the AI is at, what waits, and what has ended. */
export function jobListCard(page: JobPage, { reader, whose }: { reader: Reader; whose: 'all' | 'own' }): Card {
  const jobs = [...page.running, ...page.waiting, ...page.ended];
  const title = `${whose === 'own' ? 'Your jobs' : 'Jobs'} of the AI: ${page.running.length} running, ${page.waitingTotal} waiting`;
  return makeCard('list', [bold(title)], {
    text: jobs.length === 0 ? [plain('Nothing was asked of the AI yet.')] : [],
    rows: jobs.map((job) => jobRow(job, reader)),
    paging: {
      shown: jobs.length,
      total: null,
      totalIsAtLeast: false,
      next: page.next === null ? null : action('Next', 'ai.jobs', { after: { at: page.next.at, id: page.next.id } }),
    },
  });
}

function jobRow(job: JobView, reader: Reader): Row {
  const isOpen = job.state === 'queued' || job.state === 'running';
  const asker = job.askedByName === null ? 'by itself' : `asked by ${job.askedByName}`;
  const said = job.progress || job.failure || (job.result === null ? '' : sourceWords(job));
  return row(
    [code(job.ref), { text: ` ${featureNames[job.feature]}` }, ...(job.ticket === null ? [] : [{ text: ' of ' }, code(job.ticket)])],
    [
      [bold(stateWords[job.state]), muted(` · ${asker} · ${ago(job.createdAt, reader.now)}`)],
      ...(said === '' ? [] : [plain(oneLine(said, 200))]),
    ],
    [action('Show', 'ai.job', { job: job.id }), ...(isOpen ? [action('Cancel', 'ai.cancel', { job: job.id }, 'danger')] : [])],
  );
}
