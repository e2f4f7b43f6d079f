import { notFound } from '../errors.ts';
import type { ArticleId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ArticleVersionView } from './knowledge.types.ts';

/** One saved state of an article in full. Throws `not_found`. */
export async function viewArticleVersion(uow: TenantUnitOfWork, id: ArticleId, version: number): Promise<ArticleVersionView> {
  const [row] = await sqlRows<ArticleVersionView>(
    uow,
    `select version, title, summary, content, category, tags, language, status, visibility, saved_at as "savedAt", saved_by as "savedBy",
       restored_from as "restoredFrom" from kb_article_versions where article_id = ? and version = ?`,
    [id, version],
  );
  if (row === undefined) throw notFound('version of this article', String(version));
  return { ...row, savedAt: new Date(row.savedAt) };
}
