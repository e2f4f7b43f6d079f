import { chooseThreshold } from './choose-threshold.rules.ts';
import type { Classifier, LabelledText, Trial, TrialFigures } from './classifier.types.ts';
import { makeFolds } from './make-folds.rules.ts';
import { fitSlope, marginOf, surenessOf } from './probabilities.rules.ts';
import { weightsOf } from './score-rows.rules.ts';
import { tokenise } from './tokenise.rules.ts';
import { asUnseen, type Plane, type Problem, planeScore, problemOf, trainPlane } from './train-plane.rules.ts';
import { figuresOf } from './trial-figures.rules.ts';
import { buildVocabulary, vectorise } from './vectorise.rules.ts';

/** `bound`: the precision that answers must keep, such as 0.97. `report` hears how much is done, 0…1. */
export type TrainingOptions = { bound: number; seed?: number; report?: (done: number) => void };

/** The classifier, and what cross-validation showed of it: every text tried by a classifier that had not seen it. */
export type Trained = { classifier: Classifier; figures: TrialFigures };

/** Many, so that what is tried has learned from nearly as many texts as what is used. */
const folds = 10;
const mostClasses = 65_535;

/**
 * Trains a linear classifier on the texts, one class against the rest, and chooses on cross-validated trials how scores become probabilities and how
 * sure it must be before it may answer by itself. Null when there is nothing to tell apart: fewer than two classes. Pure: the same texts and seed give the same classifier.
 */
export function trainClassifier(texts: LabelledText[], { bound, seed = 1, report = () => undefined }: TrainingOptions): Trained | null {
  const classes = [...new Set(texts.map(({ label }) => label))].sort();
  if (classes.length < 2 || classes.length > mostClasses) return null;
  const grams = texts.map(({ text }) => tokenise(text));
  const vocabulary = buildVocabulary(grams);
  const problem = problemOf(vectorise(grams, vocabulary), vocabulary.hashes.length);
  const right = texts.map(({ label }) => classes.indexOf(label));
  const fold = makeFolds(texts, folds, seed);
  const strange = asUnseen(problem, fold, folds);
  const planes: Plane[] = [];
  const unseen = texts.map(() => new Float64Array(classes.length));
  classes.forEach((_, at) => {
    const sign = Int8Array.from(right, (one) => (one === at ? 1 : -1));
    const plane = trainPlane(problem, { sign, leftOut: null, seed: seed + at, start: null });
    planes.push(plane);
    scoreUnseen(problem, { plane, sign, fold, strange, seed: seed + at }, (row, score) => {
      (unseen[row] as Float64Array)[at] = score;
    });
    report((at + 1) / classes.length);
  });
  const cases = unseen.map((scores, row) => ({ margin: marginOf(scores), isRight: bestOf(scores) === right[row] }));
  const slope = fitSlope(cases);
  const trials: Trial[] = cases.map(({ margin, isRight }) => ({ sureness: surenessOf(margin, slope), isRight }));
  const threshold = chooseThreshold(trials, 1 - bound);
  const weights = weightsOf(planes, problem);
  return { classifier: { classes, vocabulary, weights, slope, threshold }, figures: figuresOf(trials, threshold) };
}

type Whole = { plane: Plane; sign: Int8Array; fold: Uint8Array; strange: Problem; seed: number };

/** Scores every row by a plane that was trained without its fold. */
function scoreUnseen(problem: Problem, { plane, sign, fold, strange, seed }: Whole, take: (row: number, score: number) => void): void {
  for (let held = 0; held < folds; held += 1) {
    const leftOut = fold.map((one) => (one === held ? 1 : 0));
    const other = trainPlane(problem, { sign, leftOut, seed, start: plane });
    for (let row = 0; row < leftOut.length; row += 1) if (leftOut[row] === 1) take(row, planeScore(other, strange, row));
  }
}

function bestOf(scores: Float64Array): number {
  return scores.indexOf(scores.reduce((high, one) => Math.max(high, one), Number.NEGATIVE_INFINITY));
}
