import { notFound } from '../errors.ts';
import type { ArticleId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ArticleHead } from './knowledge.types.ts';

/** What lists show of an article, by its id. Throws `not_found`. */
export async function findArticleHead(uow: TenantUnitOfWork, id: ArticleId): Promise<ArticleHead> {
  const [article] = await sqlRows<ArticleHead>(
    uow,
    'select id, number, title, category, status, visibility, language, version from kb_articles where id = ?',
    [id],
  );
  if (article === undefined) throw notFound('article', id);
  return article;
}
