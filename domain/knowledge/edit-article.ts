import type { ArticleId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { indexArticle } from './index-article.ts';
import { type ArticleChange, articleInput } from './knowledge-input.rules.ts';
import { type LockedArticle, lockArticle } from './lock-article.ts';
import { saveArticleVersion } from './save-article-version.ts';

/** What a save did; `version` is the one that stands now. */
export type SavedArticle = { id: ArticleId; number: string; title: string; version: number; changed: boolean };

/**
 * Saves a changed article as a new version; the old one stays readable. What is the same already is not saved again. `restoredFrom` marks an old text that is
 * brought back. Throws `conflict` when the article is not at `seenVersion` any more, `invalid_input`, `not_found`.
 */
export async function editArticle(
  uow: TenantUnitOfWork,
  id: ArticleId,
  change: ArticleChange,
  seenVersion: number | null = null,
  restoredFrom: number | null = null,
): Promise<SavedArticle> {
  const before = await lockArticle(uow, id, seenVersion);
  const after = parseInput(articleInput, { ...textOf(before), ...change });
  const changed = JSON.stringify(after) !== JSON.stringify(textOf(before));
  if (!changed) return { id, number: before.number, title: before.title, version: before.version, changed };
  await sqlRun(
    uow,
    `update kb_articles set title = ?, summary = ?, content = ?, category = ?, tags = ?::jsonb, language = ?, visibility = ?, updated_at = ?,
       version = version + 1 where id = ?`,
    [after.title, after.summary, after.content, after.category, JSON.stringify(after.tags), after.language, after.visibility, uow.now, id],
  );
  await saveArticleVersion(uow, id, restoredFrom);
  if (before.status === 'published') await indexArticle(uow, id);
  return { id, number: before.number, title: after.title, version: before.version + 1, changed };
}

// The order of the schema's fields, so that two texts can be compared as JSON.
function textOf({ title, summary, content, category, tags, language, visibility }: LockedArticle) {
  return { title, summary, content, category, tags, language, visibility };
}
