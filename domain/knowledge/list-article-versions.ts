import type { ArticleId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ArticleVersionHead } from './knowledge.types.ts';

/** The newest saves of an article, newest first, at most `limit`. */
export async function listArticleVersions(uow: TenantUnitOfWork, id: ArticleId, limit: number): Promise<ArticleVersionHead[]> {
  const rows = await sqlRows<ArticleVersionHead>(
    uow,
    `select version, title, status, saved_at as "savedAt", saved_by as "savedBy", restored_from as "restoredFrom" from kb_article_versions
     where article_id = ? order by version desc limit ?`,
    [id, limit],
  );
  return rows.map((row) => ({ ...row, savedAt: new Date(row.savedAt) }));
}
