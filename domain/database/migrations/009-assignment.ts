import { Migration } from '@mikro-orm/migrations';
import { secureTable, unforced } from '../row-security.ts';

const tables = `
create table teams (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  name text not null check (length(name) between 1 and 60),
  strategy text check (strategy in ('round_robin', 'least_open')),
  last_dealt_to uuid,
  active boolean not null default true,
  created_at timestamptz not null,
  unique (tenant_id, id),
  foreign key (tenant_id, last_dealt_to) references staff_users (tenant_id, id)
);
create unique index teams_name on teams (tenant_id, lower(name));
create table team_members (
  tenant_id uuid not null references tenants (id),
  team_id uuid not null,
  user_id uuid not null,
  added_at timestamptz not null,
  primary key (tenant_id, team_id, user_id),
  foreign key (tenant_id, team_id) references teams (tenant_id, id),
  foreign key (tenant_id, user_id) references staff_users (tenant_id, id)
);
create index team_members_user on team_members (tenant_id, user_id);
create table staff_skills (
  tenant_id uuid not null references tenants (id),
  user_id uuid not null,
  skill text not null check (skill = lower(skill) and length(skill) between 1 and 40),
  primary key (tenant_id, user_id, skill),
  foreign key (tenant_id, user_id) references staff_users (tenant_id, id)
);
create index staff_skills_skill on staff_skills (tenant_id, skill);
create table absences (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  user_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  stand_in_id uuid,
  note text not null default '',
  created_at timestamptz not null,
  unique (tenant_id, id),
  check (ends_at > starts_at),
  check (stand_in_id <> user_id),
  foreign key (tenant_id, user_id) references staff_users (tenant_id, id),
  foreign key (tenant_id, stand_in_id) references staff_users (tenant_id, id)
);
create index absences_user on absences (tenant_id, user_id, starts_at);
create index absences_end on absences (tenant_id, ends_at);
create table on_call_shifts (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  rota text not null check (rota = lower(rota) and length(rota) between 1 and 60),
  user_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  created_at timestamptz not null,
  unique (tenant_id, id),
  check (ends_at > starts_at),
  foreign key (tenant_id, user_id) references staff_users (tenant_id, id)
);
create index on_call_shifts_end on on_call_shifts (tenant_id, ends_at);
create table assignment_rules (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  position integer not null check (position > 0),
  name text not null check (length(name) between 1 and 80),
  conditions jsonb not null default '{}',
  result jsonb not null,
  active boolean not null default true,
  created_at timestamptz not null,
  unique (tenant_id, id)
);
create index assignment_rules_order on assignment_rules (tenant_id, position, id);
create table ticket_watchers (
  tenant_id uuid not null references tenants (id),
  ticket_id uuid not null,
  user_id uuid not null,
  added_at timestamptz not null,
  primary key (tenant_id, ticket_id, user_id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
  foreign key (tenant_id, user_id) references staff_users (tenant_id, id)
);
create index ticket_watchers_user on ticket_watchers (tenant_id, user_id);
create table custom_field_definitions (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  label text not null check (length(label) between 1 and 80),
  type text not null check (type in ('text', 'number', 'date', 'choice', 'boolean', 'url')),
  options jsonb not null default '[]',
  required boolean not null default false,
  ticket_types jsonb not null default '[]',
  position integer not null,
  active boolean not null default true,
  created_at timestamptz not null,
  unique (tenant_id, id),
  unique (tenant_id, key)
);
create table time_entries (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  ticket_id uuid not null,
  user_id uuid not null,
  minutes integer not null check (minutes between 1 and 1440),
  activity text not null check (activity in ('work', 'research', 'communication', 'meeting', 'other')),
  billable boolean not null,
  started_at timestamptz,
  note text not null default '',
  day date not null,
  created_at timestamptz not null,
  deleted_at timestamptz,
  unique (tenant_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
  foreign key (tenant_id, user_id) references staff_users (tenant_id, id)
);
create index time_entries_ticket on time_entries (tenant_id, ticket_id) where deleted_at is null;
create index time_entries_user on time_entries (tenant_id, user_id, day) where deleted_at is null`;

const everyTable = [
  'teams',
  'team_members',
  'staff_skills',
  'absences',
  'on_call_shifts',
  'assignment_rules',
  'ticket_watchers',
  'custom_field_definitions',
  'time_entries',
];

/** Who works on tickets: teams, skills, absences, the on-call rota, assignment rules, watchers; and tags, custom fields and time of tickets. */
export class Migration009Assignment extends Migration {
  override up(): void {
    for (const statement of tables.split(';')) this.addSql(statement);
    for (const table of everyTable) for (const statement of secureTable(table)) this.addSql(statement);
    const columns = `alter table tickets add column team_id uuid, add column tags text[] not null default '{}',
      add column custom_fields jsonb not null default '{}', add foreign key (tenant_id, team_id) references teams (tenant_id, id)`;
    for (const statement of unforced(['tickets', 'teams'], [columns])) this.addSql(statement);
    this.addSql('create index tickets_by_team on tickets (tenant_id, team_id, status) where team_id is not null');
  }
}
