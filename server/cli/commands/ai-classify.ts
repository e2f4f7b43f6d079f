import { z } from 'zod';
import { fewestTrials } from '../../../ai/keyless/classifier/choose-threshold.rules.ts';
import type { LabelledText } from '../../../ai/keyless/classifier/classifier.types.ts';
import { deserialise } from '../../../ai/keyless/classifier/serialise.rules.ts';
import { tryClassifier } from '../../../ai/keyless/classifier/trial-figures.rules.ts';
import { trainAndCompare } from '../../../ai/keyless/training/train-and-compare.ts';
import { AppError } from '../../../domain/errors.ts';
import { defineCommand, expectWords } from '../cli.types.ts';
import { readLabelledTexts } from '../read-labelled-texts.ts';

const boundSchema = z.coerce.number().gt(0.5).lt(1);

/** Trains on one file as a company's labels are trained on, tries the result on another and prints the figures. Nothing is stored; needs no database. */
export const aiClassify = defineCommand({
  options: {
    train: { type: 'string', meaning: 'CSV with the columns text,category' },
    test: { type: 'string', meaning: 'CSV with the columns text,category' },
    bound: { type: 'string', meaning: 'precision that answers must keep (0.97)' },
    json: { type: 'boolean', meaning: 'print JSON' },
  },
  run: async ({ terminal }, values, words) => {
    expectWords(words);
    const bound = boundSchema.safeParse(values.bound ?? '0.97');
    if (!bound.success) throw refused('--bound must be a number over 0.5 and under 1, such as 0.97');
    if (values.train === undefined || values.test === undefined) throw refused('Name the files with --train FILE.csv --test FILE.csv');
    const texts = await readLabelledTexts(values.train);
    const cases = await readLabelledTexts(values.test);
    const outcome = trainAndCompare({ texts, kept: [], bound: bound.data, before: null }, () => undefined);
    if (outcome === null) throw refused(`${values.train} must have lines of at least two categories: there is nothing to tell apart`);
    for (const note of strangeCases(texts, cases)) terminal.note(note);
    // What is used is what would be stored.
    const classifier = deserialise(outcome.bytes);
    const triedAt = performance.now();
    const { right: _, ...figures } = tryClassifier(classifier, cases);
    const millisecondsPerText = (performance.now() - triedAt) / cases.length;
    const { threshold } = classifier;
    const answer = {
      ...figures,
      bound: bound.data,
      threshold,
      trainSeconds: outcome.trainedSeconds,
      millisecondsPerText,
      trainedOn: texts.length,
      classes: classifier.classes.length,
    };
    terminal.out(values.json === true ? JSON.stringify(answer) : inWords(answer));
  },
});

/** What a reader of the figures should know of the cases. */
function strangeCases(texts: LabelledText[], cases: LabelledText[]): string[] {
  const known = new Set(texts.map(({ label }) => label));
  const strange = cases.filter(({ label }) => !known.has(label));
  if (strange.length === 0) return [];
  return [
    `${strange.length} of ${cases.length} lines to try it on have a category that was not trained (such as “${strange[0]?.label}”): they count as wrong.`,
  ];
}

type Answer = {
  accuracy: number;
  answered: number;
  precision: number;
  cases: number;
  bound: number;
  threshold: number | null;
  trainSeconds: number;
  millisecondsPerText: number;
  trainedOn: number;
  classes: number;
};

function inWords(answer: Answer): string {
  const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
  return [
    `trained on ${answer.trainedOn} texts of ${answer.classes} categories in ${answer.trainSeconds.toFixed(2)} s, tried on ${answer.cases}`,
    `accuracy: ${percent(answer.accuracy)}`,
    `answered within the bound of ${percent(answer.bound)}: ${percent(answer.answered)}`,
    answer.answered > 0
      ? `precision on those: ${percent(answer.precision)}`
      : answer.threshold === null
        ? `precision on those: none was answered; ${whyNone(answer)}, so it only suggests`
        : 'precision on those: none was answered',
    `training: ${answer.trainSeconds.toFixed(2)} s`,
    `a text: ${answer.millisecondsPerText.toFixed(3)} ms`,
  ].join('\n');
}

function whyNone({ trainedOn, bound }: Answer): string {
  const fewest = fewestTrials(1 - bound);
  return trainedOn < fewest
    ? `to state a bound of ${(bound * 100).toFixed(2)} % takes at least ${fewest} texts`
    : 'too many of the answers it was surest of were wrong to state the bound';
}

function refused(userMessage: string): AppError {
  return new AppError('invalid_input', { message: 'classification refused', userMessage: `${userMessage}.` });
}
