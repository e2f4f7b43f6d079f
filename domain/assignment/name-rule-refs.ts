import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Rule } from './assignment.types.ts';

/** The names of everything that rules point to, by id: people, teams, customers, mailboxes (their address), calendars. What is gone has no name. */
export async function nameRuleRefs(uow: TenantUnitOfWork, rules: readonly Rule[]): Promise<Map<string, string>> {
  const ids = [...new Set(rules.flatMap(refsOf))];
  if (ids.length === 0) return new Map();
  const marks = listMarks(ids);
  const tables = { staff_users: 'name', teams: 'name', customers: 'name', mailboxes: 'address', calendars: 'name' };
  const parts = Object.entries(tables).map(([table, column]) => `select id, ${column} as name from ${table} where id in (${marks})`);
  const rows = await sqlRows<{ id: string; name: string }>(
    uow,
    parts.join(' union all '),
    parts.flatMap(() => ids),
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

function refsOf({ conditions, result }: Rule): string[] {
  const target = result.to === 'person' ? result.userId : result.teamId;
  const found = [target, ...(conditions.customerIds ?? []), ...(conditions.mailboxIds ?? []), conditions.hours?.calendarId ?? null];
  return found.filter((id) => id !== null);
}
