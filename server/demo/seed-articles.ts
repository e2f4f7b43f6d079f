import type { StaffUserId } from '../../domain/ids.types.ts';
import { createArticle } from '../../domain/knowledge/create-article.ts';
import { setArticleStatus } from '../../domain/knowledge/set-article-status.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import { demoArticles } from './demo-articles.ts';

/** Writes and publishes the knowledge base of a demo company in the name of a member of its staff. A slug without articles gets none. */
export async function seedArticles(unit: TenantUnitOfWork, slug: string, writer: { id: StaffUserId; name: string }): Promise<void> {
  const uow: TenantUnitOfWork = { ...unit, actor: { kind: 'staff', userId: writer.id, name: writer.name } };
  for (const article of demoArticles[slug] ?? []) {
    const { id } = await createArticle(uow, article);
    await setArticleStatus(uow, id, 'published');
  }
}
