import { notFound } from '../errors.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { readArticleRef } from './article-ref.rules.ts';
import type { ArticleHead } from './knowledge.types.ts';

/** The article a person named by its number, `KB-12` or `12`. Throws `not_found`; another tenant's article is not found either. */
export async function findArticle(uow: TenantUnitOfWork, ref: string): Promise<ArticleHead> {
  const [article] = await sqlRows<ArticleHead>(
    uow,
    'select id, number, title, category, status, visibility, language, version from kb_articles where number = ?',
    [readArticleRef(ref) ?? ''],
  );
  if (article === undefined) throw notFound('article', ref);
  return article;
}
