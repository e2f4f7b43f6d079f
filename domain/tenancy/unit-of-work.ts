import { AsyncLocalStorage } from 'node:async_hooks';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Database } from '../database/orm.ts';
import { tenantSetting } from '../database/row-security.ts';
import { AppError } from '../errors.ts';
import { type Actor, isUuid, type TenantId } from '../ids.types.ts';
import { shardOf } from './shard.rules.ts';
import type { Wake, WorkKind } from './wake.types.ts';

/**
 * One transaction of one tenant. Every domain verb takes it first; it can be had only from `withTenant`.
 * No network or model call belongs inside, and no entity leaves it.
 */
export type TenantUnitOfWork = {
  readonly tenantId: TenantId;
  readonly actor: Actor;
  readonly em: EntityManager;
  /** The instant of the unit: the same for everything it writes. */
  readonly now: Date;
  /** Says that this unit leaves work for a pump of the tenant's shard; the pump is woken after the commit, never before. */
  wake(kind: WorkKind): void;
};

/** Runs `work` in one transaction of the tenant and returns its plain result. */
export type WithTenant = <T>(tenantId: TenantId, actor: Actor, work: (uow: TenantUnitOfWork) => Promise<T>) => Promise<T>;

/** What the tenants' door is built from. */
export type TenancyOptions = {
  database: Database;
  clock?: () => Date;
  /** Whether files are shown to a virus scanner: then new ones wait for it. */
  scansFiles?: boolean;
  /** Called after each commit with what the unit left for the pumps. Must not throw. */
  afterCommit?: (wakes: Wake[]) => void;
};

const openUnit = new AsyncLocalStorage<TenantUnitOfWork>();

/**
 * The only door to the database. The unit is a transaction with the tenant set by `set_config(…, true)` at its start (row security)
 * and the tenant filter on (second belt). A unit of the same tenant that is already open is joined; another tenant's is refused.
 * Throws `no_tenant` for an id that is no UUID and `tenant_mismatch` for a nested unit of another tenant.
 */
export function createWithTenant(options: TenancyOptions): WithTenant {
  const clock = options.clock ?? (() => new Date());
  const scanning: Record<string, string> = options.scansFiles === true ? { 'app.scan_files': 'on' } : {};
  return async (tenantId, actor, work) => {
    assertTenantId(tenantId);
    const open = openUnit.getStore();
    if (open !== undefined) return work(joined(open, tenantId, actor));
    const wakes = new Map<string, Wake>();
    const shard = shardOf(tenantId);
    const em = options.database.em.fork({ clear: true, session: { variables: { [tenantSetting]: tenantId, ...scanning } } });
    em.setFilterParams('tenant', { tenantId });
    const result = await em.transactional((tx) => {
      const uow: TenantUnitOfWork = {
        tenantId,
        actor,
        em: tx as EntityManager,
        now: clock(),
        wake: (kind) => wakes.set(kind, { kind, shard, tenantId }),
      };
      return openUnit.run(uow, () => work(uow));
    });
    if (wakes.size > 0) options.afterCommit?.([...wakes.values()]);
    return result;
  };
}

function joined(open: TenantUnitOfWork, tenantId: TenantId, actor: Actor): TenantUnitOfWork {
  if (open.tenantId === tenantId) return { ...open, actor };
  throw new AppError('tenant_mismatch', {
    message: 'a unit of work of another tenant is open',
    userMessage: 'This could not be done because it mixes two companies’ data. Nothing was changed.',
  });
}

function assertTenantId(tenantId: string): void {
  if (isUuid(tenantId)) return;
  throw new AppError('no_tenant', { message: 'tenant id is not a UUID', userMessage: 'No company is selected. Sign in again.' });
}
