import type { SummaryData } from '../../../domain/ai-runs/results.types.ts';
import { action, code, oneLine } from '../spans.rules.ts';
import type { ResultCard } from './result-card.types.ts';
import { basisNotices, dataOf, summarySection } from './result-parts.ts';

/** What was said in a conversation, each sentence with the messages it rests on; one line where a message is badged. */
export const summaryCard: ResultCard = (view) => {
  const { statements, basis } = dataOf<SummaryData>(view);
  return {
    title: [{ text: 'Summary of ' }, code(basis.number), { text: ` ${oneLine(basis.subject, 100)}` }],
    notices: basisNotices(basis),
    sections: [summarySection('What was said', statements, basis, view.id)],
    actions: [action('Summarise again', 'ai.summarise', { ticket: basis.number, again: true })],
    ticket: basis.number,
  };
};
