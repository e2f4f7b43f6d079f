import type { ClassifierId, TenantId } from '../../../domain/ids.types.ts';
import { mostLearnedText } from '../../../domain/learning/learned-text.rules.ts';
import type { LabelTarget } from '../../../domain/learning/learning.types.ts';
import { loadActiveClassifier } from '../../../domain/learning/load-active-classifier.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import type { Classifier, Learned } from '../classifier/classifier.types.ts';
import { classify } from '../classifier/classify.rules.ts';
import { deserialise } from '../classifier/serialise.rules.ts';

/** A classifier that is in use, ready to classify. `labels`: how many confirmed tickets it learned from. */
export type InUse = { id: ClassifierId; number: number; labels: number; classifier: Classifier };

/** A process keeps so many companies' classifiers; the one that was used longest ago goes first. */
const mostKept = 40;

/** What a company learned, by its classifier in use. Its weights are loaded when another one is put in use; else a call costs one row and under a millisecond. */
export type LearnedClassifiers = {
  /** The classifier in use; null when there is none, or when its bytes are of another version. */
  inUse(uow: TenantUnitOfWork, target: LabelTarget): Promise<InUse | null>;
  /** What it says of a text; null when there is none. */
  classifyText(uow: TenantUnitOfWork, target: LabelTarget, text: string): Promise<Learned | null>;
};

/** The classifiers of a process's companies. */
export function createLearnedClassifiers(): LearnedClassifiers {
  const kept = new Map<string, InUse>();
  const inUse = async (uow: TenantUnitOfWork, target: LabelTarget): Promise<InUse | null> => {
    const key = keyOf(uow.tenantId, target);
    const mine = kept.get(key) ?? null;
    const active = await loadActiveClassifier(uow, target, mine?.id ?? null);
    kept.delete(key);
    if (active === null) return null;
    const found = active === 'known' ? mine : readyOf(active);
    if (found === null) return null;
    kept.set(key, found);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return found;
  };
  return {
    inUse,
    classifyText: async (uow, target, text) => {
      const found = await inUse(uow, target);
      return found === null ? null : learnedOf(found, text);
    },
  };
}

/** What a classifier in use says of a text, by as much of it as is learned from. */
export function learnedOf({ classifier, number, labels }: InUse, text: string): Learned {
  return { ...classify(classifier, text.slice(0, mostLearnedText)), classifierNumber: number, labels };
}

function readyOf({ weights, ...active }: { id: ClassifierId; number: number; labels: number; weights: Uint8Array }): InUse | null {
  try {
    return { ...active, classifier: deserialise(weights) };
  } catch {
    return null;
  }
}

function keyOf(tenantId: TenantId, target: LabelTarget): string {
  return `${tenantId} ${target}`;
}
