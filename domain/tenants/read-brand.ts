import type { Brand } from '../tenancy/brand.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** How the tenant's mails look now. */
export async function readBrand(uow: TenantUnitOfWork): Promise<Brand> {
  const [row] = await sqlRows<{ brand: Brand }>(
    uow,
    "select t.brand || jsonb_build_object('company', coalesce(t.brand->>'name', t.name), 'language', t.language) as brand from tenants t",
  );
  if (row === undefined) throw new Error('a tenant has its own row');
  return row.brand;
}
