import type { StoredPromptRun } from './prompt-views.types.ts';

/** Why a version may not be released on its last run, in words; null: it may. */
export function releaseProblem(run: StoredPromptRun | null): string | null {
  if (run === null) return 'it was never run over the saved cases';
  if (!run.isPresent) return 'the saved cases have changed since its last run';
  if (run.results.length === 0) return 'there was no saved case to run it over';
  return run.failed > 0 ? `${run.failed} of ${run.results.length} cases failed in its last run` : null;
}
