import { Migration } from '@mikro-orm/migrations';
import { lookupFunction, openToLookup, secureTable, unforced } from '../row-security.ts';
import { roundRobin } from './002-tickets-and-mail.ts';

const tables = `
create table notifications (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  shard smallint not null,
  user_id uuid not null,
  kind text not null,
  event_key text not null,
  ticket_id uuid not null,
  reason text not null,
  surface text not null check (surface in ('console', 'mail')),
  is_digest boolean not null default false,
  facts jsonb not null default '{}',
  created_at timestamptz not null,
  deliver_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'queued', 'shown', 'read', 'dropped')),
  settled_at timestamptz,
  delivery_id uuid,
  unique (tenant_id, id),
  unique (tenant_id, user_id, event_key, surface),
  foreign key (tenant_id, user_id) references staff_users (tenant_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
  foreign key (tenant_id, delivery_id) references deliveries (tenant_id, id)
);
create index notifications_due on notifications (shard, tenant_id, deliver_at, id) where surface = 'mail' and state = 'waiting';
create index notifications_waiting on notifications (tenant_id, user_id, deliver_at) where surface = 'mail' and state = 'waiting';
create index notifications_of_user on notifications (tenant_id, user_id, id desc) where surface = 'console';
create index notifications_unread on notifications (tenant_id, user_id) where surface = 'console' and state in ('waiting', 'shown');
create index notifications_of_ticket on notifications (tenant_id, ticket_id, user_id);
create table notification_preferences (
  tenant_id uuid not null references tenants (id),
  user_id uuid not null,
  quiet_from smallint check (quiet_from between 0 and 1439),
  quiet_to smallint check (quiet_to between 0 and 1439),
  days jsonb not null default '[0, 1, 2, 3, 4, 5, 6]',
  digest_at smallint not null default 480 check (digest_at between 0 and 1439),
  kinds jsonb not null default '{}',
  updated_at timestamptz not null,
  primary key (tenant_id, user_id),
  check ((quiet_from is null) = (quiet_to is null)),
  foreign key (tenant_id, user_id) references staff_users (tenant_id, id)
);
create table satisfaction_requests (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  ticket_id uuid not null,
  address text not null check (address = lower(address)),
  language text not null,
  token_hash text unique check (length(token_hash) = 64),
  skipped text,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  score smallint check (score between 1 and 5),
  comment text not null default '' check (length(comment) <= 2000),
  rated_at timestamptz,
  changed_at timestamptz,
  unique (tenant_id, id),
  unique (tenant_id, ticket_id),
  check ((score is null) = (rated_at is null)),
  check ((token_hash is null) = (skipped is not null)),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id)
);
create index satisfaction_by_address on satisfaction_requests (tenant_id, address, asked_at desc) where skipped is null;
create index satisfaction_asked on satisfaction_requests (tenant_id, asked_at desc) where skipped is null;
create index satisfaction_ratings on satisfaction_requests (tenant_id, rated_at desc) where rated_at is not null`;

const workSql = `
select 'mail', shard::integer, count(*), min(next_attempt_at) from inbound_mails where state = 'new' group by shard
union all select 'delivery', shard::integer, count(*), min(next_attempt_at) from deliveries where state in ('queued', 'sending') group by shard
union all select 'ticket', shard::integer, count(*), min(requested_at) from ticket_wakeups group by shard
union all select 'notice', shard::integer, count(*), min(deliver_at) from notifications where surface = 'mail' and state = 'waiting' group by shard`;

/** Who was told what and where, what people want to be told, and what customers said of resolved tickets. */
export class Migration013Notifications extends Migration {
  override up(): void {
    for (const statement of tables.split(';')) this.addSql(statement);
    for (const table of ['notifications', 'notification_preferences', 'satisfaction_requests']) {
      for (const statement of secureTable(table)) this.addSql(statement);
    }
    const changes = [
      `alter table tenants add column ask_satisfaction boolean not null default false,
         add column satisfaction_delay_hours integer not null default 24 check (satisfaction_delay_hours between 0 and 720)`,
      'alter table deliveries drop constraint deliveries_purpose_check',
      `alter table deliveries add constraint deliveries_purpose_check
         check (purpose in ('acknowledgement', 'reply', 'forward', 'outreach', 'notice', 'satisfaction'))`,
    ];
    for (const statement of unforced(['tenants', 'deliveries'], changes)) this.addSql(statement);
    const across = [
      ...openToLookup('notifications', ['tenant_id', 'id', 'shard', 'surface', 'state', 'deliver_at']),
      ...openToLookup('satisfaction_requests', ['tenant_id', 'id', 'token_hash']),
      ...lookupFunction(
        'lookup_due_notices(p_shard integer, p_limit integer)',
        'table (tenant_id uuid, id uuid)',
        roundRobin('notifications', 'id', 'deliver_at', "q.surface = 'mail' and q.state = 'waiting'"),
      ),
      ...lookupFunction(
        'lookup_satisfaction(p_hash text)',
        'table (tenant_id uuid, id uuid)',
        'select tenant_id, id from satisfaction_requests where token_hash = p_hash',
      ),
      'drop function lookup_work()',
      ...lookupFunction('lookup_work()', 'table (kind text, shard integer, waiting bigint, next_at timestamptz)', workSql),
    ];
    for (const statement of across) this.addSql(statement);
  }
}
