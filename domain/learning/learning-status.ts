import { loadAiSettings } from '../ai-runs/load-ai-settings.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ClassifierView } from './classifier-view.rules.ts';
import type { LabelTarget } from './learning.types.ts';
import { listClassifiers } from './list-classifiers.ts';

/** `fresh`: labels that were confirmed since the last training. `isTraining`: one is queued or runs. */
export type LearningStatus = {
  target: LabelTarget;
  mostWrong: number;
  labels: { value: string; count: number }[];
  fresh: number;
  isTraining: boolean;
  active: ClassifierView | null;
  history: ClassifierView[];
};

/** How learning stands for a target: what staff confirmed, what was trained, and what is in use. */
export async function learningStatus(uow: TenantUnitOfWork, target: LabelTarget): Promise<LearningStatus> {
  const { mostWrong } = await loadAiSettings(uow);
  const labels = await sqlRows<{ value: string; count: number }>(
    uow,
    'select value, count(*)::integer as count from ai_labels where target = ? group by value order by count(*) desc, value',
    [target],
  );
  const [row] = await sqlRows<{ fresh: number; isTraining: boolean }>(
    uow,
    `select (select count(*)::integer from ai_labels where target = ?
         and confirmed_at > coalesce((select max(trained_at) from ai_classifiers where target = ?), '-infinity')) as fresh,
       exists (select 1 from ai_jobs where feature = 'training' and state in ('queued', 'running') and input ->> 'target' = ?) as "isTraining"`,
    [target, target, target],
  );
  const history = await listClassifiers(uow, target);
  return {
    target,
    mostWrong,
    labels,
    fresh: row?.fresh ?? 0,
    isTraining: row?.isTraining ?? false,
    active: history.find(({ state }) => state === 'active') ?? null,
    history,
  };
}
