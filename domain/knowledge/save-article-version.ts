import type { ArticleId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { authorOf } from '../tickets/author-of.rules.ts';

/** Keeps the article as it stands now in full under its version, with who saved it and when. */
export async function saveArticleVersion(uow: TenantUnitOfWork, id: ArticleId, restoredFrom: number | null = null): Promise<void> {
  await sqlRun(
    uow,
    `insert into kb_article_versions (tenant_id, article_id, version, title, summary, content, category, tags, language, status, visibility, saved_at, saved_by,
       restored_from)
     select tenant_id, id, version, title, summary, content, category, tags, language, status, visibility, ?, ?::jsonb, ?::integer from kb_articles where id = ?`,
    [uow.now, JSON.stringify(authorOf(uow)), restoredFrom, id],
  );
}
