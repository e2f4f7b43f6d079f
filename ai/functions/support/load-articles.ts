import { passagesOf } from '../../../domain/knowledge/passages.rules.ts';
import { type ArticleQuestion, retrieveArticles } from '../../../domain/knowledge/retrieve-articles.ts';
import { viewArticle } from '../../../domain/knowledge/view-article.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { sentencesOf } from '../../keyless/sentences.rules.ts';
import type { OfferedArticle } from './material.types.ts';

const mostCharsOfAll = 24_000;

/**
 * The articles that answer best, with their sentences to quote; none below retrieval's floor. For the audience `public` an article that is not public and published is
 * never among them. Looking at them here is no view of them.
 */
export async function loadArticles(uow: TenantUnitOfWork, question: ArticleQuestion): Promise<OfferedArticle[]> {
  const found = await retrieveArticles(uow, question);
  const articles: OfferedArticle[] = [];
  let left = mostCharsOfAll;
  for (const { articleId, passage, band, relevance } of found) {
    const article = await viewArticle(uow, articleId, { count: false });
    if (article.status !== 'published' || (question.audience === 'public' && article.visibility !== 'public')) continue;
    const sentences: string[] = [];
    for (const text of passagesOf(article.content).flatMap(cutSentences)) {
      left -= text.length + 12;
      if (left < 0) break;
      sentences.push(text);
    }
    const { number, title, visibility, language, tags } = article;
    if (sentences.length > 0)
      articles.push({
        label: `a${articles.length + 1}`,
        articleId,
        number,
        title,
        visibility,
        language,
        band,
        relevance,
        passage,
        tags,
        sentences,
      });
  }
  return articles;
}

function cutSentences(passage: string): string[] {
  return sentencesOf(passage).map(({ from, to }) => passage.slice(from, to));
}
