import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { parseEnv } from '../../config/env.ts';
import { type MailboxId, newId, type TenantId } from '../../domain/ids.types.ts';
import { mailboxSecretContext } from '../../domain/mailboxes/mailbox-secret.rules.ts';
import { Mailbox } from '../../domain/mailboxes/mailboxes.entity.ts';
import type { ServerSettings } from '../../domain/mailboxes/mailboxes.types.ts';
import { Tenant } from '../../domain/tenancy/tenant.entity.ts';
import { superuserName } from '../../server/embedded/postgres-cluster.ts';
import type { PostgresLogins } from '../../server/embedded/postgres-logins.ts';
import { defaultRoleNames } from '../../server/embedded/roles.rules.ts';
import { type Core, wireCore } from '../../server/wire.ts';
import type { Product } from './product.ts';

export const silent = pino({ level: 'silent' });
const actor = { kind: 'system', name: 'bench' } as const;

/** A company with one mailbox. */
export type BenchCompany = { id: TenantId; mailboxId: MailboxId; address: string };

export type CompanyOptions = {
  slug: string;
  smtp: { host: string; port: number };
  imap?: { settings: ServerSettings; password: string };
  /** With the limits that companies begin with; without, far above what is measured. */
  hasUsualLimits?: boolean;
};

/**
 * Addresses of the database of a running product, without joining its users: the product stays the one that ends the server. They hold
 * passwords: never print them.
 */
export async function databaseAddresses(product: Product): Promise<{ appUrl: string; ownerUrl: string; superuserUrl: string }> {
  const logins = JSON.parse(await readFile(join(product.folder, 'postgres-logins.json'), 'utf8')) as PostgresLogins;
  const address = (user: string, password: string): string =>
    `postgresql://${user}:${password}@127.0.0.1:${logins.port}/${defaultRoleNames.database}`;
  return {
    appUrl: address(defaultRoleNames.app, logins.appPassword),
    ownerUrl: address(defaultRoleNames.owner, logins.ownerPassword),
    superuserUrl: address(superuserName, logins.superuserPassword),
  };
}

/** Works with the product's own core beside a running product, to set companies up. */
export async function withCore<T>(product: Product, work: (core: Core) => Promise<T>): Promise<T> {
  const { appUrl } = await databaseAddresses(product);
  const core = await wireCore(parseEnv(product.environment), silent, { appUrl, pool: 4, contextName: 'bench' });
  try {
    return await work(core);
  } finally {
    await core.close();
  }
}

/** A company that acknowledges new tickets, with one mailbox whose outgoing server is the sink. */
export async function addCompany(core: Pick<Core, 'withTenant' | 'keyRing'>, options: CompanyOptions): Promise<BenchCompany> {
  const tenantId = newId<TenantId>();
  const mailboxId = newId<MailboxId>();
  const address = `support@${options.slug}.example`;
  const createdAt = new Date();
  const secret = options.imap === undefined ? null : core.keyRing.seal(options.imap.password, mailboxSecretContext(mailboxId, 'imap'));
  await core.withTenant(tenantId, actor, async ({ em }) => {
    await em.insert(Tenant, {
      id: tenantId,
      name: `Company ${options.slug}`,
      slug: options.slug,
      timeZone: 'Europe/London',
      language: 'en',
      acknowledge: true,
      ...(options.hasUsualLimits === true ? {} : { automaticMailsPerHour: 1_000_000, ticketsPerAddressHour: 1_000_000 }),
      createdAt,
    });
    await em.insert(Mailbox, {
      tenantId,
      id: mailboxId,
      address,
      name: 'Support',
      smtp: { ...options.smtp, secure: false, user: null },
      imap: options.imap?.settings ?? null,
      imapSecret: secret,
      createdAt,
    });
  });
  return { id: tenantId, mailboxId, address };
}

/** Reads the database as superuser, across tenants: for counting only. Reconnects after the server was away; rejects while it is. */
export class Counter {
  readonly #product: Product;
  #client: pg.Client | undefined;

  constructor(product: Product) {
    this.#product = product;
  }

  async rows<Row extends pg.QueryResultRow>(sql: string, params: unknown[] = []): Promise<Row[]> {
    const client = this.#client ?? (await this.#connect());
    try {
      return (await client.query<Row>(sql, params)).rows;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** The one row of a query that has one. */
  async row<Row extends pg.QueryResultRow>(sql: string, params: unknown[] = []): Promise<Row> {
    const [row] = await this.rows<Row>(sql, params);
    if (row === undefined) throw new Error('the query gave no row');
    return row;
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }

  async #connect(): Promise<pg.Client> {
    const { superuserUrl } = await databaseAddresses(this.#product);
    const client = new pg.Client({ connectionString: superuserUrl, connectionTimeoutMillis: 3_000 });
    client.on('error', () => {
      if (this.#client === client) this.#client = undefined;
    });
    await client.connect();
    this.#client = client;
    return client;
  }
}
