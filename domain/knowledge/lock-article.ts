import { AppError, notFound } from '../errors.ts';
import type { ArticleId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { MessageAuthor } from '../tickets/tickets.types.ts';
import type { ArticleHead, ArticleText } from './knowledge.types.ts';

/** An article's row as it stands, held until the unit ends. */
export type LockedArticle = ArticleHead & ArticleText;

/**
 * Takes the article for this unit. `seenVersion` is the version the person decided on; when it has another by now, throws `conflict` that says who saved it
 * and when, and nothing is overwritten. Throws `not_found`.
 */
export async function lockArticle(uow: TenantUnitOfWork, id: ArticleId, seenVersion: number | null = null): Promise<LockedArticle> {
  const [article] = await sqlRows<LockedArticle>(
    uow,
    'select id, number, title, summary, content, category, tags, language, status, visibility, version from kb_articles where id = ? for update',
    [id],
  );
  if (article === undefined) throw notFound('article', id);
  if (seenVersion === null || seenVersion === article.version) return article;
  throw new AppError('conflict', {
    message: `article changed since version ${seenVersion}`,
    userMessage: `${article.number} was changed after you saw it${await lastSave(uow, article)}. Nothing was overwritten: look at it again.`,
    details: { article: article.number },
  });
}

async function lastSave(uow: TenantUnitOfWork, article: LockedArticle): Promise<string> {
  const [row] = await sqlRows<{ by: MessageAuthor; at: Date }>(
    uow,
    'select saved_by as by, saved_at as at from kb_article_versions where article_id = ? and version = ?',
    [article.id, article.version],
  );
  if (row === undefined) return '';
  const who = row.by.kind === 'contact' ? row.by.address : row.by.name;
  return ` (version ${article.version} by ${who}, ${new Date(row.at).toISOString().slice(0, 16).replace('T', ' ')} UTC)`;
}
