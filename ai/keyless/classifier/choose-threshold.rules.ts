import type { Trial } from './classifier.types.ts';

/** How sure we want to be that the bound holds on texts that come later. */
const confidence = 0.95;
/** Thresholds are tried at every so large part of the trials. */
const steps = 200;

/**
 * The least sureness at which at most `mostWrong` of the answers are wrong with 95 % confidence; null when the trials are too few or too often wrong to say so.
 * Thresholds are tried from the surest down and the search ends at the first whose upper confidence limit (Clopper and Pearson 1934, one-sided) is over the bound:
 * a sequence fixed beforehand, so that trying many costs no confidence (Angelopoulos and others 2021, “Learn then test”). With no wrong answer at all, 3 % takes 99
 * trials.
 */
export function chooseThreshold(trials: Trial[], mostWrong: number): number | null {
  const surest = trials.toSorted((a, b) => b.sureness - a.sureness);
  const wrong = runningWrong(surest);
  const fewest = fewestTrials(mostWrong);
  const step = Math.max(1, Math.floor(surest.length / steps));
  let chosen: number | null = null;
  for (let answered = Math.max(fewest, step); answered <= surest.length; answered += step) {
    if (upperLimit(wrong[answered - 1] ?? 0, answered, confidence) > mostWrong) break;
    chosen = surest[answered - 1]?.sureness ?? null;
  }
  return chosen;
}

/** So few trials without a wrong answer say with 95 % confidence that at most `mostWrong` are wrong; with fewer nothing can be said. */
export function fewestTrials(mostWrong: number): number {
  return Math.ceil(Math.log(1 - confidence) / Math.log(1 - mostWrong));
}

function runningWrong(surest: Trial[]): number[] {
  let wrong = 0;
  return surest.map((trial) => {
    if (!trial.isRight) wrong += 1;
    return wrong;
  });
}

/** The largest share of wrong answers under which so few of so many would still be seen with a chance of `1 − confidence` (Clopper–Pearson, one-sided). */
export function upperLimit(wrong: number, of: number, level: number): number {
  if (of === 0 || wrong >= of) return 1;
  let low = wrong / of;
  let high = 1;
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (chanceOfAtMost(wrong, of, middle) > 1 - level) low = middle;
    else high = middle;
  }
  return high;
}

/** The chance of at most `wrong` in `of` draws that each are wrong with chance `share`: the binomial distribution, summed in logarithms. */
export function chanceOfAtMost(wrong: number, of: number, share: number): number {
  if (share <= 0) return 1;
  if (share >= 1) return wrong >= of ? 1 : 0;
  const odds = Math.log(share) - Math.log1p(-share);
  let term = of * Math.log1p(-share);
  let sum = Math.exp(term);
  for (let count = 1; count <= wrong; count += 1) {
    term += Math.log(of - count + 1) - Math.log(count) + odds;
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}
