import type { TenantUnitOfWork } from './unit-of-work.ts';

/** Runs one SQL statement inside the unit's transaction, with `?` placeholders. Never built from text that a person or a model wrote. */
export async function sqlRows<Row extends object>(uow: TenantUnitOfWork, sql: string, params: readonly unknown[] = []): Promise<Row[]> {
  return (await uow.em.execute(sql, params as unknown[], 'all')) as Row[];
}

/** As `sqlRows`, for a statement that writes; returns the number of rows it touched. */
export async function sqlRun(uow: TenantUnitOfWork, sql: string, params: readonly unknown[] = []): Promise<number> {
  const result = (await uow.em.execute(sql, params as unknown[], 'run')) as { affectedRows: number };
  return result.affectedRows;
}

/** One `?` for each value, for `in (…)`. The list must not be empty. */
export function listMarks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
