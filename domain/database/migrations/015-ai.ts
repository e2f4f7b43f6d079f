import { Migration } from '@mikro-orm/migrations';
import { lookupFunction, openToLookup, secureTable } from '../row-security.ts';
import { roundRobin } from './002-tickets-and-mail.ts';
import { workSql as chatWorkSql } from './014-chat.ts';

const tables = `
create table ai_settings (
  tenant_id uuid not null primary key references tenants (id),
  auto_triage boolean not null default true,
  auto_analysis boolean not null default true,
  redact boolean not null default false,
  keep_days smallint not null default 30 check (keep_days between 1 and 3650),
  most_wrong double precision not null default 0.03 check (most_wrong > 0 and most_wrong < 1),
  updated_at timestamptz not null
);
create table ai_providers (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  name text not null check (length(name) between 1 and 60),
  kind text not null check (kind in ('openai', 'azure', 'compatible')),
  base_url text not null,
  api_key text,
  model text not null check (model <> ''),
  style text check (style in ('responses', 'chat')),
  structured text check (structured in ('strict', 'json_object', 'none')),
  streams boolean,
  refused jsonb not null default '[]',
  max_input_tokens integer not null default 120000 check (max_input_tokens > 0),
  max_output_tokens integer not null default 16000 check (max_output_tokens > 0),
  prices jsonb not null default '{}',
  region text not null default '',
  state text not null default 'active' check (state in ('active', 'off')),
  is_default boolean not null default false,
  tested_at timestamptz,
  test jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (tenant_id, id)
);
create unique index ai_providers_name on ai_providers (tenant_id, lower(name));
create unique index ai_providers_default on ai_providers (tenant_id) where is_default;
create table prompt_versions (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  kind text not null,
  number integer not null check (number > 0),
  origin text not null check (origin in ('shipped', 'tenant')),
  system_text text not null,
  data_text text not null,
  parameters jsonb not null,
  content_hash text not null check (length(content_hash) = 64),
  based_on uuid,
  note text not null default '',
  author_id uuid,
  created_at timestamptz not null,
  unique (tenant_id, id),
  unique (tenant_id, kind, number),
  foreign key (tenant_id, based_on) references prompt_versions (tenant_id, id),
  foreign key (tenant_id, author_id) references staff_users (tenant_id, id)
);
create unique index prompt_versions_shipped on prompt_versions (tenant_id, kind, content_hash) where origin = 'shipped';
create table prompt_cases (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  kind text not null,
  name text not null check (length(name) between 1 and 100),
  variables jsonb not null,
  expect jsonb,
  created_by uuid,
  created_at timestamptz not null,
  removed_at timestamptz,
  unique (tenant_id, id),
  foreign key (tenant_id, created_by) references staff_users (tenant_id, id)
);
create unique index prompt_cases_name on prompt_cases (tenant_id, kind, lower(name)) where removed_at is null;
create table prompt_runs (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  version_id uuid not null,
  against_id uuid,
  results jsonb not null,
  cases_hash text not null,
  passed integer not null,
  failed integer not null,
  run_by uuid,
  run_at timestamptz not null,
  unique (tenant_id, id),
  foreign key (tenant_id, version_id) references prompt_versions (tenant_id, id),
  foreign key (tenant_id, against_id) references prompt_versions (tenant_id, id),
  foreign key (tenant_id, run_by) references staff_users (tenant_id, id)
);
create table prompt_releases (
  tenant_id uuid not null references tenants (id),
  kind text not null,
  scope text not null check (scope in ('system', 'tenant', 'arm')),
  version_id uuid not null,
  run_id uuid,
  percent smallint check (percent between 1 and 99),
  seed text,
  released_by uuid,
  released_at timestamptz not null,
  primary key (tenant_id, kind, scope),
  check ((scope = 'arm') = (percent is not null and seed is not null)),
  foreign key (tenant_id, version_id) references prompt_versions (tenant_id, id),
  foreign key (tenant_id, run_id) references prompt_runs (tenant_id, id),
  foreign key (tenant_id, released_by) references staff_users (tenant_id, id)
);
create table prompt_release_log (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  kind text not null,
  scope text not null,
  version_id uuid,
  run_id uuid,
  percent smallint,
  note text not null default '',
  released_by uuid,
  released_at timestamptz not null,
  unique (tenant_id, id),
  foreign key (tenant_id, run_id) references prompt_runs (tenant_id, id),
  foreign key (tenant_id, version_id) references prompt_versions (tenant_id, id),
  foreign key (tenant_id, released_by) references staff_users (tenant_id, id)
);
create table ai_jobs (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  ref text not null generated always as (right(id::text, 8)) stored,
  shard smallint not null,
  feature text not null,
  dedupe_key text not null,
  ticket_id uuid,
  message_id uuid,
  input jsonb not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  due_at timestamptz not null,
  taken_at timestamptz,
  lease text,
  attempts integer not null default 0,
  progress text not null default '',
  asked_by uuid,
  result jsonb,
  source text,
  failure text,
  created_at timestamptz not null,
  started_at timestamptz,
  settled_at timestamptz,
  cancelled_by uuid,
  unique (tenant_id, id),
  check ((state in ('queued', 'running')) = (settled_at is null)),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
  foreign key (tenant_id, message_id) references ticket_messages (tenant_id, id),
  foreign key (tenant_id, asked_by) references staff_users (tenant_id, id),
  foreign key (tenant_id, cancelled_by) references staff_users (tenant_id, id)
);
create unique index ai_jobs_open on ai_jobs (tenant_id, dedupe_key) where state = 'queued';
create index ai_jobs_due on ai_jobs (shard, tenant_id, due_at, id) where state in ('queued', 'running');
create index ai_jobs_of_ticket on ai_jobs (tenant_id, ticket_id, feature, settled_at desc) where ticket_id is not null;
create index ai_jobs_ended on ai_jobs (tenant_id, settled_at desc, id desc) where settled_at is not null;
create index ai_jobs_asked on ai_jobs (tenant_id, asked_by, settled_at desc, id desc) where asked_by is not null;
create index ai_jobs_ref on ai_jobs (tenant_id, ref);
create table ai_calls (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  job_id uuid,
  feature text not null,
  attempt integer not null,
  try smallint not null,
  ticket_id uuid,
  prompt_version_id uuid,
  prompt_arm text,
  provider_id uuid,
  provider_name text not null,
  style text,
  model_asked text not null,
  model_served text,
  parameters jsonb not null,
  input_hash text not null,
  output_hash text,
  state text not null default 'reserved' check (state in ('reserved', 'settled', 'lost')),
  outcome text check (outcome in ('ok', 'refused', 'incomplete', 'invalid', 'unavailable')),
  reason text,
  input_tokens integer,
  cached_tokens integer,
  output_tokens integer,
  reasoning_tokens integer,
  reserved_micros bigint not null,
  cost_micros bigint,
  latency_ms integer,
  request_id text,
  day date not null,
  started_at timestamptz not null,
  settled_at timestamptz,
  unique (tenant_id, id),
  unique (tenant_id, job_id, attempt, try),
  check ((state = 'reserved') = (settled_at is null)),
  foreign key (tenant_id, job_id) references ai_jobs (tenant_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
  foreign key (tenant_id, prompt_version_id) references prompt_versions (tenant_id, id),
  foreign key (tenant_id, provider_id) references ai_providers (tenant_id, id)
);
create index ai_calls_recent on ai_calls (tenant_id, started_at desc, id desc);
create index ai_calls_of_ticket on ai_calls (tenant_id, ticket_id, started_at desc) where ticket_id is not null;
create table ai_call_contents (
  tenant_id uuid not null references tenants (id),
  call_id uuid not null primary key,
  basis json not null,
  request text not null,
  response text,
  expires_at timestamptz not null,
  foreign key (tenant_id, call_id) references ai_calls (tenant_id, id)
);
create index ai_call_contents_expired on ai_call_contents (tenant_id, expires_at);
create table ai_budgets (
  tenant_id uuid not null references tenants (id),
  feature text not null,
  daily_micros bigint not null check (daily_micros >= 0),
  updated_at timestamptz not null,
  primary key (tenant_id, feature)
);
create table ai_spend (
  tenant_id uuid not null references tenants (id),
  day date not null,
  feature text not null,
  reserved_micros bigint not null default 0 check (reserved_micros >= 0),
  spent_micros bigint not null default 0,
  calls integer not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  refused integer not null default 0,
  primary key (tenant_id, day, feature)
);
create table ai_feedback (
  tenant_id uuid not null references tenants (id),
  job_id uuid not null,
  user_id uuid not null,
  vote text not null check (vote in ('helpful', 'unhelpful')),
  note text not null default '',
  voted_at timestamptz not null,
  primary key (tenant_id, job_id, user_id),
  foreign key (tenant_id, job_id) references ai_jobs (tenant_id, id),
  foreign key (tenant_id, user_id) references staff_users (tenant_id, id)
);
create table ai_labels (
  tenant_id uuid not null references tenants (id),
  target text not null check (target in ('type', 'priority', 'intent')),
  ticket_id uuid not null,
  value text not null check (value <> ''),
  confirmed_by uuid not null,
  confirmed_at timestamptz not null,
  primary key (tenant_id, target, ticket_id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
  foreign key (tenant_id, confirmed_by) references staff_users (tenant_id, id)
);
create table ai_classifiers (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  target text not null check (target in ('type', 'priority', 'intent')),
  number integer not null check (number > 0),
  state text not null check (state in ('candidate', 'active', 'retired', 'refused')),
  labels integer not null,
  classes jsonb not null,
  weights bytea not null,
  bound double precision not null,
  threshold double precision,
  figures jsonb not null,
  trained_by uuid,
  trained_at timestamptz not null,
  activated_at timestamptz,
  unique (tenant_id, id),
  unique (tenant_id, target, number),
  foreign key (tenant_id, trained_by) references staff_users (tenant_id, id)
);
create unique index ai_classifiers_active on ai_classifiers (tenant_id, target) where state = 'active';
create table plan_confirmations (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  user_id uuid not null,
  op text not null,
  args jsonb not null,
  plan_hash text not null check (length(plan_hash) = 64),
  source text not null check (source in ('grammar', 'model')),
  ticket_version integer,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  unique (tenant_id, id),
  foreign key (tenant_id, user_id) references staff_users (tenant_id, id)
)`;

const everyTable = [
  'ai_settings',
  'ai_providers',
  'prompt_cases',
  'prompt_releases',
  'ai_jobs',
  'ai_calls',
  'ai_call_contents',
  'ai_budgets',
  'ai_spend',
  'ai_feedback',
  'ai_labels',
  'ai_classifiers',
  'plan_confirmations',
];
/** Rows that are never changed: the application may write and read them, no more. */
const writtenOnce = ['prompt_versions', 'prompt_runs', 'prompt_release_log'];

const workSql = `${chatWorkSql}
union all select 'ai', q.shard::integer, count(*), min(q.due_at) from ai_jobs q where q.state in ('queued', 'running') group by q.shard`;

/** Models, prompts, what they were asked and cost, what staff confirmed and what was learned from it. */
export class Migration015Ai extends Migration {
  override up(): void {
    for (const statement of tables.split(';')) this.addSql(statement);
    for (const table of everyTable) for (const statement of secureTable(table)) this.addSql(statement);
    for (const table of writtenOnce) for (const statement of secureTable(table, { appMay: 'select, insert' })) this.addSql(statement);
    const across = [
      ...openToLookup('ai_jobs', ['tenant_id', 'id', 'shard', 'state', 'due_at']),
      ...lookupFunction(
        'lookup_due_ai_jobs(p_shard integer, p_limit integer)',
        'table (tenant_id uuid, id uuid)',
        roundRobin('ai_jobs', 'id', 'due_at', "q.state in ('queued', 'running')"),
      ),
      'drop function lookup_work()',
      ...lookupFunction('lookup_work()', 'table (kind text, shard integer, waiting bigint, next_at timestamptz)', workSql),
    ];
    for (const statement of across) this.addSql(statement);
  }
}
