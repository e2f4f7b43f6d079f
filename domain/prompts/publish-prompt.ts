import { AppError } from '../errors.ts';
import type { PromptVersionId, StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { ensureShippedPrompt } from './ensure-shipped-prompt.ts';
import { loadPromptVersion } from './load-prompt-version.ts';
import { lockPromptKind } from './lock-prompt-kind.ts';
import { movePromptPointer } from './move-prompt-pointer.ts';
import type { PromptKind, PromptVersionView, ReleaseScope } from './prompts.types.ts';
import { requirePromptRun } from './require-prompt-run.ts';

/** `despite`: why it is released although no run says that it may; kept in the log. */
export type PromptPublication = { kind: PromptKind; number: number; despite: string | null };

type Release = { scope: ReleaseScope; version_id: PromptVersionId };

/**
 * Puts a version to use for all calls of the company; an experiment with it ends. The shipped version is put to use by taking the company's own release away, so that
 * what is shipped later reaches it. Throws `not_found`, and `conflict` when it is in use already or no run over the present cases lets it (`requirePromptRun`).
 */
export async function publishPrompt(uow: TenantUnitOfWork, wanted: PromptPublication, by: StaffUserId | null): Promise<PromptVersionView> {
  const { kind, number, despite } = wanted;
  await ensureShippedPrompt(uow, kind);
  await lockPromptKind(uow, kind);
  const version = await loadPromptVersion(uow, { kind, number });
  const releases = await sqlRows<Release>(uow, 'select scope, version_id from prompt_releases where tenant_id = ? and kind = ?', [
    uow.tenantId,
    kind,
  ]);
  const isIn = (scope: ReleaseScope): boolean => releases.some((one) => one.scope === scope && one.version_id === version.id);
  const hasOwn = releases.some(({ scope }) => scope === 'tenant');
  if (isIn('tenant') || (isIn('system') && !hasOwn)) {
    throw new AppError('conflict', {
      message: 'version is released already',
      userMessage: `Version ${number} of ${kind} is in use already.`,
    });
  }
  const runId = await requirePromptRun(uow, version, despite);
  const note = runId === null ? `despite: ${(despite ?? '').trim()}`.slice(0, 500) : '';
  const move = { kind, runId, percent: null, seed: null, by };
  await movePromptPointer(uow, { ...move, scope: 'tenant', versionId: isIn('system') ? null : version.id, note });
  if (isIn('arm')) await movePromptPointer(uow, { ...move, scope: 'arm', versionId: null, note: 'published' });
  return version;
}
