import type { AiResult, JobView } from '../../../domain/ai-runs/ai-runs.types.ts';
import type { Card, CardAction, Field, Notice } from '../card.types.ts';
import { makeCard } from '../make-card.rules.ts';
import { action, bold, code, field, muted, plain } from '../spans.rules.ts';
import { type Reader, when } from '../when.rules.ts';
import { aiCards } from './ai-cards.ts';
import { featureNames, percent, sourceWords } from './ai-words.rules.ts';
import type { ResultParts } from './result-card.types.ts';

/** A job of the AI: still at work, its result, or why there is none. */
export function jobCard(view: JobView, reader: Reader): Card {
  const { result } = view;
  if (view.state === 'done' && result !== null) return resultCard(view, result, reader);
  if (view.state === 'queued' || view.state === 'running') return pendingCard(view, reader);
  return endedCard(view, reader);
}

/** How a job that is not over is shown wherever it was asked for. */
function pendingCard(view: JobView, reader: Reader): Card {
  const state = view.state === 'running' ? 'is being worked on' : view.dueAt > reader.now ? 'waits for its time' : 'waits for its turn';
  return makeCard('ai_job', title(view), {
    text: [plain(`${featureNames[view.feature]} ${state}${view.progress === '' ? '.' : `: ${view.progress}.`}`)],
    actions: [action('Look again', 'ai.job', { job: view.id }), action('Cancel', 'ai.cancel', { job: view.id }, 'danger')],
    ticket: view.ticket,
    pending: view.id,
  });
}

function resultCard(view: JobView, result: AiResult, reader: Reader): Card {
  const parts: ResultParts = aiCards[view.feature]?.(view, reader) ?? {};
  const { title: own, ...rest } = parts;
  return makeCard('ai_result', own ?? title(view), {
    ...rest,
    notices: [...aboutModel(result), ...(parts.notices ?? [])],
    fields: [...(parts.fields ?? []), ...origin(view, result)],
    actions: [...(parts.actions ?? []), ...receiptActions(view)],
    ticket: parts.ticket ?? view.ticket,
  });
}

function endedCard(view: JobView, reader: Reader): Card {
  const notice: Notice =
    view.state === 'failed'
      ? { level: 'error', text: view.failure ?? 'It failed and nobody said why.' }
      : { level: 'info', text: 'It was cancelled; there is no result.' };
  return makeCard('ai_job', title(view), {
    notices: [notice],
    fields: view.settledAt === null ? [] : [field('Ended', [when(view.settledAt, reader)])],
    ticket: view.ticket,
  });
}

function title(view: JobView): Card['title'] {
  const about = view.ticket === null ? [] : [{ text: ' of ' }, code(view.ticket)];
  return [bold(featureNames[view.feature]), ...about, muted(` ${view.ref}`)];
}

function aboutModel(result: AiResult): Notice[] {
  return result.notice === null ? [] : [{ level: 'warning', text: result.notice }];
}

/** Said on every card of the AI: who found it, how sure that is, and the reasons of what was found without a model. */
export function origin(view: JobView, result: AiResult): Field[] {
  return [
    field('Found', sourceWords(view)),
    ...(result.confidence === null ? [] : [field('Confidence', percent(result.confidence))]),
    ...(result.reasons.length === 0 ? [] : [field('Because', result.reasons.join('; '))]),
  ];
}

/** The buttons of every result: its receipt, and what the reader thinks of it. */
export function receiptActions(view: Pick<JobView, 'id'>): CardAction[] {
  return [
    action('Why?', 'ai.why', { job: view.id }),
    action('Helpful', 'ai.vote', { job: view.id, vote: 'helpful' }),
    action('Not helpful', 'ai.vote', { job: view.id, vote: 'unhelpful' }),
  ];
}
