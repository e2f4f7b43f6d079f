import type { ContextActionsBlock } from './call.types.ts';

/** The action of the two opinions under an answer of the assistant; its value is `1` or `-1`. */
export const feedbackActionId = 'op:feedback';

/** What somebody thinks of an answer of the assistant (`context_actions` with `feedback_buttons`, Block Kit reference). */
export function feedbackBlock(): ContextActionsBlock {
  return {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: feedbackActionId,
        positive_button: { text: { type: 'plain_text', text: 'Good answer' }, value: '1' },
        negative_button: { text: { type: 'plain_text', text: 'Bad answer' }, value: '-1' },
      },
    ],
  };
}
