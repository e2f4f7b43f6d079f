import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Names of customers that share a beginning or end of three letters with the text: candidates for "did you mean". At most 200. */
export async function nameCustomers(uow: TenantUnitOfWork, text: string): Promise<string[]> {
  const plain = text.toLowerCase().replace(/[\\%_]/g, ' ');
  const rows = await sqlRows<{ name: string }>(
    uow,
    'select name from customers where name ilike ? or name ilike ? or name ilike ? order by lower(name) limit 200',
    [`${plain.slice(0, 2)}%`, `%${plain.slice(-3)}`, `%${plain.slice(1, 4)}%`],
  );
  return rows.map((row) => row.name);
}
