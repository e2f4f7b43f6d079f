import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { PromptKind, ReleaseScope } from './prompts.types.ts';

/** A move of a pointer. `number` null: taken away. `by` null: the software itself. `hasRun`: it was published on a stored run. */
export type PromptReleaseLine = {
  scope: ReleaseScope;
  number: number | null;
  percent: number | null;
  note: string;
  hasRun: boolean;
  by: string | null;
  at: Date;
};

type Row = Omit<PromptReleaseLine, 'hasRun' | 'at'> & { run_id: string | null; released_at: string };
const most = 50;

/** The moves of a kind's pointers, the last first, at most fifty. */
export async function listPromptReleases(uow: TenantUnitOfWork, kind: PromptKind): Promise<PromptReleaseLine[]> {
  const sql = `select l.scope, v.number, l.percent, l.note, l.run_id, u.name as by, l.released_at from prompt_release_log l
    left join prompt_versions v on v.tenant_id = l.tenant_id and v.id = l.version_id
    left join staff_users u on u.tenant_id = l.tenant_id and u.id = l.released_by
    where l.tenant_id = ? and l.kind = ? order by l.released_at desc, l.id desc limit ${most}`;
  const rows = await sqlRows<Row>(uow, sql, [uow.tenantId, kind]);
  return rows.map(({ run_id: runId, released_at: at, ...line }) => ({ ...line, hasRun: runId !== null, at: new Date(at) }));
}
