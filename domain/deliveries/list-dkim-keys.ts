import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { DkimAlgorithm, DkimState } from './dkim.types.ts';

/** A key as lists show it: never its private half. */
export type DkimKeyLine = {
  id: string;
  domain: string;
  selector: string;
  algorithm: DkimAlgorithm;
  publicKey: string;
  state: DkimState;
  checkedAt: Date | null;
  lastProblem: string | null;
};

/** The keys of the tenant, of one domain or of all, newest first. */
export async function listDkimKeys(uow: TenantUnitOfWork, domain: string | null = null): Promise<DkimKeyLine[]> {
  const rows = await sqlRows<DkimKeyLine>(
    uow,
    `select id, domain, selector, algorithm, public_key as "publicKey", state, checked_at as "checkedAt", last_problem as "lastProblem"
     from dkim_keys where ?::text is null or domain = ? order by domain, created_at desc, id desc`,
    [domain, domain],
  );
  return rows.map((row) => ({ ...row, checkedAt: row.checkedAt === null ? null : new Date(row.checkedAt) }));
}
