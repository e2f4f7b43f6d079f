import type { NextActionsData } from '../../../domain/ai-runs/results.types.ts';
import { action, code, muted, oneLine, plain } from '../spans.rules.ts';
import { actionRows } from './action-rows.ts';
import { collapsedText } from './badge.rules.ts';
import type { ResultCard } from './result-card.types.ts';
import { basisNotices, dataOf, expandAction } from './result-parts.ts';

/** What could be done next on a ticket, each with its buttons; one line where a message is badged. */
export const nextActionsCard: ResultCard = (view) => {
  const { suggestions, basis } = dataOf<NextActionsData>(view);
  const none = suggestions.length === 0 ? [plain('Nothing suggests itself.')] : [];
  return {
    title: [{ text: 'What to do next on ' }, code(basis.number), { text: ` ${oneLine(basis.subject, 100)}` }],
    notices: basisNotices(basis),
    text: basis.badged ? [[muted(collapsedText)]] : none,
    rows: basis.badged ? [] : actionRows(suggestions, basis),
    actions: [...(basis.badged ? [expandAction(view.id)] : []), action('Suggest again', 'ai.next', { ticket: basis.number, again: true })],
    ticket: basis.number,
  };
};
