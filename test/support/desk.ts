import { Contact, ContactAddress, Customer } from '../../domain/customers/customers.entity.ts';
import { createDatabase, type Database } from '../../domain/database/orm.ts';
import { type ContactId, type CustomerId, type MailboxId, newId, type StaffUserId, type TenantId } from '../../domain/ids.types.ts';
import { Mailbox } from '../../domain/mailboxes/mailboxes.entity.ts';
import type { ServerSettings } from '../../domain/mailboxes/mailboxes.types.ts';
import { StaffUser } from '../../domain/people/people.entity.ts';
import type { Role } from '../../domain/people/permissions.rules.ts';
import { Tenant } from '../../domain/tenancy/tenant.entity.ts';
import { createWithTenant, type WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import { type AcrossTenants, createAcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import type { Wake } from '../../domain/tenancy/wake.types.ts';
import { type FreshDatabase, freshDatabase } from './postgres.ts';
import { silent } from './silent.ts';

export { silent };
export const system = { kind: 'system', name: 'test' } as const;

/** Two tenants on a database of their own: no test may forget that there are others. */
export type TestDesk = {
  fresh: FreshDatabase;
  database: Database;
  withTenant: WithTenant;
  across: AcrossTenants;
  /** Everything units left for the pumps. */
  wakes: Wake[];
  clock: { now: Date | null };
  one: TestTenant;
  two: TestTenant;
  close(): Promise<void>;
};
export type TestTenant = {
  id: TenantId;
  mailboxId: MailboxId;
  mailboxAddress: string;
  agent: StaffUserId;
  customerId: CustomerId;
  contactAddress: string;
};

/** Opens a migrated database with two tenants of the same shape and names. */
export async function openTestDesk(
  options: {
    pool?: number;
    acknowledge?: boolean;
    smtp?: ServerSettings;
    afterCommit?: (wakes: Wake[]) => void;
    scansFiles?: boolean;
    /** Far above what tests send, unless they are about it. */
    ticketsPerAddressHour?: number;
  } = {},
): Promise<TestDesk> {
  const fresh = await freshDatabase();
  const database = createDatabase({ url: fresh.appUrl, pool: options.pool ?? 10, contextName: fresh.name });
  const wakes: Wake[] = [];
  const clock: TestDesk['clock'] = { now: null };
  const withTenant = createWithTenant({
    database,
    clock: () => clock.now ?? new Date(),
    scansFiles: options.scansFiles ?? false,
    afterCommit: (some) => {
      wakes.push(...some);
      options.afterCommit?.(some);
    },
  });
  const across = createAcrossTenants(database, silent);
  const one = await addTenant(withTenant, 'one', options);
  const two = await addTenant(withTenant, 'two', options);
  const close = async (): Promise<void> => {
    await database.close(true);
    await fresh.drop();
  };
  return { fresh, database, withTenant, across, wakes, clock, one, two, close };
}

/** A tenant with a mailbox, an agent, a customer and a contact (`jane@acme.example`, the same address in every tenant). */
export async function addTenant(
  withTenant: WithTenant,
  slug: string,
  options: { acknowledge?: boolean; smtp?: ServerSettings; ticketsPerAddressHour?: number } = {},
): Promise<TestTenant> {
  const tenantId = newId<TenantId>();
  const now = new Date();
  const mailboxId = newId<MailboxId>();
  const mailboxAddress = `support@${slug}.example`;
  const agent = newId<StaffUserId>();
  const customerId = newId<CustomerId>();
  await withTenant(tenantId, system, async ({ em }) => {
    await em.insert(Tenant, {
      id: tenantId,
      name: `Company ${slug}`,
      slug,
      timeZone: 'Europe/London',
      language: 'en',
      acknowledge: options.acknowledge ?? true,
      ticketsPerAddressHour: options.ticketsPerAddressHour ?? 10_000,
      createdAt: now,
    });
    await em.insert(Mailbox, {
      tenantId,
      id: mailboxId,
      address: mailboxAddress,
      name: 'Support',
      smtp: options.smtp ?? null,
      createdAt: now,
    });
    await em.insert(Customer, { tenantId, id: customerId, name: 'Acme', domains: ['acme.example'], createdAt: now });
    const contactId = newId<ContactId>();
    await em.insert(Contact, { tenantId, id: contactId, customerId, name: 'Jane Doe', createdAt: now });
    await em.insert(ContactAddress, { tenantId, id: newId<string>(), contactId, address: 'jane@acme.example', isPrimary: true });
  });
  await addStaffRow(withTenant, tenantId, agent, `agent@${slug}.example`, 'support');
  return { id: tenantId, mailboxId, mailboxAddress, agent, customerId, contactAddress: 'jane@acme.example' };
}

/** One more member of staff. */
export async function addStaffRow(withTenant: WithTenant, tenantId: TenantId, id: StaffUserId, email: string, role: Role): Promise<void> {
  const row = {
    tenantId,
    id,
    email,
    name: email.split('@')[0] ?? email,
    role,
    timeZone: 'Europe/London',
    language: 'en',
    createdAt: new Date(),
  };
  await withTenant(tenantId, system, async ({ em }) => void (await em.insert(StaffUser, row)));
}
