import type { AiResult, JobView, Statement } from '../../../domain/ai-runs/ai-runs.types.ts';
import type { TicketBasis } from '../../../domain/ai-runs/results.types.ts';
import type { CardAction, Notice, Paragraph, Section } from '../card.types.ts';
import { action, muted, section } from '../spans.rules.ts';
import { badgeNotice, collapsedText } from './badge.rules.ts';
import { quotes, sourceNumbers } from './source-words.rules.ts';

/** What a finished job of a feature found; only its own function writes its results. */
export function dataOf<Data>(view: JobView): Data {
  return (view.result as AiResult<Data>).data;
}

/** What a reader must know of a result about a conversation before reading it. */
export function basisNotices(basis: TicketBasis): Notice[] {
  const left = basis.leftOut;
  return [
    ...(basis.badged ? [badgeNotice] : []),
    ...(left === 0
      ? []
      : [
          {
            level: 'info' as const,
            text: `${left} older message${left === 1 ? ' was' : 's were'} left out: the conversation is too long.`,
          },
        ]),
  ];
}

/** Sentences with the messages they rest on, or one line and a button where a message is badged. */
export function summarySection(heading: string, statements: Statement[], basis: TicketBasis, jobId: string): Section {
  if (basis.badged) return section(heading, 'plain', [[muted(collapsedText)]], [expandAction(jobId)]);
  return section(heading, 'plain', statements.length === 0 ? [[muted('Nothing to tell.')]] : statementLines(statements, basis));
}

/** Each sentence with its messages' numbers, or with their words behind the numbers where the sentence is not those words itself. */
function statementLines(statements: readonly Statement[], basis: TicketBasis): Paragraph[] {
  return statements.flatMap(({ text, sources }) => {
    const isQuote = sources.some(
      (source) => source.kind === 'message' && source.quote.replace(/\s+/g, ' ').trim().startsWith(text.slice(0, 60)),
    );
    const words = isQuote ? [] : quotes(basis, sources);
    return words.length === 0 ? [[{ text }, muted(sourceNumbers(basis, sources))]] : [[{ text }], ...words];
  });
}

export function expandAction(jobId: string): CardAction {
  return action('Show', 'ai.expand', { job: jobId });
}
