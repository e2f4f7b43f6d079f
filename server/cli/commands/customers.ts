import { addCustomer } from '../../../domain/customers/add-customer.ts';
import { listCustomers } from '../../../domain/customers/list-customers.ts';
import { inTenant, tenantOption } from '../choose-tenant.ts';
import { defineCommand, expectWords } from '../cli.types.ts';
import { columns } from '../columns.rules.ts';
import { withDesk } from '../open-desk.ts';

/** Adds a customer. */
export const customersAdd = defineCommand({
  options: {
    ...tenantOption,
    domain: { type: 'string', multiple: true, meaning: 'mail domain that is verified to be the customer’s own' },
  },
  run: async (context, { tenant, domain }, words) => {
    const [name = ''] = expectWords(words, 'NAME');
    await withDesk(context, async (desk) => {
      await inTenant(desk, tenant, (uow) => addCustomer(uow, { name, domains: domain ?? [] }));
      context.terminal.out(`Added customer ${name}.`);
    });
  },
});

/** Lists the customers. */
export const customersList = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    expectWords(words);
    await withDesk(context, async (desk) => {
      const customers = await inTenant(desk, tenant, (uow) => listCustomers(uow));
      const rows = customers.map((one) => [one.name, String(one.contacts), one.domains.join(' ')]);
      for (const line of columns(['CUSTOMER', 'CONTACTS', 'MAIL DOMAINS'], rows)) context.terminal.out(line);
    });
  },
});
