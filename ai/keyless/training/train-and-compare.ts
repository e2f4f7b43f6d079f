import type { ClassifierFigures } from '../../../domain/learning/learning.types.ts';
import type { Classifier } from '../classifier/classifier.types.ts';
import { deserialise, serialise } from '../classifier/serialise.rules.ts';
import { trainClassifier } from '../classifier/train-classifier.rules.ts';
import { tryClassifier } from '../classifier/trial-figures.rules.ts';
import { isWorse } from './is-worse.rules.ts';
import type { TrainingOutcome, TrainingTask } from './training.types.ts';

/** Trains, and tries the new classifier and the one in use on the same kept labels, which neither has seen. Null when there is nothing to tell apart. */
export function trainAndCompare({ texts, kept, bound, before }: TrainingTask, report: (done: number) => void): TrainingOutcome | null {
  const startedAt = performance.now();
  const trained = trainClassifier(texts, { bound, report });
  if (trained === null) return null;
  const trainedSeconds = (performance.now() - startedAt) / 1000;
  const bytes = serialise(trained.classifier);
  const own = deserialise(bytes);
  const after = tryClassifier(own, kept);
  const old = before === null ? null : readable(before);
  const beside = old === null ? null : tryClassifier(old, kept);
  const figures = ({ right: _, ...tried }: typeof after, threshold: number | null): ClassifierFigures => ({ ...tried, bound, threshold });
  return {
    bytes,
    classes: own.classes,
    threshold: own.threshold,
    after: figures(after, own.threshold),
    before: old === null || beside === null ? null : figures(beside, old.threshold),
    isWorse: beside !== null && isWorse(after.right, beside.right),
    trainedSeconds,
  };
}

/** Null for bytes of an earlier version of the format: there is nothing to compare with. */
function readable(bytes: Uint8Array): Classifier | null {
  try {
    return deserialise(bytes);
  } catch {
    return null;
  }
}
