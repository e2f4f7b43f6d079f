import { Migration } from '@mikro-orm/migrations';
import { secureTable, unforced } from '../row-security.ts';

const healthTable = `
create table address_health (
  tenant_id uuid not null references tenants (id),
  address text not null check (address = lower(address)),
  state text not null check (state in ('watched', 'undeliverable', 'complained')),
  since timestamptz not null,
  until timestamptz,
  status text not null default '',
  reply text not null default '',
  reason text not null default '',
  diagnostic text not null default '',
  soft_at jsonb not null default '[]',
  delivery_id uuid,
  ticket_id uuid,
  updated_at timestamptz not null,
  primary key (tenant_id, address),
  foreign key (tenant_id, delivery_id) references deliveries (tenant_id, id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, id)
)`;

/** What came back of mails that went out, which addresses can be reached, and how much automatic mail and how many new tickets a company takes. */
export class Migration017Bounces extends Migration {
  override up(): void {
    this.addSql(healthTable);
    this.addSql("create index address_health_unwell on address_health (tenant_id, since desc, address) where state <> 'watched'");
    for (const statement of secureTable('address_health')) this.addSql(statement);
    const changes = [
      `alter table tenants add column automatic_mails_per_hour integer not null default 200 check (automatic_mails_per_hour > 0),
         add column tickets_per_address_hour integer not null default 20 check (tickets_per_address_hour > 0),
         add column automatic_mail_held_until timestamptz`,
      "alter table deliveries add column return_ref text, add column bounces jsonb not null default '[]'",
      'create unique index deliveries_return_ref on deliveries (tenant_id, return_ref) where return_ref is not null',
      `create index deliveries_automatic on deliveries (tenant_id, first_queued_at) where purpose in ('acknowledgement', 'satisfaction')`,
      // New tickets of one address in the last hour are counted for every mail that would open one.
      'drop index tickets_by_requester',
      'create index tickets_by_requester on tickets (tenant_id, requester_address, created_at)',
    ];
    for (const statement of unforced(['tenants', 'deliveries', 'tickets'], changes)) this.addSql(statement);
  }
}
