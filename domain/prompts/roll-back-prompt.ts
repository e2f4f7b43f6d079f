import { AppError } from '../errors.ts';
import type { PromptVersionId, StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { loadPromptVersion } from './load-prompt-version.ts';
import { lockPromptKind } from './lock-prompt-kind.ts';
import { movePromptPointer } from './move-prompt-pointer.ts';
import type { PromptKind, PromptVersionView } from './prompts.types.ts';

/** `before`: what was in use before; `shipped`: no release of the company's own; or a number that was in use or shipped. */
export type RollBack = { kind: PromptKind; to: number | 'before' | 'shipped'; note: string };

type LogRow = { version_id: PromptVersionId | null };

/**
 * Moves the company's pointer back; nothing is deleted and no run is needed, for it was in use before. Returns the version that is in use now. Throws `conflict` when
 * there is nothing to go back from or the version was never in use, `not_found`.
 */
export async function rollBackPrompt(
  uow: TenantUnitOfWork,
  { kind, to, note }: RollBack,
  by: StaffUserId | null,
): Promise<PromptVersionView> {
  await lockPromptKind(uow, kind);
  const log = await sqlRows<LogRow>(
    uow,
    "select version_id from prompt_release_log where tenant_id = ? and kind = ? and scope = 'tenant' order by released_at desc, id desc",
    [uow.tenantId, kind],
  );
  const current = log[0]?.version_id ?? null;
  const target = typeof to === 'number' ? await numbered(uow, kind, to, log) : to === 'shipped' ? null : earlier(log, current);
  if (target === current) {
    const why = current === null ? 'the shipped version is in use' : 'that version is in use already';
    throw new AppError('conflict', { message: 'nothing to roll back', userMessage: `Nothing was changed: ${why}.` });
  }
  await movePromptPointer(uow, {
    kind,
    scope: 'tenant',
    versionId: target,
    runId: null,
    percent: null,
    seed: null,
    note: `rolled back${note.trim() === '' ? '' : `: ${note.trim()}`}`.slice(0, 500),
    by,
  });
  return loadPromptVersion(uow, { kind, number: 'in_use' });
}

function earlier(log: LogRow[], current: PromptVersionId | null): PromptVersionId | null {
  return log.find((line) => line.version_id !== current)?.version_id ?? null;
}

async function numbered(uow: TenantUnitOfWork, kind: PromptKind, number: number, log: LogRow[]): Promise<PromptVersionId> {
  const version = await loadPromptVersion(uow, { kind, number });
  if (version.origin === 'shipped' || log.some((line) => line.version_id === version.id)) return version.id;
  throw new AppError('conflict', {
    message: 'version was never in use',
    userMessage: `Version ${number} of ${kind} was never in use. To put it to use: prompt publish ${kind} ${number}.`,
  });
}
