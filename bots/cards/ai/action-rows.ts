import type { NextActionKind, SuggestedAction, TicketBasis } from '../../../domain/ai-runs/results.types.ts';
import type { Row } from '../card.types.ts';
import { bold, plain, row } from '../spans.rules.ts';
import { nextActionButtons } from './next-action-buttons.rules.ts';
import { quotes } from './source-words.rules.ts';

const names: Record<NextActionKind, string> = {
  request_information: 'Ask for information',
  escalate: 'Escalate',
  schedule_call: 'Call',
  update_customer: 'Update the customer',
  internal_task: 'Task',
  close: 'Finish',
};

/** A line for each suggestion with what it rests on. */
export function actionRows(suggestions: readonly SuggestedAction[], basis: TicketBasis): Row[] {
  return suggestions.map((one) =>
    row([bold(names[one.kind])], [plain(one.text), ...quotes(basis, one.evidence)], nextActionButtons(basis, one)),
  );
}
