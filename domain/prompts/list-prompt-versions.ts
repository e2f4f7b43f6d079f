import type { PromptVersionId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { PromptKind, ReleaseScope } from './prompts.types.ts';

/** A line of a kind's history. `scopes`: where it is released now. `run`: how its last stored run ended. */
export type PromptVersionLine = {
  id: PromptVersionId;
  number: number;
  origin: 'shipped' | 'tenant';
  note: string;
  author: string | null;
  basedOn: number | null;
  createdAt: Date;
  scopes: ReleaseScope[];
  run: { passed: number; failed: number; runAt: Date } | null;
};

type Row = {
  id: PromptVersionId;
  number: number;
  origin: 'shipped' | 'tenant';
  note: string;
  author: string | null;
  based_on: number | null;
  created_at: string;
  scopes: ReleaseScope[] | null;
  passed: number | null;
  failed: number | null;
  run_at: string | null;
};

const most = 100;

/** The versions of a kind, the newest first, at most a hundred. */
export async function listPromptVersions(uow: TenantUnitOfWork, kind: PromptKind): Promise<PromptVersionLine[]> {
  const sql = `select v.id, v.number, v.origin, v.note, u.name as author, b.number as based_on, v.created_at, run.passed, run.failed, run.run_at,
      (select json_agg(r.scope order by r.scope) from prompt_releases r where r.tenant_id = v.tenant_id and r.version_id = v.id) as scopes
    from prompt_versions v
    left join staff_users u on u.tenant_id = v.tenant_id and u.id = v.author_id
    left join prompt_versions b on b.tenant_id = v.tenant_id and b.id = v.based_on
    left join lateral (select p.passed, p.failed, p.run_at from prompt_runs p where p.tenant_id = v.tenant_id and p.version_id = v.id
      order by p.run_at desc, p.id desc limit 1) run on true
    where v.tenant_id = ? and v.kind = ? order by v.number desc limit ${most}`;
  return (await sqlRows<Row>(uow, sql, [uow.tenantId, kind])).map(readLine);
}

function readLine(row: Row): PromptVersionLine {
  const { id, number, origin, note, author, scopes, passed, failed, run_at: runAt } = row;
  const run = passed === null || failed === null || runAt === null ? null : { passed, failed, runAt: new Date(runAt) };
  return { id, number, origin, note, author, basedOn: row.based_on, createdAt: new Date(row.created_at), scopes: scopes ?? [], run };
}
