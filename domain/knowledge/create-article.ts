import type { z } from 'zod';
import { type ArticleId, newId, type TicketId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import { insertPart } from '../tenancy/sql-part.rules.ts';
import { ownLanguage } from '../tenancy/tenant.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { articleInput } from './knowledge-input.rules.ts';
import { nextArticleNumber } from './next-article-number.ts';
import { saveArticleVersion } from './save-article-version.ts';

/** `language` is the company's own unless given; without a `summary` lists show the title alone. */
export type NewArticle = Omit<z.input<typeof articleInput>, 'language'> & { language?: string; fromTicketId?: TicketId | null };

/** Writes a new article as a draft: nobody is shown it until a person publishes it. Throws `invalid_input`. */
export async function createArticle(
  uow: TenantUnitOfWork,
  wanted: NewArticle,
): Promise<{ id: ArticleId; number: string; version: number }> {
  const { fromTicketId = null, ...text } = wanted;
  const input = parseInput(articleInput, { ...text, language: wanted.language ?? (await companyLanguage(uow)) });
  const id = newId<ArticleId>();
  const number = await nextArticleNumber(uow);
  const { sql, params } = insertPart('kb_articles', {
    tenant_id: uow.tenantId,
    id,
    number,
    title: input.title,
    summary: input.summary,
    content: input.content,
    category: input.category,
    tags: input.tags,
    language: input.language,
    visibility: input.visibility,
    from_ticket_id: fromTicketId,
    created_at: uow.now,
    updated_at: uow.now,
  });
  await sqlRun(uow, sql, params);
  await saveArticleVersion(uow, id);
  return { id, number, version: 1 };
}

async function companyLanguage(uow: TenantUnitOfWork): Promise<string> {
  const [tenant] = await sqlRows<{ language: string }>(uow, 'select language from tenants');
  return ownLanguage(tenant?.language ?? null);
}
