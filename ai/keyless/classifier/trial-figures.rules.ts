import type { Classifier, LabelledText, Trial, TrialFigures } from './classifier.types.ts';
import { classify } from './classify.rules.ts';

/** What the trials show when everything from the threshold on is answered (null: nothing is). */
export function figuresOf(trials: Trial[], threshold: number | null): TrialFigures {
  const answered = threshold === null ? [] : trials.filter(({ sureness }) => sureness >= threshold);
  return {
    accuracy: share(trials.filter(({ isRight }) => isRight).length, trials.length, 0),
    answered: share(answered.length, trials.length, 0),
    precision: share(answered.filter(({ isRight }) => isRight).length, answered.length, 1),
    cases: trials.length,
  };
}

/** Tries a classifier on texts that it was not trained on. */
export function tryClassifier(classifier: Classifier, texts: LabelledText[]): TrialFigures & { right: boolean[] } {
  const tried = texts.map(({ text, label }) => {
    const { top, sure } = classify(classifier, text);
    return { isRight: top[0]?.label === label, sure };
  });
  const answered = tried.filter(({ sure }) => sure);
  return {
    accuracy: share(tried.filter(({ isRight }) => isRight).length, tried.length, 0),
    answered: share(answered.length, tried.length, 0),
    precision: share(answered.filter(({ isRight }) => isRight).length, answered.length, 1),
    cases: tried.length,
    right: tried.map(({ isRight }) => isRight),
  };
}

function share(some: number, all: number, ofNone: number): number {
  return all === 0 ? ofNone : some / all;
}
