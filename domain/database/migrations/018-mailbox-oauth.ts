import { Migration } from '@mikro-orm/migrations';
import { lookupFunction, openToLookup, secureTable } from '../row-security.ts';

const table = `
create table mailbox_oauth (
  tenant_id uuid not null references tenants (id),
  mailbox_id uuid not null primary key,
  provider text not null check (provider in ('microsoft', 'google', 'custom')),
  flow text not null check (flow in ('person', 'app')),
  client_id text not null check (client_id <> ''),
  client_secret text,
  authorize_url text,
  token_url text not null,
  scopes text not null check (scopes <> ''),
  shared boolean not null default false,
  account text,
  state text not null check (state in ('pending', 'connected', 'refused')),
  last_error text,
  access_token text,
  refresh_token text,
  expires_at timestamptz,
  refresh_lease_until timestamptz,
  retry_at timestamptz,
  failures smallint not null default 0,
  forced_at timestamptz,
  consent_hash text check (length(consent_hash) = 64),
  consent_verifier text,
  consent_by uuid,
  consent_expires_at timestamptz,
  connected_at timestamptz,
  updated_at timestamptz not null,
  unique (tenant_id, mailbox_id),
  check ((flow = 'app') = (authorize_url is null)),
  check (state <> 'pending' or (access_token is null and refresh_token is null)),
  check ((access_token is null) = (expires_at is null)),
  check ((consent_hash is null) = (consent_verifier is null)),
  check ((consent_hash is null) = (consent_by is null)),
  check ((consent_hash is null) = (consent_expires_at is null)),
  foreign key (tenant_id, mailbox_id) references mailboxes (tenant_id, id),
  foreign key (tenant_id, consent_by) references staff_users (tenant_id, id)
);
create unique index mailbox_oauth_consent on mailbox_oauth (consent_hash) where consent_hash is not null`;

/** How mailboxes sign in by OAuth: our registration, the tokens (sealed), and the consent that is under way. */
export class Migration018MailboxOauth extends Migration {
  override up(): void {
    for (const statement of table.split(';')) this.addSql(statement);
    const statements = [
      ...secureTable('mailbox_oauth'),
      ...openToLookup('mailbox_oauth', ['tenant_id', 'mailbox_id', 'consent_hash']),
      ...lookupFunction(
        'lookup_mailbox_consent(p_hash text)',
        'table (tenant_id uuid, mailbox_id uuid)',
        'select tenant_id, mailbox_id from mailbox_oauth where consent_hash = p_hash',
      ),
    ];
    for (const statement of statements) this.addSql(statement);
  }
}
