import type { Env } from '../../config/env.ts';
import { addContact } from '../../domain/customers/add-contact.ts';
import { addCustomer } from '../../domain/customers/add-customer.ts';
import { type Actor, newId, type TenantId } from '../../domain/ids.types.ts';
import { addMailbox } from '../../domain/mailboxes/add-mailbox.ts';
import { addStaff } from '../../domain/people/add-staff.ts';
import type { TenantUnitOfWork, WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import { createTenant } from '../../domain/tenants/create-tenant.ts';
import type { KeyRing } from '../../storage/key-ring.ts';
import { type DemoCompany, demoCompanies } from './demo-data.ts';
import { seedArticles } from './seed-articles.ts';
import { seedServiceLevels } from './seed-service-levels.ts';
import { seedTeams } from './seed-teams.ts';

export type DemoSeedOptions = {
  withTenant: WithTenant;
  across: Pick<AcrossTenants, 'unsafeListTenants'>;
  keyRing: Pick<KeyRing, 'seal'>;
  /** The demo's mailboxes send to the demo customers' mail server on this machine and nowhere else. */
  env: Pick<Env, 'DEMO_MAILBOX_PORT'>;
};

/** `owner` is the mail address to make a first sign-in link for. */
export type SeededDemo = { isNew: boolean; tenants: { slug: string; name: string; owner: string }[] };

const demoActor: Actor = { kind: 'system', name: 'demo' };

/**
 * Creates the demo companies in a database that has no other company: those that are missing, each whole or not at all, so a start that was killed in
 * between is made up for by the next. Nothing in them is a password: people sign in by link, and the demo's mail server knows no users.
 */
export async function seedDemoCompany(options: DemoSeedOptions): Promise<SeededDemo> {
  const present = (await options.across.unsafeListTenants()).map((tenant) => tenant.slug);
  const ours = demoCompanies.map((company) => company.tenant.slug);
  const missing = demoCompanies.filter((company) => !present.includes(company.tenant.slug));
  if (missing.length === 0 || present.some((slug) => !ours.includes(slug))) return { isNew: false, tenants: [] };
  for (const company of missing) {
    await options.withTenant(newId<TenantId>(), demoActor, (uow) => seedCompany(uow, company, options));
  }
  const tenants = demoCompanies.map(({ tenant, staff }) => ({ slug: tenant.slug, name: tenant.name, owner: staff[0]?.email ?? '' }));
  return { isNew: true, tenants };
}

async function seedCompany(uow: TenantUnitOfWork, company: DemoCompany, { keyRing, env }: DemoSeedOptions): Promise<void> {
  await createTenant(uow, company.tenant);
  const staff = [];
  for (const member of company.staff) staff.push({ id: (await addStaff(uow, member)).id, name: member.name, email: member.email });
  await seedTeams(uow, company, staff);
  const smtp = { host: '127.0.0.1', port: env.DEMO_MAILBOX_PORT, secure: false, user: null, password: null };
  for (const mailbox of company.mailboxes) await addMailbox(uow, { ...mailbox, imap: null, smtp }, keyRing);
  for (const { name, domains, contacts } of company.customers) {
    const customer = await addCustomer(uow, { name, domains });
    for (const contact of contacts) await addContact(uow, { ...contact, customerId: customer.id });
    if (name === company.customers[0]?.name) await seedServiceLevels(uow, { id: customer.id, name });
  }
  const [writer] = staff;
  if (writer !== undefined) await seedArticles(uow, company.tenant.slug, writer);
}
