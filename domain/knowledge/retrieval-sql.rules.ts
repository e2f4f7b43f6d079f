import { plainWordsSql, stemsSql } from './search-terms-sql.rules.ts';

/** Saturation and length normalisation of BM25 (Robertson and Zaragoza 2009, usual ranges 1.2–2 and 0.5–0.8). */
const [k1, b] = [1.2, 0.5];
/** What a posting counts for that is found by a word of the same meaning, against the word itself. */
const alikeWeight = 0.5;
/** Trigram similarity from which a known word is taken for a mistyped one. */
const typoFloor = 0.3;
/** What the trigram similarity of question and heading (0…1) counts for, in units of BM25. */
const headingWeight = 6;
/** Candidates of BM25 that are compared by trigrams. */
const candidates = 50;

/** Which ranking a query computes: the product's own, or the parts of it that a bench compares it with. */
export type Ranking = 'fused' | 'bm25' | 'exact';

const ownText = '(select ?::text as text)';

// The subject stands twice: people name the matter there. Three messages hold what a person would read first.
const ticketText = `(select t.subject || ' ' || t.subject || ' ' || coalesce((
    select string_agg(left(m.text, 4000), ' ') from (
      select text from ticket_messages where ticket_id = t.id and is_public and author->>'kind' = 'contact' order by created_at desc, id desc limit 3
    ) as m), '') as text
  from tickets t where t.id = ?)`;

/**
 * The whole retrieval as one statement. Values in order: the question's text or the ticket's id, the audience, the language or null (twice), the words of the
 * same meaning as JSON, and how many rows. Row security limits every table it reads to the tenant, so frequencies are the tenant's own.
 */
export function retrievalSql(of: 'text' | 'ticket', ranking: Ranking = 'fused'): string {
  return `
with question as materialized (select ${plainWordsSql('left(q.text, 16000)')} as words from ${of === 'text' ? ownText : ticketText} as q),
corpus as materialized (
  select a.id, a.number, a.title, a.summary, a.visibility, a.language, a.term_count, a.heading_words, a.views, a.helpful, a.not_helpful from kb_articles a
  where a.status = 'published' and (?::text = 'staff' or a.visibility = 'public') and (?::text is null or a.language = ?)
),
size as (select count(*)::float8 as articles, greatest(avg(term_count), 1) as mean_length from corpus),
asked as materialized (
  select l.language, s.stem as said, least(s.times, 4) as times, exists (select 1 from kb_terms t where t.term = s.stem) as is_known
  from (select distinct language from corpus) as l cross join question cross join lateral ${stemsSql('l.language', 'question.words')} as s
),
words as materialized (select language, line, word from jsonb_to_recordset(?::jsonb) as w (language text, line integer, word text)),
thesaurus as materialized (
  select distinct w.language, w.line, s.stem from words w cross join lateral ${stemsSql('w.language', 'w.word')} as s
  where (w.language, w.line) in (select v.language, v.line from words v join asked a on a.language = v.language and left(a.said, 3) = left(v.word, 3))
),
wanted as (
  select language, said, times, said as term, 1.0::float8 as weight, 'same' as how from asked where is_known
  ${ranking === 'exact' ? '' : `union all ${alikeSql} union all ${mistypedSql}`}
),
found as materialized (
  select w.language, w.said, w.times, w.weight, w.how, p.article_id, p.tf
  from wanted w cross join lateral (select article_id, tf from kb_postings where term = w.term offset 0) as p
),
matched as materialized (
  select w.said, w.times, c.id, c.term_count, sum(w.tf * w.weight) as tf, bool_or(w.how <> 'alike') as is_own
  from found w join corpus c on c.id = w.article_id and c.language = w.language
  group by w.said, w.times, c.id, c.term_count
),
rarity as (
  select m.said, ln(1 + (size.articles - greatest(count(*) filter (where m.is_own), 1) + 0.5) / (greatest(count(*) filter (where m.is_own), 1) + 0.5)) as idf
  from matched m cross join size group by m.said, size.articles
),
scored as (
  select m.id, sum(r.idf * sqrt(m.times) * m.tf * ${k1 + 1} / (m.tf + ${k1} * (1 - ${b} + ${b} * m.term_count / size.mean_length))) as bm25, count(*) as terms
  from matched m join rarity r on r.said = m.said cross join size group by m.id order by bm25 desc, m.id limit ${candidates}
),
fused as (
  select a.id, a.number, a.title, a.summary, a.visibility, s.terms,
    s.bm25 ${ranking === 'fused' ? `+ ${headingWeight} * similarity(a.heading_words, question.words)` : ''}
      + 0.2 * (a.helpful - a.not_helpful)::float8 / (a.helpful + a.not_helpful + 4) + 0.02 * ln(1 + a.views) as strength
  from scored s join corpus a on a.id = s.id cross join question
  order by strength desc, a.number limit ?
),
weights as (
  select w.term, max(r.idf * w.weight) as weight from wanted w join rarity r on r.said = w.said group by w.term
)
select f.id as "articleId", f.number, f.title, f.summary, f.visibility, f.strength / ln(1 + (size.articles + 0.5) / 1.5) as strength, f.terms::integer as terms,
  (select count(distinct said)::integer from asked) as asked, best.passage
from fused f cross join size left join lateral (
  select p.passage from kb_passages p where p.article_id = f.id
  order by (select coalesce(sum(w.weight), 0) from weights w where w.term = any (p.terms)) desc, p.position limit 1
) as best on true
order by f.strength desc, f.number`;
}

const alikeSql = `
  select a.language, a.said, a.times, y.stem, ${alikeWeight}::float8, 'alike'
  from asked a join thesaurus x on x.language = a.language and x.stem = a.said join thesaurus y on y.language = x.language and y.line = x.line and y.stem <> x.stem`;

const mistypedSql = `
  select a.language, a.said, a.times, near.term, near.likeness, 'mistyped'
  from asked a cross join lateral (
    select t.term, similarity(t.term, a.said)::float8 as likeness from kb_terms t
    where t.term >= left(a.said, 1) and t.term < left(a.said, 1) || 'zz' and abs(length(t.term) - length(a.said)) <= 3 and length(t.term) > 3
      and similarity(t.term, a.said) >= ${typoFloor} order by likeness desc, t.term limit 3
  ) as near where not a.is_known and length(a.said) >= 5`;
