import { addContact } from '../../../domain/customers/add-contact.ts';
import { listContacts } from '../../../domain/customers/list-contacts.ts';
import { listCustomers } from '../../../domain/customers/list-customers.ts';
import { notFound } from '../../../domain/errors.ts';
import type { CustomerId } from '../../../domain/ids.types.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { inTenant, tenantOption } from '../choose-tenant.ts';
import { defineCommand, expectWords } from '../cli.types.ts';
import { columns } from '../columns.rules.ts';
import { withDesk } from '../open-desk.ts';

/** Adds a contact, of a customer or of none. */
export const contactsAdd = defineCommand({
  options: {
    ...tenantOption,
    customer: { type: 'string', meaning: 'name of the customer the contact works for' },
    email: { type: 'string', multiple: true, meaning: 'mail address; the first is the primary one' },
    'job-title': { type: 'string', meaning: 'job title' },
    phone: { type: 'string', meaning: 'phone number' },
  },
  run: async (context, values, words) => {
    const [name = ''] = expectWords(words, 'NAME');
    await withDesk(context, async (desk) => {
      await inTenant(desk, values.tenant, async (uow) => {
        const customerId = values.customer === undefined ? null : await customerNamed(uow, values.customer);
        await addContact(uow, {
          name,
          customerId,
          addresses: values.email ?? [],
          jobTitle: values['job-title'] ?? null,
          phone: values.phone ?? null,
        });
      });
      context.terminal.out(`Added contact ${name}.`);
    });
  },
});

async function customerNamed(uow: TenantUnitOfWork, name: string): Promise<CustomerId> {
  const found = (await listCustomers(uow)).find((customer) => customer.name.toLowerCase() === name.trim().toLowerCase());
  if (found === undefined) throw notFound('customer', name);
  return found.id;
}

/** Lists the contacts. */
export const contactsList = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    expectWords(words);
    await withDesk(context, async (desk) => {
      const contacts = await inTenant(desk, tenant, (uow) => listContacts(uow));
      const rows = contacts.map((one) => [one.name, one.customer ?? '–', one.addresses.join(' '), one.jobTitle ?? '', one.phone ?? '']);
      for (const line of columns(['CONTACT', 'CUSTOMER', 'ADDRESSES', 'JOB TITLE', 'PHONE'], rows)) context.terminal.out(line);
    });
  },
});
