import { AppError } from '../errors.ts';
import { newId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import { insertPart } from '../tenancy/sql-part.rules.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { KeptKind } from './find-kept.ts';

/** `replaced`: one of that name of the same person was overwritten. */
export type SavedKept = { id: string; name: string; version: number; replaced: boolean };

/**
 * Saves a macro or quick reply of the person of this unit; one of their own of that name is replaced. `seenVersion` is the version they changed: throws `conflict`
 * when it has another by now.
 */
export async function saveKept(
  uow: TenantUnitOfWork,
  kind: KeptKind,
  row: { name: string; shared: boolean } & Record<string, unknown>,
  seenVersion: number | null,
): Promise<SavedKept> {
  if (uow.actor.kind !== 'staff') throw new Error('only staff keep macros and quick replies');
  const owner = uow.actor.userId;
  const [there] = await sqlRows<{ version: number }>(
    uow,
    `select version from ${kind} where owner_id = ? and lower(name) = lower(?) for update`,
    [owner, row.name],
  );
  if (seenVersion !== null && there !== undefined && there.version !== seenVersion) throw changed(row.name);
  const full = { tenant_id: uow.tenantId, id: newId<string>(), owner_id: owner, ...row, created_at: uow.now, updated_at: uow.now };
  const columns = [...Object.keys(row), 'updated_at'].map((column) => `${column} = excluded.${column}`).join(', ');
  const { sql, params } = insertPart(
    kind,
    full,
    `on conflict (tenant_id, owner_id, lower(name)) do update set ${columns}, version = ${kind}.version + 1 returning id, version`,
  );
  const [saved] = await sqlRows<{ id: string; version: number }>(uow, sql, params);
  if (saved === undefined) throw new Error('a saved row comes back');
  return { ...saved, name: row.name, replaced: saved.version > 1 };
}

function changed(name: string): AppError {
  return new AppError('conflict', {
    message: 'kept thing changed meanwhile',
    userMessage: `“${name}” was changed after you saw it. Nothing was overwritten: look at it again.`,
  });
}
