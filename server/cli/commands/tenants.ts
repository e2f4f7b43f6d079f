import { newId, type TenantId } from '../../../domain/ids.types.ts';
import { createTenant } from '../../../domain/tenants/create-tenant.ts';
import { cliActor } from '../choose-tenant.ts';
import { defineCommand, expectWords, UsageError } from '../cli.types.ts';
import { columns } from '../columns.rules.ts';
import { withDesk } from '../open-desk.ts';

/** Creates a company with a default calendar. */
export const tenantsAdd = defineCommand({
  options: {
    name: { type: 'string', meaning: 'the company’s name as customers see it' },
    zone: { type: 'string', meaning: 'time zone, such as Europe/London' },
    language: { type: 'string', default: 'en', meaning: 'language of our own texts (en)' },
    acknowledge: { type: 'boolean', default: false, meaning: 'answer every new mail with a fixed acknowledgement' },
  },
  run: async (context, { name, zone, language, acknowledge }, words) => {
    const [slug = ''] = expectWords(words, 'SLUG');
    if (name === undefined || zone === undefined) throw new UsageError('--name and --zone are needed.');
    await withDesk(context, async ({ withTenant }) => {
      const wanted = { slug, name, timeZone: zone, language: language as 'en', acknowledge };
      const tenant = await withTenant(newId<TenantId>(), cliActor, (uow) => createTenant(uow, wanted));
      context.terminal.out(`Created ${tenant.slug}. Next: deskhand people add EMAIL --name NAME --tenant ${tenant.slug}`);
    });
  },
});

/** Lists the companies. */
export const tenantsList = defineCommand({
  options: {},
  run: async (context, _values, words) => {
    expectWords(words);
    await withDesk(context, async ({ across }) => {
      const tenants = await across.unsafeListTenants();
      for (const line of columns(
        ['SLUG', 'NAME', 'STATUS'],
        tenants.map((tenant) => [tenant.slug, tenant.name, tenant.status]),
      ))
        context.terminal.out(line);
    });
  },
});
