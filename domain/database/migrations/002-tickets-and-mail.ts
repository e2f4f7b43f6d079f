import { Migration } from '@mikro-orm/migrations';
import { appRole, lookupFunction, lookupRole, openToLookup, secureTable } from '../row-security.ts';

const tables = `
create table inbound_mails (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  mailbox_id uuid not null,
  shard smallint not null,
  door text not null check (door in ('imap', 'smtp', 'file')),
  natural_key text not null,
  sha256 text not null,
  size integer not null,
  raw bytea,
  raw_blob_key text,
  envelope_from text,
  envelope_to text,
  received_at timestamptz not null,
  state text not null default 'new' check (state in ('new', 'applied', 'copy', 'quarantined', 'bounce', 'failed')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  last_error text,
  ticket_id uuid,
  settled_at timestamptz,
  from_address text,
  subject text,
  unique (tenant_id, id),
  unique (tenant_id, mailbox_id, natural_key),
  check (raw is not null or raw_blob_key is not null),
  foreign key (tenant_id, mailbox_id) references mailboxes (tenant_id, id)
);
create index inbound_mails_new on inbound_mails (shard, tenant_id, received_at, id) where state = 'new';
create index inbound_mails_parked on inbound_mails (tenant_id, received_at desc) where state in ('failed', 'quarantined');
create table tickets (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  number text not null,
  subject text not null,
  status text not null default 'open' check (status in ('open', 'in_progress', 'waiting_customer', 'resolved', 'closed', 'cancelled')),
  priority text not null default 'medium' check (priority in ('low', 'medium', 'high', 'urgent')),
  type text not null default 'general' check (type in ('support', 'bug', 'feature_request', 'billing', 'technical', 'general')),
  channel text not null check (channel in ('email', 'console')),
  language text,
  mailbox_id uuid,
  customer_id uuid,
  contact_id uuid,
  requester_address text,
  requester_name text not null default '',
  assignee_id uuid,
  triage jsonb,
  is_spam boolean not null default false,
  follows_ticket_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  resolved_at timestamptz,
  closed_at timestamptz,
  reopened integer not null default 0,
  version integer not null default 1,
  unique (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, mailbox_id) references mailboxes (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
  foreign key (tenant_id, assignee_id) references staff_users (tenant_id, id),
  foreign key (tenant_id, follows_ticket_id) references tickets (tenant_id, id)
);
create index tickets_by_status on tickets (tenant_id, status, updated_at desc);
create index tickets_by_customer on tickets (tenant_id, customer_id, updated_at desc);
create index tickets_by_assignee on tickets (tenant_id, assignee_id, status);
create index tickets_by_requester on tickets (tenant_id, requester_address);
alter table inbound_mails add foreign key (tenant_id, ticket_id) references tickets (tenant_id, id);
create table ticket_participants (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  ticket_id uuid not null,
  address text not null check (address = lower(address)),
  name text not null default '',
  role text not null check (role in ('requester', 'cc', 'supplier', 'third_party')),
  reply_ref text not null check (length(reply_ref) = 12),
  created_at timestamptz not null,
  removed_at timestamptz,
  unique (tenant_id, id),
  unique (tenant_id, ticket_id, address),
  unique (tenant_id, reply_ref),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id)
);
create table ticket_messages (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  ticket_id uuid not null,
  kind text not null check (kind in ('mail', 'reply', 'note', 'forward', 'acknowledgement', 'opening')),
  is_public boolean not null,
  is_verified boolean not null default true,
  author jsonb not null,
  text text not null,
  full_text text,
  mail_message_id text,
  recipients jsonb not null default '[]',
  inbound_mail_id uuid,
  created_at timestamptz not null,
  unique (tenant_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
  foreign key (tenant_id, inbound_mail_id) references inbound_mails (tenant_id, id)
);
create unique index ticket_messages_inbound on ticket_messages (tenant_id, inbound_mail_id) where inbound_mail_id is not null;
create index ticket_messages_ticket on ticket_messages (tenant_id, ticket_id, created_at);
create index ticket_messages_mail_id on ticket_messages (tenant_id, mail_message_id) where mail_message_id is not null;
create table attachments (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  ticket_id uuid not null,
  message_id uuid not null,
  filename text not null,
  content_type text not null,
  size bigint not null,
  sha256 text not null,
  blob_key text not null,
  inline boolean not null default false,
  content_id text,
  created_at timestamptz not null,
  unique (tenant_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
  foreign key (tenant_id, message_id) references ticket_messages (tenant_id, id)
);
create index attachments_message on attachments (tenant_id, message_id);
create index attachments_blob on attachments (tenant_id, blob_key);
create table ticket_events (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  ticket_id uuid not null,
  type text not null,
  at timestamptz not null,
  actor jsonb not null,
  data jsonb not null default '{}',
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id)
);
create index ticket_events_ticket on ticket_events (tenant_id, ticket_id, at, id);
create table deliveries (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  shard smallint not null,
  effect_key text not null,
  purpose text not null check (purpose in ('acknowledgement', 'reply', 'forward', 'outreach', 'notice')),
  ticket_id uuid,
  message_id uuid,
  mailbox_id uuid not null,
  mail_message_id text not null,
  mail jsonb not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'uncertain', 'cancelled')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  first_queued_at timestamptz not null,
  settled_at timestamptz,
  last_result text,
  unique (tenant_id, id),
  unique (tenant_id, effect_key),
  unique (tenant_id, mail_message_id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
  foreign key (tenant_id, message_id) references ticket_messages (tenant_id, id),
  foreign key (tenant_id, mailbox_id) references mailboxes (tenant_id, id)
);
create index deliveries_due on deliveries (shard, tenant_id, next_attempt_at, id) where state in ('queued', 'sending');
create index deliveries_ticket on deliveries (tenant_id, ticket_id);
create index deliveries_recent on deliveries (tenant_id, first_queued_at desc);
create table ticket_wakeups (
  tenant_id uuid not null references tenants (id),
  ticket_id uuid not null,
  shard smallint not null,
  stamp uuid not null,
  requested_at timestamptz not null,
  is_new boolean not null,
  primary key (tenant_id, ticket_id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id)
);
create index ticket_wakeups_shard on ticket_wakeups (shard, tenant_id, requested_at);
create table drafts (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  user_id uuid not null,
  kind text not null check (kind in ('reply', 'forward', 'outreach')),
  ticket_id uuid,
  payload jsonb not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  consumed_at timestamptz,
  foreign key (tenant_id, user_id) references staff_users (tenant_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id)
);
create table command_receipts (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  user_id uuid not null,
  card jsonb not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references staff_users (tenant_id, id)
)`;

const everyTable = [
  'inbound_mails',
  'tickets',
  'ticket_participants',
  'ticket_messages',
  'attachments',
  'deliveries',
  'ticket_wakeups',
  'drafts',
  'command_receipts',
];

/** At most `wanted` rows of a shard, dealt one tenant after the other so that nobody's flood delays another. */
export function roundRobin(table: string, id: string, order: string, condition: string, due = `q.${order} <= now()`): string {
  return `
with recursive t as (
  (select q.tenant_id from ${table} q where q.shard = p_shard and ${condition} order by q.tenant_id limit 1)
  union all
  select (select q.tenant_id from ${table} q where q.shard = p_shard and ${condition} and q.tenant_id > t.tenant_id order by q.tenant_id limit 1)
  from t where t.tenant_id is not null
)
select t.tenant_id, r.id from t cross join lateral (
  select x.id, x.at, row_number() over (order by x.at, x.id) as turn from (
    select q.${id} as id, q.${order} as at from ${table} q
    where q.shard = p_shard and ${condition} and q.tenant_id = t.tenant_id and ${due}
    order by q.${order}, q.${id} limit p_limit) x
) r where t.tenant_id is not null order by r.turn, r.at limit p_limit`;
}

/** Mails, tickets, deliveries and what the pumps may see of them across tenants. */
export class Migration002TicketsAndMail extends Migration {
  override up(): void {
    for (const statement of tables.split(';')) this.addSql(statement);
    for (const table of everyTable) for (const statement of secureTable(table)) this.addSql(statement);
    for (const statement of secureTable('ticket_events', { appMay: 'select, insert' })) this.addSql(statement);
    this.addSql(
      `create function refuse_change() returns trigger language plpgsql as $body$ begin raise exception 'the event log is append-only'; end $body$`,
    );
    this.addSql('create trigger append_only before update or delete on ticket_events for each row execute function refuse_change()');
    const opened = [
      ...openToLookup('inbound_mails', ['tenant_id', 'id', 'shard', 'state', 'received_at', 'next_attempt_at']),
      ...openToLookup('deliveries', ['tenant_id', 'id', 'shard', 'state', 'next_attempt_at']),
      ...openToLookup('ticket_wakeups', ['tenant_id', 'ticket_id', 'shard', 'stamp', 'requested_at', 'is_new']),
      `create policy lookup_clear on ticket_wakeups for delete to ${lookupRole} using (true)`,
      `grant delete on ticket_wakeups to ${lookupRole}`,
    ];
    const page = 'table (tenant_id uuid, id uuid)';
    const functions = [
      ...lookupFunction(
        'lookup_new_mails(p_shard integer, p_limit integer)',
        page,
        roundRobin('inbound_mails', 'id', 'received_at', "q.state = 'new' and q.next_attempt_at <= now()"),
      ),
      ...lookupFunction(
        'lookup_due_deliveries(p_shard integer, p_limit integer)',
        page,
        roundRobin('deliveries', 'id', 'next_attempt_at', "q.state in ('queued', 'sending')"),
      ),
      ...lookupFunction(
        'lookup_ticket_wakeups(p_shard integer, p_limit integer)',
        'table (tenant_id uuid, ticket_id uuid, stamp uuid, is_new boolean)',
        'select tenant_id, ticket_id, stamp, is_new from ticket_wakeups where shard = p_shard order by requested_at limit p_limit',
      ),
      ...lookupFunction(
        'clear_ticket_wakeups(stamps uuid[])',
        'integer',
        'with gone as (delete from ticket_wakeups where stamp = any(stamps) returning 1) select count(*)::integer from gone',
        'volatile',
      ),
      ...lookupFunction(
        'lookup_work()',
        'table (kind text, shard integer, waiting bigint, next_at timestamptz)',
        `select 'mail', shard::integer, count(*), min(next_attempt_at) from inbound_mails where state = 'new' group by shard
         union all select 'delivery', shard::integer, count(*), min(next_attempt_at) from deliveries where state in ('queued', 'sending') group by shard
         union all select 'ticket', shard::integer, count(*), min(requested_at) from ticket_wakeups group by shard`,
      ),
    ];
    for (const statement of [...opened, ...functions]) this.addSql(statement);
    this.addSql(`grant execute on function refuse_change() to ${appRole}`);
  }
}
