import { AppError } from '../errors.ts';
import { newId, type StaffUserId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { ensureShippedPrompt } from './ensure-shipped-prompt.ts';
import { loadPromptVersion } from './load-prompt-version.ts';
import { lockPromptKind } from './lock-prompt-kind.ts';
import { movePromptPointer } from './move-prompt-pointer.ts';
import type { PromptKind, PromptVersionView } from './prompts.types.ts';
import { requirePromptRun } from './require-prompt-run.ts';

/** `seed`: what decides who gets it; the same seed draws the same tickets again. Default: a new one. */
export type PromptExperiment = { kind: PromptKind; number: number; percent: number; seed?: string; despite: string | null };

/**
 * Gives a share of the calls to a version beside the one in use; the experiment before, if there is one, ends. Throws `invalid_input`, `not_found`, `conflict` (it is
 * the version in use, or no run over the present cases lets it), `not_configured` when nothing is in use.
 */
export async function startPromptArm(uow: TenantUnitOfWork, wanted: PromptExperiment, by: StaffUserId | null): Promise<PromptVersionView> {
  const { kind, number, percent, despite } = wanted;
  if (!Number.isInteger(percent) || percent < 1 || percent > 99) {
    throw new AppError('invalid_input', {
      message: 'percent out of range',
      userMessage: 'Nothing was changed: the share must be 1 to 99 percent.',
    });
  }
  await ensureShippedPrompt(uow, kind);
  await lockPromptKind(uow, kind);
  const version = await loadPromptVersion(uow, { kind, number });
  const base = await loadPromptVersion(uow, { kind, number: 'in_use' });
  if (base.id === version.id) {
    throw new AppError('conflict', {
      message: 'arm is the base',
      userMessage: `Version ${number} of ${kind} is in use already: there is nothing to compare.`,
    });
  }
  const runId = await requirePromptRun(uow, version, despite);
  const note = runId === null ? `despite: ${(despite ?? '').trim()}`.slice(0, 500) : '';
  const seed = wanted.seed?.slice(0, 100) || newId<string>();
  await movePromptPointer(uow, { kind, scope: 'arm', versionId: version.id, runId, percent, seed, note, by });
  return version;
}
