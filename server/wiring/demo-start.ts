import { AppError } from '../../domain/errors.ts';
import { createSignInLink } from '../../domain/people/create-sign-in-link.ts';
import { StaffUser } from '../../domain/people/people.entity.ts';
import { seedDemoCompany } from '../demo/demo-company.ts';
import { seedDemoProvider } from '../demo/seed-demo-provider.ts';
import type { Core } from '../wire.ts';
import { webUrlOf } from './web-role.ts';

/** Creates the demo company in a database without any tenant, or completes one whose making was cut off. */
export async function seedDemo(core: Core, say: (line: string) => void): Promise<void> {
  const { isNew } = await seedDemoCompany(core);
  if (isNew) say('Created the demo company: two tenants with staff, customers and mailboxes.');
  await giveProvider(core, say);
}

/** The product runs without a model too: settings that no provider can have are said and nothing else. */
async function giveProvider(core: Core, say: (line: string) => void): Promise<void> {
  try {
    const given = await seedDemoProvider(core);
    if (given === 0) return;
    say('The demo companies use the model that the settings name (DESKHAND_AI_…).');
    say('Whether it streams and what else it can do: `npx deskhand ai provider test Demo --tenant northwind` finds out.');
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    say(`No model for the demo: ${error.userMessage}`);
  }
}

/** How to sign in: on this machine's own database a single-use link for the first owner, elsewhere the command that makes one. */
export async function signInHint(core: Core, isEmbedded: boolean): Promise<string[]> {
  const command = '`npx deskhand people sign-in EMAIL` prints a sign-in link.';
  const [tenant] = await core.across.unsafeListTenants();
  if (tenant === undefined) return ['No company yet: `npx deskhand tenants add SLUG --name NAME --zone ZONE` creates one.'];
  if (!isEmbedded) return [command];
  const link = await core.withTenant(tenant.id, { kind: 'system', name: 'start' }, async (uow) => {
    const owner = await uow.em.findOne(StaffUser, { role: 'owner', active: true }, { orderBy: { createdAt: 'asc' } });
    return owner === null ? null : { name: owner.name, ...(await createSignInLink(uow, owner.id)) };
  });
  if (link === null) return [command];
  return [
    `Sign in as ${link.name} of ${tenant.name} (once, within 15 minutes):`,
    `  ${webUrlOf(core)}/sign-in#token=${link.token}`,
    '',
    `Later: ${command}`,
  ];
}
