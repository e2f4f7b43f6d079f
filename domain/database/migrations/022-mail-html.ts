import { Migration } from '@mikro-orm/migrations';
import { secureTable } from '../row-security.ts';

const table = `
create table message_html (
  tenant_id uuid not null references tenants (id),
  message_id uuid not null,
  html text not null check (html <> ''),
  primary key (tenant_id, message_id),
  foreign key (tenant_id, message_id) references ticket_messages (tenant_id, id)
)`;

/** Mails as they were sent: the sanitised HTML of a message, kept apart because lists of messages never read it. */
export class Migration022MailHtml extends Migration {
  override up(): void {
    for (const statement of [table, ...secureTable('message_html')]) this.addSql(statement);
  }
}
