import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { entities } from './entities.ts';
import { Migration001PeopleAndMailboxes } from './migrations/001-people-and-mailboxes.ts';
import { Migration002TicketsAndMail } from './migrations/002-tickets-and-mail.ts';
import { Migration003Doors } from './migrations/003-doors.ts';
import { Migration006Commands } from './migrations/006-commands.ts';
import { Migration007ServiceLevels } from './migrations/007-service-levels.ts';
import { Migration009Assignment } from './migrations/009-assignment.ts';
import { Migration010Order } from './migrations/010-order.ts';
import { Migration011Search } from './migrations/011-search.ts';
import { Migration012Knowledge } from './migrations/012-knowledge.ts';
import { Migration013Notifications } from './migrations/013-notifications.ts';
import { Migration014Chat } from './migrations/014-chat.ts';
import { Migration015Ai } from './migrations/015-ai.ts';
import { Migration016Trust } from './migrations/016-trust.ts';
import { Migration017Bounces } from './migrations/017-bounces.ts';
import { Migration018MailboxOauth } from './migrations/018-mailbox-oauth.ts';
import { Migration019Outgoing } from './migrations/019-outgoing.ts';
import { Migration020HttpDoors } from './migrations/020-http-doors.ts';
import { Migration022MailHtml } from './migrations/022-mail-html.ts';

const migrationsList = [
  { name: '001-people-and-mailboxes', class: Migration001PeopleAndMailboxes },
  { name: '002-tickets-and-mail', class: Migration002TicketsAndMail },
  { name: '003-doors', class: Migration003Doors },
  { name: '006-commands', class: Migration006Commands },
  { name: '007-service-levels', class: Migration007ServiceLevels },
  { name: '009-assignment', class: Migration009Assignment },
  { name: '010-order', class: Migration010Order },
  { name: '012-knowledge', class: Migration012Knowledge },
  { name: '011-search', class: Migration011Search },
  { name: '013-notifications', class: Migration013Notifications },
  { name: '014-chat', class: Migration014Chat },
  { name: '015-ai', class: Migration015Ai },
  { name: '016-trust', class: Migration016Trust },
  { name: '017-bounces', class: Migration017Bounces },
  { name: '018-mailbox-oauth', class: Migration018MailboxOauth },
  { name: '019-outgoing', class: Migration019Outgoing },
  { name: '020-http-doors', class: Migration020HttpDoors },
  { name: '022-mail-html', class: Migration022MailHtml },
];

/**
 * Brings the database of the owner's login up to date, all in one transaction. Returns the names applied. Safe to call at every start. `only`
 * stops at those migrations: a backup is brought back into the tables it was made from.
 */
export async function migrate(ownerUrl: string, only?: string[]): Promise<string[]> {
  return withMigrator(ownerUrl, async (migrator) => {
    const applied = await migrator.up(only === undefined ? undefined : { migrations: only });
    return applied.map((migration) => migration.name);
  });
}

/** The names of all migrations this version knows, and of those the database of the owner's login still lacks. */
export async function migrationState(ownerUrl: string): Promise<{ known: string[]; pending: string[] }> {
  const pending = await withMigrator(ownerUrl, (migrator) => migrator.getPending());
  return { known: migrationsList.map(({ name }) => name), pending: pending.map(({ name }) => name) };
}

async function withMigrator<T>(ownerUrl: string, work: (migrator: Migrator) => Promise<T>): Promise<T> {
  const orm = new MikroORM({
    clientUrl: ownerUrl,
    entities,
    contextName: 'migrations',
    extensions: [Migrator],
    ensureDatabase: false,
    migrations: { migrationsList, snapshot: false, allOrNothing: true, silent: true, tableName: 'deskhand_migrations' },
    pool: { min: 0, max: 2 },
    logger: () => undefined,
  });
  try {
    return await work(orm.migrator as Migrator);
  } finally {
    await orm.close(true);
  }
}
