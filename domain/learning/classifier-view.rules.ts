import type { ClassifierId } from '../ids.types.ts';
import type { ClassifierState, LabelTarget, TrainingFigures } from './learning.types.ts';

/** A classifier without its weights. `trainedBy` is a name; null: trained by itself. */
export type ClassifierView = {
  id: ClassifierId;
  target: LabelTarget;
  number: number;
  state: ClassifierState;
  labels: number;
  classes: string[];
  bound: number;
  threshold: number | null;
  figures: TrainingFigures;
  trainedBy: string | null;
  trainedAt: Date;
  activatedAt: Date | null;
};

/** Columns of `ClassifierView`, of `ai_classifiers c` left joined to `staff_users s`. */
export const classifierColumns = `c.id, c.target, c.number, c.state, c.labels, c.classes, c.bound, c.threshold, c.figures, s.name as "trainedBy",
  c.trained_at as "trainedAt", c.activated_at as "activatedAt"`;

/** A row of those columns with real dates. */
export function classifierView(row: ClassifierView): ClassifierView {
  return { ...row, trainedAt: new Date(row.trainedAt), activatedAt: row.activatedAt === null ? null : new Date(row.activatedAt) };
}
