import { createLearnedTriage, type LearnedTriage } from '../../ai/keyless/learned/learned-triage.ts';
import type { Core } from '../wire.ts';
import { learnedClassifiers } from './ai-functions.ts';

/** What the companies' classifiers add to the suggestion for a new mail. */
export function learnedTriageOf({ withTenant, log }: Pick<Core, 'withTenant' | 'log'>): LearnedTriage {
  return createLearnedTriage({
    withTenant,
    classifiers: learnedClassifiers,
    onTrouble: (error) => log.warn({ err: error }, 'a learned classifier could not be asked; the rules suggest'),
  });
}
