import { notFound } from '../errors.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Removes a rule; those behind it move up. Throws `not_found`. */
export async function dropRule(uow: TenantUnitOfWork, id: string): Promise<{ name: string }> {
  await sqlRows(uow, 'select pg_advisory_xact_lock(hashtextextended(?, 0)) as locked', [`rules ${uow.tenantId}`]);
  const [gone] = await sqlRows<{ name: string; position: number }>(
    uow,
    'delete from assignment_rules where id = ? returning name, position',
    [id],
  );
  if (gone === undefined) throw notFound('assignment rule', id);
  await sqlRun(uow, 'update assignment_rules set position = position - 1 where position > ?', [gone.position]);
  return { name: gone.name };
}
