import type { Actor, TenantId } from '../../domain/ids.types.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import type { TenantLine } from '../../domain/tenancy/unsafe-across-tenants.ts';
import { type CliOption, UsageError } from './cli.types.ts';
import type { Desk } from './open-desk.ts';

/** Who acts when a command does not say. */
export const cliActor: Actor = { kind: 'system', name: 'cli' };

/** The option of every command about one company. */
export const tenantOption = { tenant: { type: 'string', meaning: 'short name of the company' } } as const satisfies Record<
  string,
  CliOption
>;

/** The company of that short name; without one the only company there is. Throws UsageError naming the choices. */
export async function chooseTenant(desk: Desk, slug: string | undefined): Promise<TenantLine> {
  const tenants = await desk.across.unsafeListTenants();
  const names = tenants.map((tenant) => tenant.slug).join(', ');
  if (tenants.length === 0) throw new UsageError('There is no company yet: `deskhand tenants add` creates one, `deskhand seed` a demo.');
  const found = slug === undefined && tenants.length === 1 ? tenants[0] : tenants.find((tenant) => tenant.slug === slug);
  if (found !== undefined) return found;
  if (slug === undefined) throw new UsageError(`Which company? Add --tenant with one of: ${names}.`);
  throw new UsageError(`There is no company “${slug}”. There are: ${names}.`);
}

/** Runs `work` in one unit of work of the chosen company. */
export async function inTenant<T>(
  desk: Desk,
  slug: string | undefined,
  work: (uow: TenantUnitOfWork, tenantId: TenantId) => Promise<T>,
): Promise<T> {
  const tenant = await chooseTenant(desk, slug);
  return desk.withTenant(tenant.id, cliActor, (uow) => work(uow, tenant.id));
}
