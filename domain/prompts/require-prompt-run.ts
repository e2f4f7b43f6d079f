import { AppError } from '../errors.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { findPromptRun } from './find-prompt-run.ts';
import { variablesOf } from './prompt-kinds.rules.ts';
import { checkPromptTexts } from './prompt-text.rules.ts';
import type { PromptVersionView } from './prompts.types.ts';
import { releaseProblem } from './release-check.rules.ts';

/**
 * The run that a version may be released on: its last one, over exactly the present cases, without a failure. With a reason (`despite`) it may be released without:
 * then null. Throws `conflict` saying what is missing, and what `checkPromptTexts` throws for texts that this release of the software cannot render any more.
 */
export async function requirePromptRun(uow: TenantUnitOfWork, version: PromptVersionView, despite: string | null): Promise<string | null> {
  checkPromptTexts(version.kind, variablesOf(version.kind), version);
  const run = await findPromptRun(uow, version);
  const problem = releaseProblem(run);
  if (problem === null) return run?.id ?? null;
  if (despite !== null && despite.trim() !== '') return null;
  const { kind, number } = version;
  throw new AppError('conflict', {
    message: `prompt not released: ${kind} ${number}: ${problem}`,
    userMessage: `Version ${number} of ${kind} was not released: ${problem}. Run it first: prompt run ${kind} ${number}. Or give a reason: prompt publish ${kind} ${number} despite: …`,
  });
}
