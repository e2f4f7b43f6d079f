import { z } from 'zod';
import { findArticle } from '../../../domain/knowledge/find-article.ts';
import { articleStatuses } from '../../../domain/knowledge/knowledge.types.ts';
import { listArticleVersions } from '../../../domain/knowledge/list-article-versions.ts';
import { listArticles } from '../../../domain/knowledge/list-articles.ts';
import { retrieveArticles } from '../../../domain/knowledge/retrieve-articles.ts';
import { viewArticle } from '../../../domain/knowledge/view-article.ts';
import { viewArticleVersion } from '../../../domain/knowledge/view-article-version.ts';
import { can } from '../../../domain/people/permissions.rules.ts';
import { articleCard, articleHistoryCard, articleListCard, articleVersionCard } from '../../cards/article-card.ts';
import { foundArticlesCard } from '../../cards/found-articles-card.ts';
import { articleRef, cursor, shortText } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';

const [articlesShown, versionsShown] = [8, 20];

export const searchArticles = defineDeed({
  summary: 'Find articles of the knowledge base that answer a question',
  examples: ['kb how do I reset my password', 'kb search printer prints nothing', 'faq vpn from home'],
  schema: z.strictObject({ query: z.string().trim().min(1, 'must not be empty').max(2_000, 'is too long') }),
  run: async (ctx, { query }) => foundArticlesCard(query, await retrieveArticles(ctx.uow, { text: query, limit: 5, audience: 'staff' })),
});

export const listAllArticles = defineDeed({
  summary: 'List articles of the knowledge base',
  examples: ['kb', 'kb list draft', 'kb list published category:Network', 'articles'],
  schema: z.strictObject({ status: z.enum(articleStatuses).optional(), category: shortText.optional(), after: cursor.optional() }),
  run: async (ctx, { status, category, after }) => {
    const choice = { status: status ?? null, category: category ?? null, limit: articlesShown, after: after ?? null };
    const page = await listArticles(ctx.uow, choice);
    return articleListCard(
      page,
      { ...(status === undefined ? {} : { status }), ...(category === undefined ? {} : { category }) },
      ctx.reader,
    );
  },
});

export const showArticle = defineDeed({
  summary: 'Show an article with what can be done with it',
  examples: ['kb show KB-1', 'kb 1', 'article kb-1'],
  schema: z.strictObject({ article: articleRef }),
  run: async (ctx, { article }) => {
    const { id } = await findArticle(ctx.uow, article);
    return articleCard(await viewArticle(ctx.uow, id), { reader: ctx.reader, mayEdit: can(ctx.asker.role, 'kb:edit') });
  },
});

export const showArticleHistory = defineDeed({
  summary: 'Show who saved which version of an article',
  examples: ['kb history KB-1'],
  schema: z.strictObject({ article: articleRef }),
  run: async (ctx, { article }) => {
    const head = await findArticle(ctx.uow, article);
    return articleHistoryCard(head, await listArticleVersions(ctx.uow, head.id, versionsShown), ctx.reader);
  },
});

export const showArticleVersion = defineDeed({
  summary: 'Show an old version of an article',
  examples: ['kb history KB-1 2'],
  schema: z.strictObject({ article: articleRef, at: z.int().positive() }),
  run: async (ctx, { article, at }) => {
    const head = await findArticle(ctx.uow, article);
    return articleVersionCard(head, await viewArticleVersion(ctx.uow, head.id, at), ctx.reader);
  },
});
