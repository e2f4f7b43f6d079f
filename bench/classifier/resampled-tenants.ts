import type { LabelledText } from '../../ai/keyless/classifier/classifier.types.ts';
import { trainClassifier } from '../../ai/keyless/classifier/train-classifier.rules.ts';
import { tryClassifier } from '../../ai/keyless/classifier/trial-figures.rules.ts';
import { seeded, shuffle } from '../../domain/seeded.rules.ts';

const fewestClasses = 5;
const mostClasses = 40;
const fewestTexts = 200;
const mostTexts = 1_500;

export type ResampledTenants = { tenants: number; kept: number; acting: number; answeredWrong: number; coverage: number; worst: number };

/**
 * Companies made by drawing at random: 5 to 40 of the classes, and 200 to 1,500 texts of them that staff confirmed. Each trains and chooses its threshold on these
 * alone, as the product does; it is tried on every other text of its classes. The bound is kept when at most `1 − bound` of what it answered is wrong. A company that
 * never answers by itself keeps it, and is counted apart.
 */
export function resampledTenants(texts: LabelledText[], { tenants, bound }: { tenants: number; bound: number }): ResampledTenants {
  const labels = [...new Set(texts.map(({ label }) => label))];
  const outcome: ResampledTenants = { tenants, kept: 0, acting: 0, answeredWrong: 0, coverage: 0, worst: 0 };
  for (let tenant = 1; tenant <= tenants; tenant += 1) {
    const { known, later } = draw(texts, labels, tenant);
    const trained = trainClassifier(known, { bound, seed: tenant });
    if (trained === null) continue;
    const { answered, precision } = tryClassifier(trained.classifier, later);
    const wrong = answered === 0 ? 0 : 1 - precision;
    if (trained.classifier.threshold !== null) outcome.acting += 1;
    if (wrong <= 1 - bound + 1e-9) outcome.kept += 1;
    outcome.answeredWrong += wrong / tenants;
    outcome.coverage += answered / tenants;
    outcome.worst = Math.max(outcome.worst, wrong);
  }
  return outcome;
}

function draw(texts: LabelledText[], labels: string[], seed: number): { known: LabelledText[]; later: LabelledText[] } {
  const random = seeded(seed * 7_919);
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const order = labels.slice();
  shuffle(order, order.length, random);
  const chosen = new Set(order.slice(0, between(fewestClasses, Math.min(mostClasses, labels.length))));
  const own = texts.filter(({ label }) => chosen.has(label));
  shuffle(own, own.length, random);
  const size = Math.min(between(fewestTexts, mostTexts), Math.floor(own.length / 2));
  return { known: own.slice(0, size), later: own.slice(size) };
}
