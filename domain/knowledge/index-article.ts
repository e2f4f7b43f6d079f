import type { ArticleId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ArticleStatus } from './knowledge.types.ts';
import { passagesOf } from './passages.rules.ts';
import { plainWordsSql, stemsSql } from './search-terms-sql.rules.ts';

/** How much a word counts by where it stands. */
const fieldWeights = { title: 3, tags: 2, summary: 1.5, category: 0.5, content: 1 };

const tagWords = `coalesce((select string_agg(t, ' ') from jsonb_array_elements_text(a.tags) as t), '')`;

const postingsSql = `
with fields as (
  select a.language, f.words, f.weight from kb_articles a cross join lateral (values
    (a.title, ${fieldWeights.title}), (${tagWords}, ${fieldWeights.tags}), (a.summary, ${fieldWeights.summary}),
    (a.category, ${fieldWeights.category}), (a.content, ${fieldWeights.content})) as f (words, weight)
  where a.id = ?
), counted as (
  select s.stem as term, sum(f.weight * s.times)::real as tf
  from fields f cross join lateral ${stemsSql('f.language', plainWordsSql('f.words'))} as s group by s.stem
), posted as (
  insert into kb_postings (tenant_id, article_id, term, tf) select ?::uuid, ?::uuid, term, tf from counted
), known as (
  insert into kb_terms (tenant_id, term) select ?::uuid, term from counted on conflict do nothing
)
update kb_articles a set term_count = (select coalesce(sum(tf), 0) from counted),
  heading_words = ${plainWordsSql(`a.title || ' ' || ${tagWords} || ' ' || a.summary`)} where a.id = ?`;

const passagesSql = `
insert into kb_passages (tenant_id, article_id, position, passage, terms)
select a.tenant_id, a.id, p.position, p.passage,
  coalesce((select array_agg(s.stem) from ${stemsSql('a.language', plainWordsSql('p.passage'))} as s), '{}')
from kb_articles a cross join jsonb_array_elements_text(?::jsonb) with ordinality as p (passage, position) where a.id = ?`;

/** Brings the index of retrieval up to the article as it stands: a published one is in it, any other is not. */
export async function indexArticle(uow: TenantUnitOfWork, id: ArticleId): Promise<void> {
  const [article] = await sqlRows<{ status: ArticleStatus; content: string }>(
    uow,
    `with p as (delete from kb_postings where article_id = ?), q as (delete from kb_passages where article_id = ?)
     select status, content from kb_articles where id = ?`,
    [id, id, id],
  );
  if (article?.status !== 'published') return;
  await sqlRun(uow, postingsSql, [id, uow.tenantId, id, uow.tenantId, id]);
  await sqlRun(uow, passagesSql, [JSON.stringify(passagesOf(article.content)), id]);
}
