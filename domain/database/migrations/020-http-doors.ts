import { Migration } from '@mikro-orm/migrations';
import { lookupFunction, openToLookup, secureTable, unforced } from '../row-security.ts';

const tables = `
create table mail_hooks (
  tenant_id uuid not null references tenants (id),
  id uuid not null primary key,
  mailbox_id uuid not null,
  provider text not null check (provider in ('mailgun', 'postmark', 'sendgrid', 'ses')),
  token_hash text not null unique check (length(token_hash) = 64),
  secret text not null,
  bucket text,
  bucket_prefix text not null default '',
  created_at timestamptz not null,
  received_at timestamptz,
  refused_at timestamptz,
  refusal text,
  unique (tenant_id, id),
  unique (tenant_id, mailbox_id, provider),
  check (bucket is null or provider = 'ses'),
  foreign key (tenant_id, mailbox_id) references mailboxes (tenant_id, id)
);
create table mail_hook_nonces (
  tenant_id uuid not null references tenants (id),
  hook_id uuid not null,
  nonce_hash text not null check (length(nonce_hash) = 64),
  content_hash text not null,
  seen_at timestamptz not null,
  primary key (tenant_id, hook_id, nonce_hash),
  foreign key (tenant_id, hook_id) references mail_hooks (tenant_id, id) on delete cascade
);
create index mail_hook_nonces_age on mail_hook_nonces (tenant_id, hook_id, seen_at)`;

// New rows of a session that has a scanner wait for it; others were never scanned and say so.
const scanColumns = `alter table attachments
  add column scan_state text not null default 'not_scanned' check (scan_state in ('not_scanned', 'waiting', 'clean', 'infected')),
  add column scan_virus text check (scan_virus is null or scan_state = 'infected'),
  add column scanned_at timestamptz,
  add column scan_attempts integer not null default 0`;
const scanDefault = `alter table attachments alter column scan_state
  set default case when current_setting('app.scan_files', true) = 'on' then 'waiting' else 'not_scanned' end`;

/** Doors over HTTP for mailboxes, what a virus scanner said of each attachment, and until when a mailbox's provider throttles us. */
export class Migration020HttpDoors extends Migration {
  override up(): void {
    for (const statement of tables.split(';')) this.addSql(statement);
    for (const table of ['mail_hooks', 'mail_hook_nonces']) for (const statement of secureTable(table)) this.addSql(statement);
    for (const statement of openToLookup('mail_hooks', ['tenant_id', 'id', 'token_hash'])) this.addSql(statement);
    for (const statement of lookupFunction(
      'lookup_mail_hook(hash text)',
      'table (tenant_id uuid, id uuid)',
      'select h.tenant_id, h.id from mail_hooks h where h.token_hash = hash',
    ))
      this.addSql(statement);
    this.addSql('alter table mailboxes add column throttled_until timestamptz');
    for (const statement of unforced(
      ['inbound_mails', 'attachments'],
      [
        'alter table inbound_mails drop constraint inbound_mails_door_check',
        "alter table inbound_mails add constraint inbound_mails_door_check check (door in ('imap', 'smtp', 'file', 'http'))",
        scanColumns,
        scanDefault,
      ],
    ))
      this.addSql(statement);
    this.addSql("create index attachments_unscanned on attachments (tenant_id, created_at, id) where scan_state = 'waiting'");
    for (const statement of openToLookup('attachments', ['tenant_id', 'id', 'created_at', 'scan_state'])) this.addSql(statement);
    for (const statement of lookupFunction(
      'lookup_unscanned(most integer)',
      'table (tenant_id uuid)',
      "select a.tenant_id from attachments a where a.scan_state = 'waiting' group by a.tenant_id order by min(a.created_at) limit most",
    ))
      this.addSql(statement);
  }
}
