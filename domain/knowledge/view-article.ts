import { notFound } from '../errors.ts';
import type { ArticleId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ArticleView } from './knowledge.types.ts';

/** The whole article as it stands now, and one more view of it unless `count` is false. A view is no new version. Throws `not_found`. */
export async function viewArticle(
  uow: TenantUnitOfWork,
  id: ArticleId,
  options: { count: boolean } = { count: true },
): Promise<ArticleView> {
  const columns = `a.id, a.number, a.title, a.summary, a.content, a.category, a.tags, a.language, a.status, a.visibility, a.views, a.helpful,
    a.not_helpful as "notHelpful", a.created_at as "createdAt", a.updated_at as "updatedAt", a.published_at as "publishedAt", a.version,
    (select t.number from tickets t where t.id = a.from_ticket_id) as "fromTicket",
    (select count(*)::integer from kb_ticket_links l where l.article_id = a.id and l.kind = 'resolved') as resolved`;
  const sql = options.count
    ? `update kb_articles a set views = a.views + 1 where a.id = ? returning ${columns}`
    : `select ${columns} from kb_articles a where a.id = ?`;
  const [row] = await sqlRows<ArticleView>(uow, sql, [id]);
  if (row === undefined) throw notFound('article', id);
  return {
    ...row,
    createdAt: new Date(row.createdAt),
    updatedAt: new Date(row.updatedAt),
    publishedAt: row.publishedAt === null ? null : new Date(row.publishedAt),
  };
}
