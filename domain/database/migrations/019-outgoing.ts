import { Migration } from '@mikro-orm/migrations';
import { lookupFunction, openToLookup, secureTable, unforced } from '../row-security.ts';

const tables = `
create table dkim_keys (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  domain text not null check (domain = lower(domain)),
  selector text not null check (selector ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  algorithm text not null check (algorithm in ('rsa', 'ed25519')),
  public_key text not null,
  private_secret text not null,
  state text not null default 'unpublished' check (state in ('unpublished', 'active', 'retired')),
  checked_at timestamptz,
  last_problem text,
  created_at timestamptz not null,
  unique (tenant_id, id),
  unique (tenant_id, domain, selector)
);
create unique index dkim_keys_active on dkim_keys (tenant_id, domain) where state = 'active';
create table tenant_logos (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  content_type text not null check (content_type in ('image/png', 'image/jpeg')),
  width smallint not null check (width > 0),
  height smallint not null check (height > 0),
  blob_key text not null,
  created_at timestamptz not null,
  unique (tenant_id, id),
  unique (tenant_id, blob_key)
);
create table mail_choices (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  address text not null check (address = lower(address)),
  kind text not null check (kind in ('satisfaction')),
  created_at timestamptz not null,
  stopped_at timestamptz,
  unique (tenant_id, id),
  unique (tenant_id, address, kind)
);
create table mailbox_paces (
  tenant_id uuid not null references tenants (id),
  mailbox_id uuid not null primary key,
  per_minute integer check (per_minute between 1 and 60000),
  slot_at timestamptz not null,
  paused_until timestamptz not null,
  pauses smallint not null default 0,
  last_reason text,
  unique (tenant_id, mailbox_id),
  foreign key (tenant_id, mailbox_id) references mailboxes (tenant_id, id)
)`;

/** How outward mail looks and is signed, how fast a mailbox sends, and who asked not to be written to. */
export class Migration019Outgoing extends Migration {
  override up(): void {
    for (const statement of tables.split(';')) this.addSql(statement);
    for (const table of ['dkim_keys', 'mail_choices', 'mailbox_paces']) for (const statement of secureTable(table)) this.addSql(statement);
    for (const statement of secureTable('tenant_logos', { appMay: 'select, insert' })) this.addSql(statement);
    const changes = [
      "alter table tenants add column brand jsonb not null default '{}'",
      `alter table deliveries add column brand jsonb, add column dkim_key_id uuid, add column only_to jsonb, add column paced boolean not null default false,
         add foreign key (tenant_id, dkim_key_id) references dkim_keys (tenant_id, id)`,
    ];
    for (const statement of unforced(['tenants', 'deliveries', 'dkim_keys'], changes)) this.addSql(statement);
    const across = [
      ...openToLookup('mail_choices', ['tenant_id', 'id']),
      ...lookupFunction('lookup_mail_choice(p_id uuid)', 'table (tenant_id uuid)', 'select tenant_id from mail_choices where id = p_id'),
    ];
    for (const statement of across) this.addSql(statement);
  }
}
