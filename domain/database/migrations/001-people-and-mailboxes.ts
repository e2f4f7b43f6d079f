import { Migration } from '@mikro-orm/migrations';
import { lookupFunction, openToLookup, secureTable } from '../row-security.ts';

const tables = `
create table tenants (
  id uuid primary key,
  name text not null,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  status text not null default 'active' check (status in ('active', 'suspended', 'trial', 'expired')),
  time_zone text not null,
  language text not null,
  quiet_hours_to_close integer not null default 72 check (quiet_hours_to_close between 1 and 8760),
  reopen_days integer not null default 14 check (reopen_days between 0 and 365),
  acknowledge boolean not null default false,
  created_at timestamptz not null
);
create table counters (
  tenant_id uuid not null references tenants (id),
  kind text not null,
  period text not null,
  value bigint not null check (value > 0),
  primary key (tenant_id, kind, period)
);
create table staff_users (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  email text not null check (email = lower(email)),
  name text not null,
  role text not null check (role in ('owner', 'admin', 'manager', 'sales', 'support', 'viewer')),
  active boolean not null default true,
  time_zone text not null,
  language text not null,
  version integer not null default 1,
  created_at timestamptz not null,
  unique (tenant_id, id),
  unique (tenant_id, email)
);
create table sign_in_links (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  user_id uuid not null,
  token_hash text not null unique check (length(token_hash) = 64),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  foreign key (tenant_id, user_id) references staff_users (tenant_id, id)
);
create table sessions (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  user_id uuid not null,
  token_hash text not null unique check (length(token_hash) = 64),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  foreign key (tenant_id, user_id) references staff_users (tenant_id, id)
);
create table calendars (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  name text not null,
  time_zone text not null,
  hours jsonb not null,
  holidays jsonb not null default '[]',
  is_default boolean not null default false,
  created_at timestamptz not null,
  unique (tenant_id, id),
  unique (tenant_id, name)
);
create table customers (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  name text not null,
  status text not null default 'customer',
  domains jsonb not null default '[]',
  version integer not null default 1,
  created_at timestamptz not null,
  unique (tenant_id, id)
);
create unique index customers_name on customers (tenant_id, lower(name));
create table contacts (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  customer_id uuid,
  name text not null,
  job_title text,
  phone text,
  created_at timestamptz not null,
  unique (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id)
);
create index contacts_customer on contacts (tenant_id, customer_id);
create table contact_addresses (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  contact_id uuid not null,
  address text not null check (address = lower(address)),
  is_primary boolean not null default false,
  unique (tenant_id, address),
  foreign key (tenant_id, contact_id) references contacts (tenant_id, id)
);
create index contact_addresses_contact on contact_addresses (tenant_id, contact_id);
create table mailboxes (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  address text not null unique check (address = lower(address)),
  name text not null,
  enabled boolean not null default true,
  imap jsonb,
  imap_secret text,
  smtp jsonb,
  smtp_secret text,
  health text not null default 'unknown' check (health in ('unknown', 'ok', 'failing')),
  failing_since timestamptz,
  last_error text,
  down_notice_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  unique (tenant_id, id)
);
create table mailbox_sync (
  tenant_id uuid not null references tenants (id),
  mailbox_id uuid not null primary key,
  uid_validity bigint,
  last_uid bigint not null default 0,
  lease_owner text,
  lease_expires_at timestamptz,
  fence bigint not null default 0,
  foreign key (tenant_id, mailbox_id) references mailboxes (tenant_id, id) on delete cascade
);
create table blocked_senders (
  tenant_id uuid not null references tenants (id),
  address text not null check (address = lower(address)),
  blocked_at timestamptz not null,
  blocked_by uuid,
  primary key (tenant_id, address)
)`;

const everyTable = [
  'counters',
  'staff_users',
  'sign_in_links',
  'sessions',
  'calendars',
  'customers',
  'contacts',
  'contact_addresses',
  'mailboxes',
  'mailbox_sync',
  'blocked_senders',
];

/** Tenants, staff, sign-in, customers, contacts, mailboxes. */
export class Migration001PeopleAndMailboxes extends Migration {
  override up(): void {
    for (const statement of tables.split(';')) this.addSql(statement);
    for (const statement of secureTable('tenants', { column: 'id', appMay: 'select, insert, update' })) this.addSql(statement);
    for (const table of everyTable) for (const statement of secureTable(table)) this.addSql(statement);
    const opened = [
      ...openToLookup('tenants', ['id', 'slug', 'name', 'status', 'created_at']),
      ...openToLookup('mailboxes', ['tenant_id', 'id', 'address', 'enabled', 'imap']),
      ...openToLookup('sign_in_links', ['tenant_id', 'user_id', 'token_hash', 'expires_at', 'used_at']),
      ...openToLookup('sessions', ['tenant_id', 'user_id', 'token_hash', 'expires_at', 'revoked_at']),
      ...openToLookup('staff_users', ['tenant_id', 'id', 'email', 'active']),
    ];
    const functions = [
      ...lookupFunction(
        'lookup_tenants()',
        'table (id uuid, slug text, name text, status text)',
        'select id, slug, name, status from tenants order by created_at, id',
      ),
      ...lookupFunction(
        'lookup_mailbox(wanted text)',
        'table (tenant_id uuid, mailbox_id uuid)',
        "select m.tenant_id, m.id from mailboxes m join tenants t on t.id = m.tenant_id where m.address = lower(wanted) and m.enabled and t.status in ('active', 'trial')",
      ),
      ...lookupFunction(
        'lookup_imap_mailboxes()',
        'table (tenant_id uuid, mailbox_id uuid)',
        "select m.tenant_id, m.id from mailboxes m join tenants t on t.id = m.tenant_id where m.enabled and m.imap is not null and t.status in ('active', 'trial') order by m.id",
      ),
      ...lookupFunction(
        'lookup_sign_in_link(hash text)',
        'table (tenant_id uuid, user_id uuid)',
        'select tenant_id, user_id from sign_in_links where token_hash = hash',
      ),
      ...lookupFunction(
        'lookup_session(hash text)',
        'table (tenant_id uuid, user_id uuid)',
        'select s.tenant_id, s.user_id from sessions s where s.token_hash = hash and s.revoked_at is null',
      ),
      ...lookupFunction(
        'lookup_staff(wanted text)',
        'table (tenant_id uuid, user_id uuid)',
        'select tenant_id, id from staff_users where email = lower(wanted) and active',
      ),
    ];
    for (const statement of [...opened, ...functions]) this.addSql(statement);
  }
}
