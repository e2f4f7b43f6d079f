import { chanceOfAtMost } from '../classifier/choose-threshold.rules.ts';

/** A difference that comes about by chance less often than this is none of chance. */
const chance = 0.05;

/**
 * Whether a new classifier is worse than the one in use on the same texts, by more than chance explains: of the texts that only one of them gets right, so few are the
 * new one's that this would happen less than once in twenty times if both were as good (McNemar's test, exact and one-sided).
 */
export function isWorse(after: readonly boolean[], before: readonly boolean[]): boolean {
  const onlyNew = after.filter((right, at) => right && before[at] === false).length;
  const onlyOld = after.filter((right, at) => !right && before[at] === true).length;
  return onlyOld > onlyNew && chanceOfAtMost(onlyNew, onlyNew + onlyOld, 0.5) < chance;
}
