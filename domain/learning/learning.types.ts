/** What can be learned of a ticket: its labels are the values staff confirmed. */
export const labelTargets = ['type', 'priority', 'intent'] as const;
export type LabelTarget = (typeof labelTargets)[number];
/** What staff confirm by their acts today, and what can therefore be trained; the type is trained by itself and used. */
export const trainedTargets = ['type', 'priority'] as const satisfies readonly LabelTarget[];

export type ClassifierState = 'candidate' | 'active' | 'retired' | 'refused';

/** Figures of one classifier on labels it was not trained with. Shares 0…1; `bound` is the precision that was asked for. */
export type ClassifierFigures = {
  accuracy: number;
  answered: number;
  precision: number;
  cases: number;
  bound: number;
  threshold: number | null;
};

/** What a training showed: the new one, and the one in use before on the same cases (null: there was none). */
export type TrainingFigures = { after: ClassifierFigures; before: ClassifierFigures | null; trainedSeconds: number };

/** The result of a training job. `stopped` is never recorded: the job was cancelled or goes to another worker. */
export type TrainingData =
  | {
      kind: 'trained';
      target: LabelTarget;
      number: number;
      inUse: boolean;
      labels: number;
      kept: number;
      threshold: number | null;
      figures: TrainingFigures;
    }
  | { kind: 'stopped' };
