import { Migration } from '@mikro-orm/migrations';
import { unforced } from '../row-security.ts';

const changes = [
  `alter table inbound_mails
     add column client_ip text,
     add column client_helo text,
     add column trust jsonb`,
  'alter table mailboxes add column trusted_host text',
  "alter table ticket_messages add column reply_to jsonb not null default '[]'",
];

/** Where a mail came from, whether its sender's domain stands behind it, and where its writer wants answers. */
export class Migration016Trust extends Migration {
  override up(): void {
    for (const statement of unforced(['inbound_mails', 'mailboxes', 'ticket_messages'], changes)) this.addSql(statement);
  }
}
