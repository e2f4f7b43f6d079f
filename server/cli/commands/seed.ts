import { seedDemoCompany } from '../../demo/demo-company.ts';
import { defineCommand, expectWords } from '../cli.types.ts';
import { withDesk } from '../open-desk.ts';

/** Creates the demo companies in a database without any company. */
export const seed = defineCommand({
  options: {},
  run: async (context, _values, words) => {
    expectWords(words);
    await withDesk(context, async (desk) => {
      const seeded = await seedDemoCompany(desk);
      if (!seeded.isNew) return context.terminal.out('Nothing was done: there are companies already.');
      for (const tenant of seeded.tenants) context.terminal.out(`Created ${tenant.name} (${tenant.slug}), owner ${tenant.owner}.`);
      context.terminal.out(`To sign in: deskhand people sign-in ${seeded.tenants[0]?.owner}`);
    });
  },
});
