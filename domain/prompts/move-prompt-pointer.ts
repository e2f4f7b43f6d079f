import { newId, type PromptVersionId, type StaffUserId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { PromptKind, ReleaseScope } from './prompts.types.ts';

/** Where a pointer goes; `versionId` null takes it away. */
export type PointerMove = {
  kind: PromptKind;
  scope: ReleaseScope;
  versionId: PromptVersionId | null;
  runId: string | null;
  percent: number | null;
  seed: string | null;
  note: string;
  by: StaffUserId | null;
};

/** Moves a pointer and writes the log: the one place that releases anything. The caller has checked that it may, and holds the kind's lock. */
export async function movePromptPointer(uow: TenantUnitOfWork, move: PointerMove): Promise<void> {
  if (move.versionId === null) {
    await sqlRun(uow, 'delete from prompt_releases where tenant_id = ? and kind = ? and scope = ?', [uow.tenantId, move.kind, move.scope]);
  } else {
    const sql = `insert into prompt_releases (tenant_id, kind, scope, version_id, run_id, percent, seed, released_by, released_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (tenant_id, kind, scope) do update set version_id = excluded.version_id, run_id = excluded.run_id, percent = excluded.percent,
        seed = excluded.seed, released_by = excluded.released_by, released_at = excluded.released_at`;
    const { kind, scope, versionId, runId, percent, seed, by } = move;
    await sqlRun(uow, sql, [uow.tenantId, kind, scope, versionId, runId, percent, seed, by, uow.now]);
  }
  const log = `insert into prompt_release_log (tenant_id, id, kind, scope, version_id, run_id, percent, note, released_by, released_at)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
  const { kind, scope, versionId, runId, percent, note, by } = move;
  await sqlRun(uow, log, [uow.tenantId, newId<string>(), kind, scope, versionId, runId, percent, note, by, uow.now]);
}
