import { AppError } from '../errors.ts';
import type { StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { lockPromptKind } from './lock-prompt-kind.ts';
import { movePromptPointer } from './move-prompt-pointer.ts';
import type { PromptKind } from './prompts.types.ts';

/** Ends the experiment of a kind: all calls get the version in use again. Throws `conflict` when there is none. */
export async function endPromptArm(uow: TenantUnitOfWork, kind: PromptKind, note: string, by: StaffUserId | null): Promise<void> {
  await lockPromptKind(uow, kind);
  const rows = await sqlRows(uow, "select 1 from prompt_releases where tenant_id = ? and kind = ? and scope = 'arm'", [uow.tenantId, kind]);
  if (rows.length === 0) throw new AppError('conflict', { message: 'no arm', userMessage: `There is no experiment with ${kind}.` });
  const move = { versionId: null, runId: null, percent: null, seed: null } as const;
  await movePromptPointer(uow, { ...move, kind, scope: 'arm', note: note.slice(0, 500), by });
}
