import { p } from '@mikro-orm/core';
import type { TenantId } from '../ids.types.ts';
import { tenantCondition } from './row-security.ts';

/** Columns of every tenant table. */
export const tenantColumn = { tenantId: p.uuid().$type<TenantId>() };

/** Options every tenant entity shares: the filter is the second belt, forced row security (created by the migration) the first. */
export const tenantScope = {
  filters: { tenant: { name: 'tenant', cond: (args: { tenantId: string }) => ({ tenantId: args.tenantId }), default: true } },
  rowLevelSecurity: 'force' as const,
  policies: [{ name: 'tenant_isolation', using: tenantCondition('tenant_id'), check: tenantCondition('tenant_id') }],
};
