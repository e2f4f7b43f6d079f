import { Migration } from '@mikro-orm/migrations';

/** What IMAP fetching remembers besides its last UID, and the index by which the same content is found again. */
export class Migration003Doors extends Migration {
  override up(): void {
    this.addSql(`alter table mailbox_sync
      add column floor_uid bigint not null default 0,
      add column recheck_until_uid bigint not null default 0,
      add column synced_from timestamptz,
      add column synced_at timestamptz`);
    this.addSql('create index inbound_mails_content on inbound_mails (tenant_id, mailbox_id, sha256)');
  }
}
