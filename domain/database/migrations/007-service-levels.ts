import { Migration } from '@mikro-orm/migrations';
import { lookupFunction, openToLookup, secureTable, unforced } from '../row-security.ts';

const tables = `
create table calendar_versions (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  calendar_id uuid not null,
  version integer not null check (version > 0),
  effective_from timestamptz not null,
  time_zone text not null,
  hours jsonb not null,
  holidays jsonb not null default '[]',
  created_by uuid,
  created_at timestamptz not null,
  unique (tenant_id, calendar_id, version),
  foreign key (tenant_id, calendar_id) references calendars (tenant_id, id),
  foreign key (tenant_id, created_by) references staff_users (tenant_id, id)
);
create table sla_policies (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  name text not null,
  description text not null default '',
  is_active boolean not null default true,
  is_default boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (tenant_id, id)
);
create unique index sla_policies_name on sla_policies (tenant_id, lower(name));
create unique index sla_policies_default on sla_policies (tenant_id) where is_default;
create table sla_policy_versions (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  policy_id uuid not null,
  version integer not null check (version > 0),
  effective_from timestamptz not null,
  calendar_id uuid not null,
  targets jsonb not null,
  pausing jsonb not null,
  warning_percent integer check (warning_percent between 1 and 99),
  critical_percent integer check (critical_percent between 1 and 99),
  conditions jsonb not null default '{}',
  steps jsonb not null default '[]',
  is_active boolean not null default true,
  created_by uuid,
  created_at timestamptz not null,
  unique (tenant_id, policy_id, version),
  foreign key (tenant_id, policy_id) references sla_policies (tenant_id, id),
  foreign key (tenant_id, calendar_id) references calendars (tenant_id, id),
  foreign key (tenant_id, created_by) references staff_users (tenant_id, id)
);
create table support_contracts (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  number text not null,
  customer_id uuid not null,
  name text not null,
  type text not null check (type in ('managed_services', 'maintenance', 'saas_subscription', 'support_hours', 'warranty', 'consulting')),
  status text not null check (status in ('draft', 'active', 'pending_renewal', 'expired', 'cancelled', 'suspended')),
  starts_on date not null,
  ends_on date,
  sla_policy_id uuid,
  version integer not null default 1,
  created_at timestamptz not null,
  unique (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  foreign key (tenant_id, sla_policy_id) references sla_policies (tenant_id, id)
);
create index support_contracts_customer on support_contracts (tenant_id, customer_id);
create table sla_clocks (
  tenant_id uuid not null references tenants (id),
  ticket_id uuid not null,
  metric text not null check (metric in ('firstResponse', 'nextReply', 'resolution')),
  cycle integer not null check (cycle > 0),
  policy_id uuid,
  policy_version integer,
  priority text not null,
  state text not null check (state in ('running', 'paused', 'met', 'stopped')),
  started_at timestamptz not null,
  target_minutes integer,
  target_version integer not null,
  consumed_ms bigint not null,
  paused_ms bigint not null,
  due_at timestamptz,
  met_at timestamptz,
  is_overdue boolean not null,
  breached_at timestamptz,
  proof jsonb not null,
  computed_at timestamptz not null,
  primary key (tenant_id, ticket_id, metric, cycle),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id)
);
create index sla_clocks_breached on sla_clocks (tenant_id, breached_at) where breached_at is not null;
create index sla_clocks_met on sla_clocks (tenant_id, met_at) where met_at is not null;
create table sla_alerts (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  ticket_id uuid not null,
  metric text not null,
  cycle integer not null,
  target_version integer not null,
  level text not null check (level in ('warning', 'critical', 'breach')),
  at timestamptz not null,
  detected_at timestamptz not null,
  reason text not null,
  policy_id uuid,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  acknowledged_reason text,
  unique (tenant_id, id),
  unique (tenant_id, ticket_id, metric, cycle, target_version, level),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
  foreign key (tenant_id, acknowledged_by) references staff_users (tenant_id, id)
);
create index sla_alerts_open on sla_alerts (tenant_id, at desc) where level = 'breach' and acknowledged_at is null;
create index sla_alerts_recent on sla_alerts (tenant_id, at desc);
create table sla_escalations (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  alert_id uuid not null,
  ticket_id uuid not null,
  policy_version integer not null,
  step integer not null,
  due_at timestamptz not null,
  done_at timestamptz,
  outcome text,
  unique (tenant_id, alert_id, step),
  foreign key (tenant_id, alert_id) references sla_alerts (tenant_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id)
);
create index sla_escalations_waiting on sla_escalations (tenant_id, ticket_id, due_at) where done_at is null`;

const everyTable = ['sla_policies', 'support_contracts', 'sla_clocks', 'sla_alerts', 'sla_escalations'];

/** Versions that were in force are history: they are added and never changed. */
const versionTables = ['calendar_versions', 'sla_policy_versions'];

/** Calendars with versions, policies, contracts, and what the tickets' clocks leave behind. */
export class Migration007ServiceLevels extends Migration {
  override up(): void {
    for (const statement of tables.split(';')) this.addSql(statement);
    for (const table of everyTable) for (const statement of secureTable(table)) this.addSql(statement);
    for (const table of versionTables) for (const statement of secureTable(table, { appMay: 'select, insert' })) this.addSql(statement);
    const changes = [
      'alter table calendars add column version integer not null default 1',
      `insert into calendar_versions (tenant_id, id, calendar_id, version, effective_from, time_zone, hours, holidays, created_at)
         select tenant_id, gen_random_uuid(), id, 1, created_at, time_zone, hours, holidays, created_at from calendars`,
      `alter table tickets add column sla_policy_id uuid, add column contract_id uuid, add column next_due_at timestamptz,
         add column breached boolean not null default false, add column clock_at timestamptz, add column escalated_at timestamptz,
         add foreign key (tenant_id, sla_policy_id) references sla_policies (tenant_id, id),
         add foreign key (tenant_id, contract_id) references support_contracts (tenant_id, id)`,
      `alter table tenants add column escalation_user_id uuid,
         add foreign key (id, escalation_user_id) references staff_users (tenant_id, id)`,
    ];
    const touched = ['calendars', 'calendar_versions', 'tickets', 'tenants', 'sla_policies', 'support_contracts', 'staff_users'];
    for (const statement of unforced(touched, changes)) this.addSql(statement);
    this.addSql('alter table ticket_events add column seq bigint generated by default as identity');
    this.addSql('create index ticket_events_order on ticket_events (tenant_id, ticket_id, seq)');
    this.addSql('create index tickets_next_due on tickets (tenant_id, next_due_at) where next_due_at is not null');
    this.addSql('alter table ticket_wakeups add column next_at timestamptz');
    const functions = [
      'drop function lookup_ticket_wakeups(integer, integer)',
      'drop policy lookup_read on ticket_wakeups',
      ...openToLookup('ticket_wakeups', ['tenant_id', 'ticket_id', 'shard', 'stamp', 'requested_at', 'is_new', 'next_at']),
      ...lookupFunction(
        'lookup_ticket_wakeups(p_shard integer, p_limit integer)',
        'table (tenant_id uuid, ticket_id uuid, stamp uuid, is_new boolean, next_at text)',
        `select tenant_id, ticket_id, stamp, is_new, case when next_at = 'infinity' then 'infinity' else to_char(next_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end
           from ticket_wakeups where shard = p_shard order by requested_at limit p_limit`,
      ),
    ];
    for (const statement of functions) this.addSql(statement);
  }
}
