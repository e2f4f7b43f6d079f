import type { SourceRef } from '../../../domain/ai-runs/ai-runs.types.ts';
import type { TicketBasis } from '../../../domain/ai-runs/results.types.ts';
import type { Paragraph } from '../card.types.ts';
import { muted, oneLine } from '../spans.rules.ts';

const longestQuote = 140;

/** The messages that a statement rests on, as people call them: ` (#3, #5)`; empty where none is named. */
export function sourceNumbers(basis: Pick<TicketBasis, 'cited'>, sources: readonly SourceRef[]): string {
  const ids = new Set(sources.map((source) => (source.kind === 'message' ? source.messageId : null)));
  const numbers = basis.cited.filter((message) => ids.has(message.id)).map(({ ordinal }) => `#${ordinal}`);
  return numbers.length === 0 ? '' : ` (${numbers.join(', ')})`;
}

/** The words of the messages, each behind its number, as one muted paragraph; none where nothing is quoted. */
export function quotes(basis: Pick<TicketBasis, 'cited'>, sources: readonly SourceRef[]): Paragraph[] {
  const spans = sources.flatMap((source) =>
    source.kind === 'message'
      ? [muted(`${sourceNumbers(basis, [source]).trim() || '(message)'} “${oneLine(source.quote, longestQuote)}” `)]
      : [],
  );
  return spans.length === 0 ? [] : [spans];
}
