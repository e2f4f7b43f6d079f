import type { ArticleId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { editArticle, type SavedArticle } from './edit-article.ts';
import { viewArticleVersion } from './view-article-version.ts';

/**
 * Brings the text of an old version back as a new version; nothing in between is lost. Status and visibility stay as they are: what was made internal does not
 * become public again by the way. Throws `conflict` when the article is not at `seenVersion` any more, `not_found`.
 */
export async function restoreArticle(
  uow: TenantUnitOfWork,
  id: ArticleId,
  version: number,
  seenVersion: number | null = null,
): Promise<SavedArticle> {
  const { title, summary, content, category, tags, language } = await viewArticleVersion(uow, id, version);
  return editArticle(uow, id, { title, summary, content, category, tags, language }, seenVersion, version);
}
