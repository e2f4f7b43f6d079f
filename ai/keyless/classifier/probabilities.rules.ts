/** Slopes that are tried; beyond them a softmax is flat or a step. */
const gentlest = 0.25;
const steepest = 40;
const narrowings = 40;
const golden = (Math.sqrt(5) - 1) / 2;

/** Scores times the slope through a softmax. They add up to 1. */
export function probabilitiesOf(scores: ArrayLike<number>, slope: number): Float64Array {
  const shares = Float64Array.from(scores);
  const best = shares.reduce((high, score) => Math.max(high, score), Number.NEGATIVE_INFINITY);
  const sum = shares.reduce((total, score) => total + Math.exp(slope * (score - best)), 0);
  return shares.map((score) => Math.exp(slope * (score - best)) / sum);
}

/** By how much the best score is ahead of the second. */
export function marginOf(scores: ArrayLike<number>): number {
  let best = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] ?? 0;
    if (score > best) [best, second] = [score, best];
    else if (score > second) second = score;
  }
  return best - second;
}

/** How sure one may be of the best class: its probability beside the second's. It orders texts better than the probability among all, which many unlikely classes blur. */
export function surenessOf(margin: number, slope: number): number {
  return 1 / (1 + Math.exp(-slope * margin));
}

/**
 * The slope under which it is likeliest that the best classes of the cases were right and wrong as they were (Platt scaling without a shift): found by golden-section
 * search on the logarithm of the slope. The margins must come from classifiers that did not train on the cases.
 */
export function fitSlope(cases: { margin: number; isRight: boolean }[]): number {
  const loss = (power: number): number => {
    const slope = Math.exp(power);
    return cases.reduce((sum, { margin, isRight }) => sum + Math.log1p(Math.exp(isRight ? -slope * margin : slope * margin)), 0);
  };
  let low = Math.log(gentlest);
  let high = Math.log(steepest);
  let near = high - golden * (high - low);
  let far = low + golden * (high - low);
  let nearLoss = loss(near);
  let farLoss = loss(far);
  for (let step = 0; step < narrowings && high - low > 0.01; step += 1) {
    if (nearLoss <= farLoss) {
      [high, far, farLoss] = [far, near, nearLoss];
      near = high - golden * (high - low);
      nearLoss = loss(near);
    } else {
      [low, near, nearLoss] = [near, far, farLoss];
      far = low + golden * (high - low);
      farLoss = loss(far);
    }
  }
  return Math.exp((low + high) / 2);
}
