import type { AiResult, ClaimedJob } from '../../domain/ai-runs/ai-runs.types.ts';
import { loadAiSettings } from '../../domain/ai-runs/load-ai-settings.ts';
import { renewJob } from '../../domain/ai-runs/renew-job.ts';
import { AppError } from '../../domain/errors.ts';
import type { Actor } from '../../domain/ids.types.ts';
import { activateClassifier } from '../../domain/learning/activate-classifier.ts';
import { type ConfirmedText, labelledTexts } from '../../domain/learning/labelled-texts.ts';
import { isKeptAside } from '../../domain/learning/learned-text.rules.ts';
import type { LabelTarget, TrainingData } from '../../domain/learning/learning.types.ts';
import { loadActiveClassifier } from '../../domain/learning/load-active-classifier.ts';
import { saveClassifier } from '../../domain/learning/save-classifier.ts';
import type { TenantUnitOfWork, WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { AiWork } from '../functions/ai-function.types.ts';
import { runTrainingThread } from './training/run-training-thread.ts';
import type { TrainingOutcome, TrainingTask } from './training/training.types.ts';

const actor: Actor = { kind: 'system', name: 'training' };
/** Fewer teach nothing that could be tried. */
const fewestTexts = 20;

/**
 * The work of a `training` job: reads what staff confirmed, trains in a thread, tries old and new on the labels that are kept aside, and keeps the new classifier: in use
 * when it is not worse than the one in use by more than chance, else refused with its figures. Nothing is kept when the job is no longer this worker's. Throws
 * `conflict` when there are too few labels.
 */
export function createTrainWork({ withTenant }: { withTenant: WithTenant }): AiWork {
  return async (job, report, signal) => {
    const target = job.input.target ?? 'type';
    const task = await withTenant(job.tenantId, actor, (uow) => readTask(uow, target));
    await report(`training on ${task.texts.length} confirmed tickets`);
    const outcome = await runTrainingThread(task, inTenths(report), signal);
    if (outcome === 'stopped' || signal.aborted) return resultOf({ kind: 'stopped' }, []);
    if (outcome === null) throw tooFew(task.texts.length, target);
    return withTenant(job.tenantId, actor, (uow) => keep(uow, job, target, task, outcome));
  };
}

async function readTask(uow: TenantUnitOfWork, target: LabelTarget): Promise<TrainingTask> {
  const all = await labelledTexts(uow, target);
  const kept = all.filter(({ ticketId }) => isKeptAside(ticketId));
  const texts = all.filter(({ ticketId }) => !isKeptAside(ticketId));
  if (texts.length < fewestTexts || new Set(texts.map(({ label }) => label)).size < 2) throw tooFew(all.length, target);
  const { mostWrong } = await loadAiSettings(uow);
  const active = await loadActiveClassifier(uow, target);
  const before = active === null || active === 'known' ? null : active.weights;
  return { texts: texts.map(plain), kept: kept.map(plain), bound: 1 - mostWrong, before };
}

function plain({ text, label }: ConfirmedText): { text: string; label: string } {
  return { text, label };
}

async function keep(
  uow: TenantUnitOfWork,
  job: ClaimedJob,
  target: LabelTarget,
  task: TrainingTask,
  outcome: TrainingOutcome,
): Promise<AiResult<TrainingData>> {
  if (!(await renewJob(uow, job))) return resultOf({ kind: 'stopped' }, []);
  const { bytes, classes, threshold, after, before, trainedSeconds } = outcome;
  const labels = task.texts.length + task.kept.length;
  const figures = { after, before, trainedSeconds };
  const wanted = { target, weights: bytes, labels, classes, bound: task.bound, threshold, figures, trainedBy: job.askedBy };
  const { id, number } = await saveClassifier(uow, wanted, outcome.isWorse ? 'refused' : 'candidate');
  if (!outcome.isWorse) await activateClassifier(uow, id);
  const data: TrainingData = {
    kind: 'trained',
    target,
    number,
    inUse: !outcome.isWorse,
    labels,
    kept: task.kept.length,
    threshold,
    figures,
  };
  return resultOf(data, reasonsOf(outcome));
}

function reasonsOf({ isWorse, before, threshold }: TrainingOutcome): string[] {
  const verdict = isWorse
    ? 'worse on the tickets kept aside than the one in use, by more than chance explains: not used'
    : before === null
      ? 'the first one: in use'
      : 'not worse on the tickets kept aside than the one before: in use';
  return [verdict, ...(threshold === null ? ['too few or too often wrong to keep the bound by itself: it only suggests'] : [])];
}

function resultOf(data: TrainingData, reasons: string[]): AiResult<TrainingData> {
  return { feature: 'training', source: 'classifier', confidence: null, notice: null, reasons, data };
}

/** Says every tenth of the way; a word that is late is no reason to stop. */
function inTenths(report: (progress: string) => Promise<void>): (done: number) => void {
  let said = 0;
  return (done) => {
    const tenth = Math.floor(done * 10);
    if (tenth <= said) return;
    said = tenth;
    report(`trained ${tenth * 10} %`).catch(() => undefined);
  };
}

function tooFew(labels: number, target: LabelTarget): AppError {
  return new AppError('conflict', {
    message: `${labels} labels are too few to train on`,
    userMessage: `Staff confirmed the ${target} of ${labels} tickets so far. Training takes at least ${fewestTexts} beside those kept aside for trying, of two different values.`,
  });
}
