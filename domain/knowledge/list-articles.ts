import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ArticleHead, ArticleStatus } from './knowledge.types.ts';

/** Where a page ended: the last row's change and id. */
export type ArticleCursor = { at: string; id: string };
/** An article in a list with when it was changed. */
export type ArticleLine = ArticleHead & { summary: string; updatedAt: Date };
/** A page of articles, the last changed first. `total` counts all of that choice; `next` is null on the last page. */
export type ArticlePage = { articles: ArticleLine[]; total: number; next: ArticleCursor | null };
/** Which articles: of a status, of a category (its case does not matter), or all. */
export type ArticleChoice = { status: ArticleStatus | null; category: string | null; limit: number; after: ArticleCursor | null };

/** Articles by their last change. */
export async function listArticles(uow: TenantUnitOfWork, choice: ArticleChoice): Promise<ArticlePage> {
  const { status, category, limit, after } = choice;
  const where = '(?::text is null or status = ?) and (?::text is null or lower(category) = lower(?))';
  const values = [status, status, category, category];
  const rows = await sqlRows<ArticleLine & { stamp: string }>(
    uow,
    `select id, number, title, summary, category, status, visibility, language, version, updated_at as "updatedAt", updated_at::text as stamp from kb_articles
     where ${where} ${after === null ? '' : 'and (updated_at, id) < (?::timestamptz, ?::uuid)'} order by updated_at desc, id desc limit ?`,
    [...values, ...(after === null ? [] : [after.at, after.id]), limit + 1],
  );
  const [count] = await sqlRows<{ total: number }>(uow, `select count(*)::integer as total from kb_articles where ${where}`, values);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    articles: shown.map(({ stamp: _stamp, ...row }) => ({ ...row, updatedAt: new Date(row.updatedAt) })),
    total: count?.total ?? 0,
    next: last === undefined ? null : { at: last.stamp, id: last.id },
  };
}
