import type { ClassifierFigures } from '../../../domain/learning/learning.types.ts';
import type { LabelledText } from '../classifier/classifier.types.ts';

/** What a training thread is given: `kept` are the labels that no classifier is ever trained with; `before` is the one in use, as bytes. */
export type TrainingTask = { texts: LabelledText[]; kept: LabelledText[]; bound: number; before: Uint8Array | null };

/** What came of it. `isWorse`: on the kept labels it is worse than the one in use, by more than chance explains. */
export type TrainingOutcome = {
  bytes: Uint8Array;
  classes: string[];
  threshold: number | null;
  after: ClassifierFigures;
  before: ClassifierFigures | null;
  isWorse: boolean;
  trainedSeconds: number;
};

/** What the thread says: how much is done (0…1), and at last what came of it; null: the labels are all of one value. */
export type ThreadMessage = { kind: 'progress'; done: number } | { kind: 'outcome'; outcome: TrainingOutcome | null };
