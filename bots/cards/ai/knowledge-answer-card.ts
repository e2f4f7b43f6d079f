import type { KnowledgeAnswerData } from '../../../domain/ai-runs/results.types.ts';
import type { Paragraph } from '../card.types.ts';
import { action, bold, code, muted, oneLine, plain, row, section } from '../spans.rules.ts';
import { otherSources } from './draft-card.ts';
import type { ResultCard } from './result-card.types.ts';

/** An answer made of articles, each sentence with the passage it rests on; or that no article answers. */
export const knowledgeAnswerCard: ResultCard = (view) => {
  const data = view.result?.data as KnowledgeAnswerData;
  const { question, statements, articles, ticket } = data;
  const none = 'No published article answers this, so there is no answer: nothing is guessed. Other words may find one.';
  return {
    title: [bold('From the knowledge base'), { text: `: ${oneLine(question, 120)}` }],
    notices: articles.some(({ visibility }) => visibility === 'internal')
      ? [{ level: 'warning', text: 'It rests on an internal article: it is for staff and not for the customer.' }]
      : [],
    text: statements.length === 0 ? [plain(none)] : [],
    sections:
      statements.length === 0
        ? []
        : [
            section(
              'Answer',
              'internal',
              statements.flatMap(({ text, sources }): Paragraph[] => said(text, sources)),
            ),
          ],
    rows: articles.map(({ number, title, visibility }) =>
      row(
        [code(number), { text: ` ${oneLine(title, 120)}` }],
        visibility === 'internal' ? [[muted('internal: not for the customer')]] : [],
        [action('Show', 'kb.show', { article: number })],
      ),
    ),
    ...(ticket === null ? {} : { ticket }),
  };
};

function said(text: string, sources: KnowledgeAnswerData['statements'][number]['sources']): Paragraph[] {
  const isQuote = sources.some((source) => source.kind === 'article' && source.quote === text);
  return isQuote
    ? [[{ text: `“${text}” ` }, ...sources.flatMap((source) => (source.kind === 'article' ? [code(source.number)] : []))]]
    : [plain(text), ...otherSources(sources)];
}
