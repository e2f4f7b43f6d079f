import { type ClassifierId, newId, type StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { LabelTarget, TrainingFigures } from './learning.types.ts';
import { lockTarget } from './lock-target.ts';

/** A classifier that was trained just now, with what its trials showed. `trainedBy` null: it was trained by itself. */
export type NewClassifier = {
  target: LabelTarget;
  /** what the bytes are is no business of the domain */
  weights: Uint8Array;
  /** labels it was trained with, and those kept aside */
  labels: number;
  classes: string[];
  bound: number;
  threshold: number | null;
  figures: TrainingFigures;
  trainedBy: StaffUserId | null;
};

/** Keeps a trained classifier as a candidate, or as refused; it is in use only when it is activated. Returns its number, counted from 1 for each target. */
export async function saveClassifier(
  uow: TenantUnitOfWork,
  wanted: NewClassifier,
  state: 'candidate' | 'refused',
): Promise<{ id: ClassifierId; number: number }> {
  await lockTarget(uow, wanted.target);
  const id = newId<ClassifierId>();
  const [row] = await sqlRows<{ number: number }>(
    uow,
    `insert into ai_classifiers (tenant_id, id, target, number, state, labels, classes, weights, bound, threshold, figures, trained_by, trained_at)
     values (?, ?, ?, (select coalesce(max(number), 0) + 1 from ai_classifiers where target = ?), ?, ?, ?::jsonb, ?, ?, ?, ?::jsonb, ?, ?) returning number`,
    [
      uow.tenantId,
      id,
      wanted.target,
      wanted.target,
      state,
      wanted.labels,
      JSON.stringify(wanted.classes),
      Buffer.from(wanted.weights),
      wanted.bound,
      wanted.threshold,
      JSON.stringify(wanted.figures),
      wanted.trainedBy,
      uow.now,
    ],
  );
  return { id, number: (row as { number: number }).number };
}
