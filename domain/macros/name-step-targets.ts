import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { MacroAction } from './macros.types.ts';

/** Names of the people and teams that steps name, by id; one that is gone is missing. */
export async function nameStepTargets(uow: TenantUnitOfWork, actions: MacroAction[]): Promise<Map<string, string>> {
  const ids = actions.flatMap((action): string[] => {
    if (action.kind === 'team') return [action.team];
    return action.kind === 'assign' && action.to !== null && action.to !== 'me' ? [action.to] : [];
  });
  if (ids.length === 0) return new Map();
  const marks = listMarks(ids);
  const rows = await sqlRows<{ id: string; name: string }>(
    uow,
    `select id, name from staff_users where id in (${marks}) union all select id, name from teams where id in (${marks})`,
    [...ids, ...ids],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}
