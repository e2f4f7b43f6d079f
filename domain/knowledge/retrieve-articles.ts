import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { OwnLanguage } from '../tenancy/tenant.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { everydayWords } from './everyday-words.rules.ts';
import type { RetrievedArticle } from './knowledge.types.ts';
import { type Candidate, rankCandidates } from './rank-candidates.rules.ts';
import { retrievalSql } from './retrieval-sql.rules.ts';

/**
 * What is asked: a text, or a ticket by its subject and the newest messages of its customer. `audience` `public` finds public articles only. Without a
 * `language` articles of every language are searched, each by the rules of its own.
 */
export type ArticleQuestion = ({ text: string } | { ticketId: TicketId }) & {
  limit: number;
  audience: 'staff' | 'public';
  language?: OwnLanguage;
};

const words = JSON.stringify(everydayWords);

/**
 * The published articles that answer best, best first, in one round trip under row security. BM25 over the tenant's own articles (title and tags count more),
 * with words of the same meaning and the nearest known words of mistyped ones, fused with the trigram similarity of the heading. Below a floor nothing is
 * returned: an empty list, never a guess. A ticket of another tenant gives an empty list.
 */
export async function retrieveArticles(uow: TenantUnitOfWork, question: ArticleQuestion): Promise<RetrievedArticle[]> {
  const { audience, limit, language = null } = question;
  const [of, value] =
    'text' in question ? (['text', question.text.replaceAll('\u0000', ' ')] as const) : (['ticket', question.ticketId] as const);
  const rows = await sqlRows<Candidate>(uow, retrievalSql(of), [
    value,
    audience,
    language,
    language,
    words,
    // One more than wanted, for the margin of the last.
    Math.max(limit, 2),
  ]);
  return rankCandidates(rows).slice(0, limit);
}
