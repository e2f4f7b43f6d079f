import { AppError } from '../errors.ts';
import type { ArticleId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { SavedArticle } from './edit-article.ts';
import { indexArticle } from './index-article.ts';
import type { ArticleStatus } from './knowledge.types.ts';
import { lockArticle } from './lock-article.ts';
import { saveArticleVersion } from './save-article-version.ts';

/**
 * Publishes, archives or takes an article back to draft, as a version of its own. Only a person publishes (`domain.md` 3.16): throws `not_permitted` for the
 * system, `conflict` when the article is not at `seenVersion` any more, `not_found`.
 */
export async function setArticleStatus(
  uow: TenantUnitOfWork,
  id: ArticleId,
  status: ArticleStatus,
  seenVersion: number | null = null,
): Promise<SavedArticle> {
  const before = await lockArticle(uow, id, seenVersion);
  if (status === 'published' && uow.actor.kind !== 'staff') throw needsPerson(before.number);
  if (before.status === status) return { id, number: before.number, title: before.title, version: before.version, changed: false };
  await sqlRun(
    uow,
    `update kb_articles set status = ?, updated_at = ?, published_at = case when ? = 'published' then ?::timestamptz else published_at end, version = version + 1
     where id = ?`,
    [status, uow.now, status, uow.now, id],
  );
  await saveArticleVersion(uow, id);
  await indexArticle(uow, id);
  return { id, number: before.number, title: before.title, version: before.version + 1, changed: true };
}

function needsPerson(number: string): AppError {
  return new AppError('not_permitted', {
    message: 'only a person publishes an article',
    userMessage: `${number} stays as it is: only a person can publish an article. Read it and publish it yourself: kb publish ${number}`,
  });
}
