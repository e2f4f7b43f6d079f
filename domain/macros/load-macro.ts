import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { findKept, type KeptHead } from './find-kept.ts';
import type { MacroAction } from './macros.types.ts';

export type LoadedMacro = KeptHead & { description: string; actions: MacroAction[] };

/** The macro that the person may run, by id or name. Throws what `findKept` throws. */
export async function loadMacro(uow: TenantUnitOfWork, text: string): Promise<LoadedMacro> {
  const head = await findKept(uow, 'macros', text);
  const [row] = await sqlRows<{ description: string; actions: MacroAction[] }>(
    uow,
    'select description, actions from macros where id = ?',
    [head.id],
  );
  return { ...head, description: row?.description ?? '', actions: row?.actions ?? [] };
}
