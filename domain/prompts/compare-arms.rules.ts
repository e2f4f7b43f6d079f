/** What people said of the results of one side of an experiment. */
export type ArmVotes = { helpful: number; unhelpful: number };

/** Fewer votes than this on either side say nothing. */
const fewestVotes = 20;
// One-sided, 99.9 %: the votes are looked at after every one, so a bound for a single look would end too many good experiments.
const mostDeviation = 3.09;

/**
 * True when the experiment is rated worse than the version in use by more than chance explains: at least `fewestVotes` on both sides and a difference of the helpful
 * shares of more than 3.09 standard errors (two proportions, pooled).
 */
export function isArmWorse(base: ArmVotes, arm: ArmVotes): boolean {
  const [ofBase, ofArm] = [base.helpful + base.unhelpful, arm.helpful + arm.unhelpful];
  if (ofBase < fewestVotes || ofArm < fewestVotes) return false;
  const pooled = (base.helpful + arm.helpful) / (ofBase + ofArm);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / ofBase + 1 / ofArm));
  return error > 0 && (base.helpful / ofBase - arm.helpful / ofArm) / error > mostDeviation;
}
