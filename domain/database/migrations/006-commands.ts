import { Migration } from '@mikro-orm/migrations';
import { unforced } from '../row-security.ts';

/** What commands need: who released a mail from quarantine, what became of a draft, and the lists of what waits for a person. */
export class Migration006Commands extends Migration {
  override up(): void {
    const release = `alter table inbound_mails add column released_at timestamptz, add column released_by uuid,
      add foreign key (tenant_id, released_by) references staff_users (tenant_id, id)`;
    for (const statement of unforced(['inbound_mails', 'staff_users'], [release])) this.addSql(statement);
    this.addSql("alter table drafts add column outcome text check (outcome in ('sent', 'cancelled'))");
    this.addSql('create index tickets_followers on tickets (tenant_id, follows_ticket_id) where follows_ticket_id is not null');
    this.addSql('create index drafts_of_user on drafts (tenant_id, user_id, expires_at)');
    this.addSql("create index deliveries_for_staff on deliveries (tenant_id, first_queued_at desc) where state in ('uncertain', 'failed')");
    this.addSql(
      `create index inbound_mails_for_staff on inbound_mails (tenant_id, received_at desc) where state in ('failed', 'quarantined', 'bounce')`,
    );
  }
}
