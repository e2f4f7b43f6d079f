import { assertNoProblems, type CsvTable, type ImportResult } from '../csv-table.rules.ts';
import { newId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type ImportPlan, type ImportState, type PlannedContact, type PlannedCustomer, planContactImport } from './contact-import.rules.ts';
import { readContactRows } from './contact-rows.rules.ts';
import { Contact, ContactAddress, Customer } from './customers.entity.ts';

const perInsert = 500;

/**
 * Imports customers and contacts from a read CSV file, all or nothing in this unit; the same file again changes nothing. Throws `invalid_input`
 * naming the lines to mend. For a dry run let the unit roll back afterwards.
 */
export async function importContacts(uow: TenantUnitOfWork, table: CsvTable): Promise<ImportResult> {
  const { rows, unusedColumns } = readContactRows(table);
  const plan = planContactImport(await loadState(uow), rows, () => newId<string>());
  assertNoProblems(plan.problems);
  await writeCustomers(uow, plan);
  await writeContacts(uow, plan);
  return { changes: plan.changes, unchanged: plan.unchanged, unusedColumns };
}

async function loadState(uow: TenantUnitOfWork): Promise<ImportState> {
  const customers = await sqlRows<Omit<PlannedCustomer, 'state'>>(
    uow,
    'select id, name, domains from customers order by created_at, id for update',
  );
  const contacts = await sqlRows<Omit<PlannedContact, 'state' | 'added'>>(
    uow,
    `select c.id, c.customer_id as "customerId", c.name, c.job_title as "jobTitle", c.phone,
       coalesce((select jsonb_agg(a.address) from contact_addresses a where a.contact_id = c.id), '[]') as addresses
     from contacts c order by c.created_at, c.id for update of c`,
  );
  return {
    customers: customers.map((customer) => ({ ...customer, state: 'kept' })),
    contacts: contacts.map((contact) => ({ ...contact, added: [], state: 'kept' })),
  };
}

async function writeCustomers(uow: TenantUnitOfWork, plan: ImportPlan): Promise<void> {
  const { tenantId, now } = uow;
  const fresh = plan.customers.filter((customer) => customer.state === 'new');
  for (const part of parts(fresh)) {
    await uow.em.insertMany(
      Customer,
      part.map(({ id, name, domains }) => ({ tenantId, id, name, domains, status: 'customer', createdAt: now })),
    );
  }
  for (const { id, domains } of plan.customers.filter((customer) => customer.state === 'changed')) {
    await sqlRun(uow, 'update customers set domains = ?::jsonb, version = version + 1 where id = ?', [JSON.stringify(domains), id]);
  }
}

async function writeContacts(uow: TenantUnitOfWork, plan: ImportPlan): Promise<void> {
  const { tenantId, now } = uow;
  const fresh = plan.contacts.filter((contact) => contact.state === 'new');
  for (const part of parts(fresh)) {
    await uow.em.insertMany(
      Contact,
      part.map(({ id, customerId, name, jobTitle, phone }) => ({ tenantId, id, customerId, name, jobTitle, phone, createdAt: now })),
    );
  }
  for (const contact of plan.contacts.filter((candidate) => candidate.state === 'changed')) {
    const { id, customerId, name, jobTitle, phone } = contact;
    await sqlRun(uow, 'update contacts set customer_id = ?, name = ?, job_title = ?, phone = ? where id = ?', [
      customerId,
      name,
      jobTitle,
      phone,
      id,
    ]);
  }
  const addresses = plan.contacts.flatMap((contact) =>
    contact.added.map((address) => ({
      tenantId,
      id: newId<string>(),
      contactId: contact.id,
      address,
      isPrimary: contact.addresses[0] === address,
    })),
  );
  for (const part of parts(addresses)) await uow.em.insertMany(ContactAddress, part);
}

function parts<T>(list: T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / perInsert) }, (_, index) => list.slice(index * perInsert, (index + 1) * perInsert));
}
