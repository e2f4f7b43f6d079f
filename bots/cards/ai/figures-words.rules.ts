import type { ClassifierFigures } from '../../../domain/learning/learning.types.ts';

/** `91.4 % right; fills in 83.1 %, of these 97.3 % right`. */
export function figuresText({ accuracy, answered, precision, cases }: ClassifierFigures): string {
  if (cases === 0) return 'nothing was tried';
  const acts = answered === 0 ? 'fills in none' : `fills in ${finePercent(answered)}, of these ${finePercent(precision)} right`;
  return `${finePercent(accuracy)} right; ${acts}`;
}

/** A share as people read it, to a tenth of a percent. */
export function finePercent(share: number): string {
  return `${(share * 100).toFixed(1).replace(/\.0$/, '')} %`;
}
