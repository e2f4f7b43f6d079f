import type { AiFeature, AiOutcome } from '../../domain/ai-runs/ai-runs.types.ts';

/** Why a result is not the model's although one is set up, said to the reader. */
export function outcomeNotice(outcome: Exclude<AiOutcome, 'ok'>, reason: string | null): string {
  const words: Record<Exclude<AiOutcome, 'ok'>, string> = {
    refused: 'The model declined to answer, so this was found without it.',
    incomplete: 'The model’s answer was cut off, so this was found without it.',
    invalid: 'The model’s answer did not keep to its form and was dropped; this was found without it.',
    unavailable: `The model could not be used${reason === null ? '' : ` (${reason.replace(/\.$/, '')})`}, so this was found without it.`,
  };
  return words[outcome];
}

/** The day's money is spent. */
export function budgetNotice(budget: AiFeature | 'all'): string {
  const which = budget === 'all' ? 'today’s budget for the AI' : `today’s budget for ${budget.replaceAll('_', ' ')}`;
  return `The model was not asked because ${which} is spent; this was found without it.`;
}

export const goneNotice = 'The model was switched off or removed before it had answered; this was found without it.';
export const tooLongNotice = 'The text is longer than the model takes, so this was found without it.';
export const noPromptNotice = 'No prompt is released for this, so it was found without the model.';
export const lostNotice = 'The model was asked several times and the answer was lost each time; this was found without it.';
