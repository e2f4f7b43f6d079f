import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { LoadedMacro } from './load-macro.ts';

/** The macros the person of this unit may run, their own and shared ones, by name, at most 100. */
export async function listMacros(uow: TenantUnitOfWork): Promise<LoadedMacro[]> {
  const me = uow.actor.kind === 'staff' ? uow.actor.userId : null;
  return sqlRows<LoadedMacro>(
    uow,
    `select m.id, m.name, m.owner_id as "ownerId", s.name as owner, m.shared, m.version, m.description, m.actions
     from macros m join staff_users s on s.id = m.owner_id where m.shared or m.owner_id = ?::uuid order by lower(m.name), m.id limit 100`,
    [me],
  );
}
