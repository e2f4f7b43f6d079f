import type { AiResult, ClaimedJob } from '../../domain/ai-runs/ai-runs.types.ts';
import { AppError } from '../../domain/errors.ts';
import type { Actor } from '../../domain/ids.types.ts';
import { listPromptCases, type SavedCase } from '../../domain/prompts/list-prompt-cases.ts';
import { loadPromptVersion } from '../../domain/prompts/load-prompt-version.ts';
import { casesHash } from '../../domain/prompts/prompt-hash.rules.ts';
import type { PromptRunData } from '../../domain/prompts/prompt-views.types.ts';
import type { CaseResult, PromptVersionView } from '../../domain/prompts/prompts.types.ts';
import { recordPromptRun } from '../../domain/prompts/record-prompt-run.ts';
import type { TenantUnitOfWork, WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { AiFunctions, AiWork } from '../functions/ai-function.types.ts';
import type { ModelClient } from '../providers/model-client.types.ts';
import { askCase, type CaseAsking } from './ask-case.ts';
import { judgeCase, keptOutput } from './judge-case.rules.ts';

/** `timeoutMs`: the longest a call may take. */
export type RunCasesOptions = { withTenant: WithTenant; client: ModelClient; functions: AiFunctions; timeoutMs: number };

type Plan = { version: PromptVersionView; base: PromptVersionView | null; cases: SavedCase[] };
const actor: Actor = { kind: 'system', name: 'ai' };

/**
 * The work of feature `prompt_run`: asks the model every saved case under the named version and under the one in use, and keeps the run for publishing. A run that is
 * cancelled, over budget or without a model is not kept; its calls are paid for and have receipts all the same.
 */
export function runCases(options: RunCasesOptions): AiWork {
  return async (job, report, signal) => {
    const inUnit = <T>(work: (uow: TenantUnitOfWork) => Promise<T>): Promise<T> => options.withTenant(job.tenantId, actor, work);
    const plan = await inUnit((uow) => planOf(uow, job));
    const fn = Object.values(options.functions).find((one) => one.promptKind === plan.version.kind);
    if (fn === undefined) throw notKnown(plan.version.kind);
    const asking: CaseAsking = { client: options.client, inUnit, job, fn, tries: { next: 1 }, timeoutMs: options.timeoutMs };
    const results: CaseResult[] = [];
    for (const saved of plan.cases) {
      await report(`case ${results.length + 1} of ${plan.cases.length}`);
      const result = signal.aborted ? null : await runCase(asking, plan, saved, signal);
      if (result === null) return resultOf(plan, '', results);
      results.push(result);
    }
    const run = await inUnit((uow) => keep(uow, job, plan, results));
    return resultOf(plan, run, results);
  };
}

async function planOf(uow: TenantUnitOfWork, job: ClaimedJob): Promise<Plan> {
  const id = job.input.promptVersionId;
  if (id === undefined)
    throw new AppError('invalid_input', { message: 'prompt run without a version', userMessage: 'Nothing was run: no version was named.' });
  const version = await loadPromptVersion(uow, { id });
  const cases = await listPromptCases(uow, version.kind);
  if (cases.length === 0) {
    throw new AppError('conflict', {
      message: 'no saved cases',
      userMessage: `Nothing was run: there are no saved cases of ${version.kind}.`,
    });
  }
  const base = await inUse(uow, version);
  return { version, base: base?.id === version.id ? null : base, cases };
}

async function inUse(uow: TenantUnitOfWork, { kind }: PromptVersionView): Promise<PromptVersionView | null> {
  try {
    return await loadPromptVersion(uow, { kind, number: 'in_use' });
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_configured') return null;
    throw error;
  }
}

async function runCase(asking: CaseAsking, { version, base }: Plan, saved: SavedCase, signal: AbortSignal): Promise<CaseResult | null> {
  const { id: caseId, name, variables, expect } = saved;
  try {
    const answer = await askCase(asking, version, variables, signal);
    if (answer.outcome === 'stopped') return null;
    const before = base === null ? null : await askCase(asking, base, variables, signal);
    if (before?.outcome === 'stopped') return null;
    const shown = before !== null && before.outcome === 'ok' ? keptOutput(before.json) : null;
    return { caseId, name, ...judgeCase(asking.fn, answer, expect), before: shown };
  } catch (error) {
    // A case that a version cannot be rendered with has failed; anything else ends the run.
    if (!(error instanceof AppError) || error.code !== 'invalid_input') throw error;
    return { caseId, name, outcome: 'invalid', passed: false, problems: [error.userMessage], output: null, before: null };
  }
}

async function keep(uow: TenantUnitOfWork, job: ClaimedJob, { version, base, cases }: Plan, results: CaseResult[]): Promise<string> {
  const run = { versionId: version.id, againstId: base?.id ?? null, casesHash: casesHash(cases), results, runBy: job.askedBy };
  return (await recordPromptRun(uow, run)).id;
}

function resultOf({ version, base }: Plan, runId: string, results: CaseResult[]): AiResult<PromptRunData> {
  const passed = results.filter((result) => result.passed).length;
  const cases = results.map(({ name, outcome, passed: isPassed, problems, output, before }) => {
    const differs = base === null ? null : JSON.stringify(output) !== JSON.stringify(before);
    return { name, outcome, passed: isPassed, problems, differs };
  });
  const data = {
    runId,
    kind: version.kind,
    number: version.number,
    against: base?.number ?? null,
    passed,
    failed: results.length - passed,
    cases,
  };
  return { feature: 'prompt_run', source: 'model', confidence: null, notice: null, reasons: [], data };
}

function notKnown(kind: string): AppError {
  return new AppError('not_configured', {
    message: `no function for prompt ${kind}`,
    userMessage: `Nothing was run: this version of Deskhand knows no function for ${kind}.`,
  });
}
