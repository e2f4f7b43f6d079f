import { z } from 'zod';
import type { Statement } from '../../../domain/ai-runs/ai-runs.types.ts';
import type { KnowledgeAnswerData } from '../../../domain/ai-runs/results.types.ts';
import { AppError } from '../../../domain/errors.ts';
import type { TicketId } from '../../../domain/ids.types.ts';
import { visibleText } from '../../../domain/suspicions/hidden-characters.rules.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { loadPublicConversation } from '../../../domain/tickets/load-public-conversation.ts';
import { hostsIn } from '../../neutralise/links.rules.ts';
import { plainText } from '../../neutralise/plain-text.rules.ts';
import type { AiFunction, Found, FunctionJob } from '../ai-function.types.ts';
import { fitsQuestion } from '../support/fits-question.rules.ts';
import { loadArticles } from '../support/load-articles.ts';
import type { OfferedArticle } from '../support/material.types.ts';
import { articleSources, articlesText, proveSentence } from '../support/sources.rules.ts';

const schema = z.strictObject({ sentences: z.array(z.strictObject({ text: z.string(), refs: z.array(z.string()) })) });
type Output = z.infer<typeof schema>;

const mostArticles = 4;
const mostSentences = 6;
const mostQuestion = 3_500;

/** The question and the articles found for it; of a ticket its subject and the customer's newest message. */
export type AnswerMaterial = { question: string; ticket: string | null; articles: OfferedArticle[] };

/**
 * Answers staff from articles, their internal ones too, and from nothing else (`domain.md` 3.16): a sentence that its passages do not prove is left out, since nobody
 * asked for a guess, and no sentence at all is the answer when no article holds one. Without a model: the best passages themselves.
 */
export const knowledgeAnswer: AiFunction<AnswerMaterial, Output, KnowledgeAnswerData> = {
  feature: 'knowledge_answer',
  promptKind: 'knowledge_answer',
  schema,
  load: loadAnswerMaterial,
  variables: ({ question, articles }) => ({ question: visibleText(question), articles: articlesText(articles) }),
  interpret(material, output) {
    const statements = output.sentences.slice(0, mostSentences * 2).flatMap((said) => proved(material, said));
    return { kind: 'ok', data: answerOf(material, statements.slice(0, mostSentences)) };
  },
  async keyless(_uow, material) {
    return quoted(material);
  },
};

async function loadAnswerMaterial(uow: TenantUnitOfWork, job: FunctionJob): Promise<AnswerMaterial> {
  const asked = job.input.asked?.trim() ?? '';
  if (asked !== '') return { question: asked.slice(0, mostQuestion), ticket: null, articles: await articlesFor(uow, { text: asked }) };
  if (job.ticketId === null)
    throw new AppError('conflict', {
      message: 'no question',
      userMessage: 'What is the question? Write it after the command, for example: answer from articles: how do I reset a password',
    });
  const { ticket, messages } = await loadPublicConversation(uow, job.ticketId, { messages: 5, textChars: mostQuestion });
  const newest = messages.findLast(({ by }) => by === 'customer');
  const question = `${ticket.subject}\n${newest?.text ?? ''}`.trim().slice(0, mostQuestion);
  return { question, ticket: ticket.number, articles: await articlesFor(uow, { ticketId: ticket.id }) };
}

function articlesFor(uow: TenantUnitOfWork, of: { text: string } | { ticketId: TicketId }): Promise<OfferedArticle[]> {
  return loadArticles(uow, { ...of, limit: mostArticles, audience: 'staff' });
}

function proved({ articles }: AnswerMaterial, said: Output['sentences'][number]): Statement[] {
  const text = plainText(said.text, 500, hostsIn(articles.flatMap(({ sentences }) => sentences)))
    .replace(/\s+/g, ' ')
    .trim();
  if (text === '') return [];
  for (const language of new Set(articles.map((article) => article.language))) {
    const offered = articleSources(articles.filter((article) => article.language === language));
    const { refs } = proveSentence(text, said.refs, offered, { language, trusted: [] });
    if (refs.length > 0) return [{ text, states: true, sources: refs }];
  }
  return [];
}

function answerOf({ question, ticket, articles }: AnswerMaterial, statements: Statement[]): KnowledgeAnswerData {
  const named = new Set(
    statements.flatMap(({ sources }) => sources.map((source) => (source.kind === 'article' ? source.articleId : null))),
  );
  const used = articles.filter(({ articleId }) => named.has(articleId));
  return {
    question,
    ticket,
    statements,
    articles: used.map(({ articleId, number, title, visibility }) => ({ articleId, number, title, visibility })),
  };
}

/** The place of each article that answers best, word for word, the best article first; none of an article that is about something else. */
function quoted(material: AnswerMaterial): Found<KnowledgeAnswerData> {
  const fitting = material.articles.filter((article) => fitsQuestion(material.question, article));
  const statements = fitting.slice(0, 3).map(
    ({ articleId, number, title, passage }): Statement => ({
      text: passage,
      states: true,
      sources: [{ kind: 'article', articleId, number, title, quote: passage }],
    }),
  );
  const reasons =
    statements.length === 0
      ? ['No published article answers this well enough.']
      : ['Passages of the articles that fit best, word for word.'];
  return { source: 'search', confidence: null, reasons, data: answerOf(material, statements) };
}
