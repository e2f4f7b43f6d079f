import { Migration } from '@mikro-orm/migrations';
import { lookupFunction, lookupRole, openToLookup, secureTable, unforced } from '../row-security.ts';
import { roundRobin } from './002-tickets-and-mail.ts';

const tables = `
create table chat_installations (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  platform text not null check (platform in ('slack', 'teams')),
  external_id text not null check (external_id <> ''),
  enterprise_id text,
  is_enterprise boolean not null default false,
  name text not null default '',
  url text,
  app_id text not null,
  bot_user_id text not null,
  bot_id text,
  scopes text not null default '',
  bot_token text,
  refresh_token text,
  token_expires_at timestamptz,
  refresh_lease_until timestamptz,
  installed_by uuid,
  installer_external_id text,
  state text not null default 'active' check (state in ('active', 'revoked', 'uninstalled')),
  installed_at timestamptz not null,
  ended_at timestamptz,
  unique (tenant_id, id),
  check (not is_enterprise or enterprise_id = external_id),
  foreign key (tenant_id, installed_by) references staff_users (tenant_id, id)
);
create unique index chat_installations_active on chat_installations (platform, external_id) where state = 'active';
create table chat_people (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  installation_id uuid not null,
  external_id text not null,
  external_team_id text not null,
  user_id uuid not null,
  name text not null default '',
  time_zone text,
  proof text not null check (proof in ('code', 'sign_in')),
  linked_at timestamptz not null,
  ended_at timestamptz,
  unique (tenant_id, id),
  foreign key (tenant_id, installation_id) references chat_installations (tenant_id, id),
  foreign key (tenant_id, user_id) references staff_users (tenant_id, id)
);
create unique index chat_people_external on chat_people (tenant_id, installation_id, external_id) where ended_at is null;
create index chat_people_of_user on chat_people (tenant_id, user_id) where ended_at is null;
create unique index chat_people_user on chat_people (tenant_id, installation_id, user_id) where ended_at is null;
create table chat_link_requests (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  token_hash text not null check (length(token_hash) = 64),
  user_id uuid,
  installation_id uuid,
  external_id text,
  external_team_id text,
  name text not null default '',
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  unique (tenant_id, token_hash),
  check ((user_id is null) <> (external_id is null)),
  check ((external_id is null) = (installation_id is null)),
  foreign key (tenant_id, user_id) references staff_users (tenant_id, id),
  foreign key (tenant_id, installation_id) references chat_installations (tenant_id, id)
);
create table chat_link_attempts (
  tenant_id uuid not null references tenants (id),
  installation_id uuid not null,
  external_id text not null,
  failed integer not null default 0,
  since timestamptz not null,
  primary key (tenant_id, installation_id, external_id),
  foreign key (tenant_id, installation_id) references chat_installations (tenant_id, id)
);
create table chat_channels (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  installation_id uuid not null,
  external_id text not null,
  name text not null default '',
  is_shared boolean not null default false,
  feed boolean not null default false,
  alerts boolean not null default false,
  capture boolean not null default false,
  capture_minutes smallint not null default 5 check (capture_minutes between 0 and 60),
  opt_out text not null default ':no_entry:' check (length(opt_out) between 1 and 40),
  reactions boolean not null default false,
  team_id uuid,
  customer_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (tenant_id, id),
  unique (tenant_id, installation_id, external_id),
  foreign key (tenant_id, installation_id) references chat_installations (tenant_id, id),
  foreign key (tenant_id, team_id) references teams (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id)
);
create table chat_inbox (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  shard smallint not null,
  installation_id uuid not null,
  kind text not null check (kind in ('event', 'command', 'action', 'submission', 'later')),
  event_key text not null,
  lane text not null,
  payload jsonb,
  response_url text,
  received_at timestamptz not null,
  state text not null default 'new' check (state in ('new', 'done', 'parked', 'cancelled')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  taken_at timestamptz,
  settled_at timestamptz,
  result text,
  unique (tenant_id, id),
  unique (tenant_id, event_key),
  check (state <> 'new' or payload is not null),
  foreign key (tenant_id, installation_id) references chat_installations (tenant_id, id)
);
create index chat_inbox_due on chat_inbox (shard, tenant_id, id) where state = 'new';
create index chat_inbox_tried on chat_inbox (tenant_id, lane, id) where state = 'new' and attempts > 0;
create index chat_inbox_taken on chat_inbox (tenant_id, lane, id) where state = 'new' and taken_at is not null;
create index chat_inbox_lane on chat_inbox (tenant_id, lane, next_attempt_at) where state = 'new';
create index chat_inbox_parked on chat_inbox (tenant_id, settled_at desc, id desc) where state = 'parked';
create table chat_threads (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  installation_id uuid not null,
  channel_id text not null,
  root_ts text,
  ticket_id uuid not null,
  card_ts text,
  after_message_id uuid,
  created_at timestamptz not null,
  ended_at timestamptz,
  unique (tenant_id, id),
  unique (tenant_id, ticket_id, installation_id, channel_id),
  unique (tenant_id, installation_id, channel_id, root_ts),
  foreign key (tenant_id, installation_id) references chat_installations (tenant_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id)
);
create table chat_messages (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  installation_id uuid not null,
  channel_id text not null,
  ts text not null,
  thread_ts text,
  thread_id uuid,
  direction text not null check (direction in ('in', 'out')),
  author_external_id text,
  ticket_id uuid,
  ticket_message_id uuid,
  part smallint not null default 0,
  edited_ts text,
  deleted_at timestamptz,
  decision text not null check (decision in ('opened', 'joined', 'noted', 'mirrored', 'skipped')),
  reason text not null default '',
  created_at timestamptz not null,
  unique (tenant_id, id),
  unique (tenant_id, installation_id, channel_id, ts),
  foreign key (tenant_id, installation_id) references chat_installations (tenant_id, id),
  foreign key (tenant_id, thread_id) references chat_threads (tenant_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
  foreign key (tenant_id, ticket_message_id) references ticket_messages (tenant_id, id)
);
create index chat_messages_of_message on chat_messages (tenant_id, ticket_message_id) where ticket_message_id is not null;
create index chat_messages_of_author on chat_messages (tenant_id, installation_id, channel_id, author_external_id, created_at desc) where direction = 'in';
create table chat_posts (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  shard smallint not null,
  installation_id uuid not null,
  effect_key text not null,
  lane text not null,
  kind text not null,
  thread_id uuid,
  ref jsonb not null default '{}',
  response_url text,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'uncertain', 'cancelled')),
  attempts integer not null default 0,
  failures smallint not null default 0,
  next_attempt_at timestamptz not null,
  first_queued_at timestamptz not null,
  settled_at timestamptz,
  last_result text,
  sent_channel text,
  sent_ts text,
  unique (tenant_id, id),
  unique (tenant_id, effect_key),
  foreign key (tenant_id, installation_id) references chat_installations (tenant_id, id),
  foreign key (tenant_id, thread_id) references chat_threads (tenant_id, id)
);
create index chat_posts_due on chat_posts (shard, tenant_id, next_attempt_at, id) where state in ('queued', 'sending');
create index chat_posts_tried on chat_posts (tenant_id, lane, id) where state in ('queued', 'sending') and attempts > 0;
create index chat_posts_trouble on chat_posts (tenant_id, settled_at desc, id desc) where state in ('failed', 'uncertain');
create index chat_posts_sent on chat_posts (tenant_id, installation_id, sent_ts) where sent_ts is not null;
create index chat_posts_of_thread on chat_posts (tenant_id, thread_id, id) where thread_id is not null;
create table chat_actions (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  action jsonb not null,
  created_at timestamptz not null,
  unique (tenant_id, id)
);
create table chat_feedback (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  installation_id uuid not null,
  channel_id text not null,
  ts text not null,
  user_id uuid not null,
  vote smallint not null check (vote in (-1, 1)),
  created_at timestamptz not null,
  unique (tenant_id, id),
  unique (tenant_id, installation_id, channel_id, ts, user_id),
  foreign key (tenant_id, installation_id) references chat_installations (tenant_id, id),
  foreign key (tenant_id, user_id) references staff_users (tenant_id, id)
)`;

const everyTable = [
  'chat_installations',
  'chat_people',
  'chat_link_requests',
  'chat_link_attempts',
  'chat_channels',
  'chat_inbox',
  'chat_threads',
  'chat_messages',
  'chat_posts',
  'chat_actions',
  'chat_feedback',
];

// A workspace that was installed from the chat product itself belongs to nobody yet: its sealed tokens wait here, seen by the two functions alone.
const claims = `
create table chat_claims (
  token_hash text not null primary key check (length(token_hash) = 64),
  sealed text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
alter table chat_claims enable row level security;
alter table chat_claims force row level security;
create policy claims_of_lookup on chat_claims to ${lookupRole} using (true) with check (true);
grant select, insert, delete on chat_claims to ${lookupRole}`;

/**
 * True of a row `q` that may be taken: nothing before it in its lane was tried and is still open. What was tried goes alone, however late it is due, so nothing
 * overtakes it; what waits for an hour of its own and was never tried holds nobody back.
 */
const noneBefore = (table: string, states: string, condition: string): string =>
  `not exists (select 1 from ${table} e where e.tenant_id = q.tenant_id and e.lane = q.lane and e.state in (${states}) and e.id < q.id and ${condition})`;

// What a handler has taken holds back its lane as well, also when it died with it: what stands behind would fill every batch, and none of it could be taken. Two
// questions, for each has an index of its own.
const freeInbox = `${noneBefore('chat_inbox', "'new'", 'e.attempts > 0')} and ${noneBefore('chat_inbox', "'new'", 'e.taken_at is not null')}`;
const freePost = noneBefore('chat_posts', "'queued', 'sending'", 'e.attempts > 0');

// What stands behind something that was tried is not due, whatever its own instant says: or the pumps would look for it again and again.
export const workSql = `
select 'mail', shard::integer, count(*), min(next_attempt_at) from inbound_mails where state = 'new' group by shard
union all select 'delivery', shard::integer, count(*), min(next_attempt_at) from deliveries where state in ('queued', 'sending') group by shard
union all select 'ticket', shard::integer, count(*), min(requested_at) from ticket_wakeups group by shard
union all select 'notice', shard::integer, count(*), min(deliver_at) from notifications where surface <> 'console' and state = 'waiting' group by shard
union all select 'chat', q.shard::integer, count(*), min(q.next_attempt_at) filter (where ${freeInbox}) from chat_inbox q where q.state = 'new' group by q.shard
union all select 'post', q.shard::integer, count(*), min(q.next_attempt_at) filter (where ${freePost}) from chat_posts q
  where q.state in ('queued', 'sending') group by q.shard`;

const page = 'table (tenant_id uuid, id uuid)';

/** Chat workspaces, who is who in them, what came from them, and what is to be posted there. */
export class Migration014Chat extends Migration {
  override up(): void {
    for (const statement of tables.split(';')) this.addSql(statement);
    for (const table of everyTable) for (const statement of secureTable(table)) this.addSql(statement);
    for (const statement of claims.split(';')) this.addSql(statement);
    const changes = [
      'alter table tickets drop constraint tickets_channel_check',
      "alter table tickets add constraint tickets_channel_check check (channel in ('email', 'console', 'slack', 'teams'))",
      'alter table ticket_messages add column edited_at timestamptz, add column deleted_at timestamptz',
      'alter table notifications drop constraint notifications_surface_check',
      "alter table notifications add constraint notifications_surface_check check (surface in ('console', 'mail', 'chat'))",
      "alter table notification_preferences add column via text not null default 'auto' check (via in ('auto', 'mail', 'chat', 'both')), add column morning boolean not null default true",
    ];
    for (const statement of unforced(['tickets', 'ticket_messages', 'notifications', 'notification_preferences'], changes))
      this.addSql(statement);
    this.addSql('drop index notifications_due');
    this.addSql('drop index notifications_waiting');
    this.addSql(
      "create index notifications_waiting on notifications (tenant_id, user_id, deliver_at) where surface <> 'console' and state = 'waiting'",
    );
    this.addSql(
      "create index notifications_due on notifications (shard, tenant_id, deliver_at, id) where surface <> 'console' and state = 'waiting'",
    );
    const across = [
      ...openToLookup('chat_installations', ['tenant_id', 'id', 'platform', 'external_id', 'state']),
      ...openToLookup('chat_inbox', ['tenant_id', 'id', 'shard', 'state', 'lane', 'attempts', 'taken_at', 'next_attempt_at']),
      ...openToLookup('chat_posts', ['tenant_id', 'id', 'shard', 'state', 'lane', 'attempts', 'next_attempt_at']),
      ...lookupFunction(
        'lookup_chat_installation(p_platform text, p_external text)',
        page,
        "select tenant_id, id from chat_installations where platform = p_platform and external_id = p_external and state = 'active'",
      ),
      ...lookupFunction(
        'lookup_due_chat_inbox(p_shard integer, p_limit integer)',
        page,
        // In the order it came, whatever was put back for how long: a lane is taken from its head on, so its head must be among what is found.
        roundRobin('chat_inbox', 'id', 'id', `q.state = 'new' and ${freeInbox}`, 'q.next_attempt_at <= now()'),
      ),
      ...lookupFunction(
        'lookup_due_chat_posts(p_shard integer, p_limit integer)',
        page,
        roundRobin('chat_posts', 'id', 'next_attempt_at', `q.state in ('queued', 'sending') and ${freePost}`),
      ),
      ...lookupFunction(
        'park_chat_claim(p_hash text, p_sealed text, p_now timestamptz, p_expires timestamptz)',
        'void',
        `delete from chat_claims where expires_at < p_now;
         insert into chat_claims (token_hash, sealed, created_at, expires_at) values (p_hash, p_sealed, p_now, p_expires)`,
        'volatile',
      ),
      ...lookupFunction(
        'read_chat_claim(p_hash text, p_now timestamptz)',
        'table (sealed text)',
        'select sealed from chat_claims where token_hash = p_hash and expires_at > p_now',
      ),
      ...lookupFunction(
        'take_chat_claim(p_hash text, p_now timestamptz)',
        'table (sealed text)',
        'delete from chat_claims where token_hash = p_hash and expires_at > p_now returning sealed',
        'volatile',
      ),
      'drop function lookup_due_notices(integer, integer)',
      ...lookupFunction(
        'lookup_due_notices(p_shard integer, p_limit integer)',
        page,
        roundRobin('notifications', 'id', 'deliver_at', "q.surface <> 'console' and q.state = 'waiting'"),
      ),
      'drop function lookup_work()',
      ...lookupFunction('lookup_work()', 'table (kind text, shard integer, waiting bigint, next_at timestamptz)', workSql),
    ];
    for (const statement of across) this.addSql(statement);
  }
}
