import { Migration } from '@mikro-orm/migrations';
import { secureTable, unforced } from '../row-security.ts';

const states =
  "('investigation', 'waiting_customer', 'waiting_vendor', 'waiting_parts', 'solution', 'implementation', 'testing', 'documentation', 'other')";

const tables = `
create table next_action_history (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  ticket_id uuid not null,
  text text not null,
  state text not null check (state in ${states}),
  owner_id uuid,
  due_at timestamptz,
  set_at timestamptz,
  ended_at timestamptz not null,
  ended_by jsonb not null,
  ended_how text not null check (ended_how in ('done', 'replaced', 'ticket_ended')),
  answer text,
  unique (tenant_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
  foreign key (tenant_id, owner_id) references staff_users (tenant_id, id)
);
create index next_action_history_ticket on next_action_history (tenant_id, ticket_id, ended_at);
create table ticket_links (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  source_id uuid not null,
  target_id uuid not null,
  kind text not null check (kind in ('related', 'duplicate', 'blocks', 'follows')),
  created_at timestamptz not null,
  created_by jsonb not null,
  unique (tenant_id, id),
  check (source_id <> target_id),
  foreign key (tenant_id, source_id) references tickets (tenant_id, id),
  foreign key (tenant_id, target_id) references tickets (tenant_id, id)
);
create unique index ticket_links_once on ticket_links (tenant_id, kind, least(source_id, target_id), greatest(source_id, target_id));
create index ticket_links_source on ticket_links (tenant_id, source_id);
create index ticket_links_target on ticket_links (tenant_id, target_id);
create table ticket_merges (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  source_id uuid not null,
  target_id uuid not null,
  merged_at timestamptz not null,
  merged_by jsonb not null,
  before jsonb not null,
  undone_at timestamptz,
  undone_by jsonb,
  unique (tenant_id, id),
  check (source_id <> target_id),
  check ((undone_at is null) = (undone_by is null)),
  foreign key (tenant_id, source_id) references tickets (tenant_id, id),
  foreign key (tenant_id, target_id) references tickets (tenant_id, id)
);
create unique index ticket_merges_standing on ticket_merges (tenant_id, source_id) where undone_at is null;
create index ticket_merges_target on ticket_merges (tenant_id, target_id);
create table ticket_splits (
  tenant_id uuid not null references tenants (id),
  message_id uuid not null primary key,
  ticket_id uuid not null,
  source_ticket_id uuid not null,
  source_message_id uuid not null,
  split_at timestamptz not null,
  split_by jsonb not null,
  foreign key (tenant_id, message_id) references ticket_messages (tenant_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
  foreign key (tenant_id, source_ticket_id) references tickets (tenant_id, id),
  foreign key (tenant_id, source_message_id) references ticket_messages (tenant_id, id)
);
create index ticket_splits_source on ticket_splits (tenant_id, source_message_id);
create table macros (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  owner_id uuid not null,
  name text not null,
  description text not null default '',
  actions jsonb not null,
  shared boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (tenant_id, id),
  foreign key (tenant_id, owner_id) references staff_users (tenant_id, id)
);
create unique index macros_name on macros (tenant_id, owner_id, lower(name));
create table quick_replies (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  owner_id uuid not null,
  name text not null,
  category text not null default '',
  content text not null,
  shared boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (tenant_id, id),
  foreign key (tenant_id, owner_id) references staff_users (tenant_id, id)
);
create unique index quick_replies_name on quick_replies (tenant_id, owner_id, lower(name));
create table ticket_templates (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  name text not null,
  category text not null default '',
  subject text not null,
  description text not null default '',
  next_action text,
  tags jsonb not null default '[]',
  priority text check (priority in ('low', 'medium', 'high', 'urgent')),
  type text check (type in ('support', 'bug', 'feature_request', 'billing', 'technical', 'general')),
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (tenant_id, id)
);
create unique index ticket_templates_name on ticket_templates (tenant_id, lower(name))`;

const everyTable = ['ticket_links', 'ticket_merges', 'macros', 'quick_replies', 'ticket_templates'];

/** What was is never changed: these are only added to. */
const history = ['next_action_history', 'ticket_splits'];

/** Merged, snoozed and child tickets, their next point of action, links, and what people keep to use again. */
export class Migration010Order extends Migration {
  override up(): void {
    this.addSql('create extension if not exists pg_trgm');
    for (const statement of tables.split(';')) this.addSql(statement);
    for (const table of everyTable) for (const statement of secureTable(table)) this.addSql(statement);
    for (const table of history) for (const statement of secureTable(table, { appMay: 'select, insert' })) this.addSql(statement);
    const columns = `alter table tickets add column merged_into_id uuid, add column merged_at timestamptz,
      add column parent_id uuid, add column snoozed_until timestamptz,
      add column next_action text, add column next_action_state text check (next_action_state in ${states}),
      add column next_action_due_at timestamptz, add column next_action_due_is_manual boolean not null default false,
      add column next_action_owner_id uuid, add column next_action_excluded boolean not null default false,
      add column next_action_is_public boolean not null default false, add column next_action_updated_at timestamptz,
      add column next_action_reminded_at timestamptz,
      add check (merged_into_id <> id), add check ((merged_into_id is null) = (merged_at is null)), add check (parent_id <> id),
      add foreign key (tenant_id, merged_into_id) references tickets (tenant_id, id),
      add foreign key (tenant_id, parent_id) references tickets (tenant_id, id),
      add foreign key (tenant_id, next_action_owner_id) references staff_users (tenant_id, id)`;
    for (const statement of unforced(['tickets', 'staff_users'], [columns])) this.addSql(statement);
    this.addSql('create index tickets_merged_into on tickets (tenant_id, merged_into_id) where merged_into_id is not null');
    this.addSql('create index tickets_children on tickets (tenant_id, parent_id) where parent_id is not null');
    this.addSql('create index tickets_snoozed on tickets (tenant_id, snoozed_until) where snoozed_until is not null');
    this.addSql('create index tickets_next_action on tickets (tenant_id, next_action_due_at) where next_action_due_at is not null');
  }
}
