import { Migration } from '@mikro-orm/migrations';
import { secureTable } from '../row-security.ts';

const tables = `
create table kb_articles (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  number text not null,
  title text not null,
  summary text not null,
  content text not null,
  category text not null,
  tags jsonb not null default '[]',
  language text not null check (language in ('en', 'de', 'fr', 'es', 'it', 'nl', 'pl')),
  status text not null default 'draft' check (status in ('draft', 'published', 'archived')),
  visibility text not null default 'internal' check (visibility in ('internal', 'public')),
  views integer not null default 0,
  helpful integer not null default 0,
  not_helpful integer not null default 0,
  term_count real not null default 0,
  heading_words text not null default '',
  from_ticket_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  published_at timestamptz,
  version integer not null default 1,
  unique (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, from_ticket_id) references tickets (tenant_id, id)
);
create index kb_articles_by_status on kb_articles (tenant_id, status, updated_at desc, id desc);
create table kb_article_versions (
  tenant_id uuid not null references tenants (id),
  article_id uuid not null,
  version integer not null,
  title text not null,
  summary text not null,
  content text not null,
  category text not null,
  tags jsonb not null,
  language text not null,
  status text not null,
  visibility text not null,
  saved_at timestamptz not null,
  saved_by jsonb not null,
  restored_from integer,
  primary key (tenant_id, article_id, version),
  foreign key (tenant_id, article_id) references kb_articles (tenant_id, id)
);
create table kb_postings (
  tenant_id uuid not null references tenants (id),
  article_id uuid not null,
  term text collate "C" not null,
  tf real not null,
  primary key (tenant_id, article_id, term),
  foreign key (tenant_id, article_id) references kb_articles (tenant_id, id)
);
create index kb_postings_by_term on kb_postings (tenant_id, term) include (article_id, tf);
create table kb_terms (
  tenant_id uuid not null references tenants (id),
  term text collate "C" not null,
  primary key (tenant_id, term)
);
create table kb_passages (
  tenant_id uuid not null references tenants (id),
  article_id uuid not null,
  position integer not null,
  passage text not null,
  terms text[] collate "C" not null,
  primary key (tenant_id, article_id, position),
  foreign key (tenant_id, article_id) references kb_articles (tenant_id, id)
);
create table kb_feedback (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  article_id uuid not null,
  ticket_id uuid,
  given_by jsonb not null,
  voter text not null,
  helpful boolean not null,
  given_at timestamptz not null,
  unique (tenant_id, id),
  unique nulls not distinct (tenant_id, article_id, voter, ticket_id),
  foreign key (tenant_id, article_id) references kb_articles (tenant_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id)
);
create table kb_ticket_links (
  tenant_id uuid not null references tenants (id),
  ticket_id uuid not null,
  article_id uuid not null,
  kind text not null check (kind in ('suggested', 'linked', 'resolved')),
  relevance smallint not null check (relevance between 0 and 100),
  linked_by jsonb not null,
  linked_at timestamptz not null,
  primary key (tenant_id, ticket_id, article_id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
  foreign key (tenant_id, article_id) references kb_articles (tenant_id, id)
);
create index kb_ticket_links_by_article on kb_ticket_links (tenant_id, article_id, kind)`;

const everyTable = ['kb_articles', 'kb_postings', 'kb_terms', 'kb_passages', 'kb_feedback', 'kb_ticket_links'];

/** Articles with every version of them, the index they are found by, votes, and what they have to do with tickets. */
export class Migration012Knowledge extends Migration {
  override up(): void {
    // Trusted extensions: the owner of the database may create them.
    this.addSql('create extension if not exists pg_trgm');
    this.addSql('create extension if not exists unaccent');
    for (const statement of tables.split(';')) this.addSql(statement);
    for (const table of everyTable) for (const statement of secureTable(table)) this.addSql(statement);
    for (const statement of secureTable('kb_article_versions', { appMay: 'select, insert' })) this.addSql(statement);
  }
}
