import { addStaff } from '../../../domain/people/add-staff.ts';
import { listStaff } from '../../../domain/people/list-staff.ts';
import type { Role } from '../../../domain/people/permissions.rules.ts';
import { updateStaff } from '../../../domain/people/update-staff.ts';
import type { OwnLanguage } from '../../../domain/tenancy/tenant.types.ts';
import { inTenant, tenantOption } from '../choose-tenant.ts';
import { defineCommand, expectWords, UsageError } from '../cli.types.ts';
import { columns } from '../columns.rules.ts';
import { withDesk } from '../open-desk.ts';

const staffOptions = {
  ...tenantOption,
  name: { type: 'string', meaning: 'full name' },
  role: { type: 'string', meaning: 'owner, admin, manager, sales, support (default) or viewer' },
  zone: { type: 'string', meaning: 'time zone; the company’s unless given' },
  language: { type: 'string', meaning: 'language; the company’s unless given' },
} as const;

type Wanted = { role: Role | undefined; timeZone: string | undefined; language: OwnLanguage | undefined };

// The verb checks the words; their types are only a promise here.
function wantedOf(values: { role?: string; zone?: string; language?: string }): Wanted {
  return { role: values.role as Role | undefined, timeZone: values.zone, language: values.language as OwnLanguage | undefined };
}

/** Adds a member of staff. */
export const peopleAdd = defineCommand({
  options: staffOptions,
  run: async (context, values, words) => {
    const [email = ''] = expectWords(words, 'EMAIL');
    const { name } = values;
    if (name === undefined) throw new UsageError('--name is needed.');
    await withDesk(context, async (desk) => {
      const { role } = await inTenant(desk, values.tenant, (uow) => addStaff(uow, { email, name, ...wantedOf(values) }));
      const note = role === 'owner' && values.role !== 'owner' ? ' (the first member of a company owns it)' : '';
      context.terminal.out(`Added ${email} as ${role}${note}. To let them in: deskhand people sign-in ${email}`);
    });
  },
});

/** Changes a member of staff. */
export const peopleUpdate = defineCommand({
  options: staffOptions,
  run: async (context, values, words) => {
    const [email = ''] = expectWords(words, 'EMAIL');
    await withDesk(context, async (desk) => {
      const { role } = await inTenant(desk, values.tenant, (uow) => updateStaff(uow, email, { name: values.name, ...wantedOf(values) }));
      context.terminal.out(`Changed ${email} (${role}).`);
    });
  },
});

/** Ends all access of a member of staff at once. */
export const peopleDeactivate = switchActive(false, 'Deactivated');

/** Gives a member of staff access again. */
export const peopleReactivate = switchActive(true, 'Reactivated');

function switchActive(active: boolean, done: string) {
  return defineCommand({
    options: tenantOption,
    run: async (context, { tenant }, words) => {
      const [email = ''] = expectWords(words, 'EMAIL');
      await withDesk(context, async (desk) => {
        await inTenant(desk, tenant, (uow) => updateStaff(uow, email, { active }));
        context.terminal.out(`${done} ${email}.`);
      });
    },
  });
}

/** Lists the staff. */
export const peopleList = defineCommand({
  options: tenantOption,
  run: async (context, { tenant }, words) => {
    expectWords(words);
    await withDesk(context, async (desk) => {
      const staff = await inTenant(desk, tenant, (uow) => listStaff(uow));
      const rows = staff.map((one) => [one.email, one.name, one.role, one.active ? 'active' : 'deactivated', one.timeZone, one.language]);
      for (const line of columns(['EMAIL', 'NAME', 'ROLE', 'ACCESS', 'ZONE', 'LANGUAGE'], rows)) context.terminal.out(line);
    });
  },
});
