import { z } from 'zod';
import { loadDefaultProvider } from '../../../domain/ai-providers/load-default-provider.ts';
import { findJob } from '../../../domain/ai-runs/find-job.ts';
import { AppError, notFound } from '../../../domain/errors.ts';
import { caseFromJob } from '../../../domain/prompts/case-from-job.ts';
import { readCaseValues, readExpectation } from '../../../domain/prompts/case-text.rules.ts';
import { ensureShippedPrompt } from '../../../domain/prompts/ensure-shipped-prompt.ts';
import { listPromptCases } from '../../../domain/prompts/list-prompt-cases.ts';
import { loadPromptVersion } from '../../../domain/prompts/load-prompt-version.ts';
import { variablesOf } from '../../../domain/prompts/prompt-kinds.rules.ts';
import { removePromptCase } from '../../../domain/prompts/remove-prompt-case.ts';
import { savePromptCase } from '../../../domain/prompts/save-prompt-case.ts';
import { settledCard } from '../../cards/list-card.ts';
import { makeCard, withNotice } from '../../cards/make-card.rules.ts';
import { promptCaseForm, promptCasesCard } from '../../cards/prompt-case-cards.ts';
import { kindWords } from '../../cards/prompt-words.rules.ts';
import { bold, plain } from '../../cards/spans.rules.ts';
import { longText, shortText } from '../arguments.rules.ts';
import { defineDeed } from '../operation.ts';
import { promptKind, versionNumber } from '../prompt-arguments.rules.ts';

export const listCases = defineDeed({
  summary: 'List the saved cases that versions of a prompt are run over',
  examples: ['prompt cases reply_draft'],
  schema: z.strictObject({ kind: promptKind }),
  run: async ({ uow }, { kind }) => promptCasesCard(kind, await listPromptCases(uow, kind)),
});

export const showCaseForm = defineDeed({
  summary: 'Write a case for a prompt, or change one',
  examples: ['prompt case ticket_triage', 'prompt case ticket_triage "Late printer"'],
  schema: z.strictObject({ kind: promptKind, name: shortText.optional() }),
  run: async ({ uow }, { kind, name }) => {
    if (name === undefined) return promptCaseForm(kind, null);
    const saved = (await listPromptCases(uow, kind)).find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (saved === undefined) throw notFound('saved case', name);
    return promptCaseForm(kind, saved);
  },
});

export const saveCase = defineDeed({
  summary: 'Save a case for a prompt: values of its variables, and what a right answer holds',
  examples: ['prompt case ticket_triage "Late printer": subject: Printer\nmessage: It is not here yet.\nexpect: {"priority": "low"}'],
  schema: z.strictObject({ kind: promptKind, name: shortText, values: longText, expect: longText.optional() }),
  run: async (ctx, { kind, name, values, expect = '' }) => {
    const wanted = { kind, name, variables: readCaseValues(values, variablesOf(kind)), expect: readExpectation(expect) };
    const { replaced } = await savePromptCase(ctx.uow, wanted, ctx.asker.userId);
    const card = promptCasesCard(kind, await listPromptCases(ctx.uow, kind));
    return withNotice(
      card,
      'success',
      `The case “${name}” is ${replaced ? 'replaced' : 'saved'}. Runs before it no longer count for publishing.`,
    );
  },
});

export const saveJobAsCase = defineDeed({
  summary: 'Save what a model was given for a job as a case of its prompt',
  examples: ['prompt case from j-1a2b3c4d "Late printer"'],
  schema: z.strictObject({ job: shortText, name: shortText }),
  run: async (ctx, { job, name }) => {
    const { kind, variables } = await caseFromJob(ctx.uow, (await findJob(ctx.uow, job)).id);
    await savePromptCase(ctx.uow, { kind, name, variables, expect: null }, ctx.asker.userId);
    const saved = (await listPromptCases(ctx.uow, kind)).find((one) => one.name.toLowerCase() === name.toLowerCase());
    return withNotice(promptCaseForm(kind, saved ?? null), 'success', `The case “${name}” is saved. Say here what a right answer holds.`);
  },
});

export const deleteCase = defineDeed({
  summary: 'Remove a saved case of a prompt',
  examples: ['prompt case delete ticket_triage "Late printer"'],
  schema: z.strictObject({ kind: promptKind, name: shortText }),
  run: async ({ uow }, { kind, name }) => {
    await removePromptCase(uow, kind, name);
    return settledCard(name, `Removed from the cases of ${kindWords(kind)}.`);
  },
});

export const runPrompt = defineDeed({
  summary: 'Run a version of a prompt over its saved cases, beside the version in use',
  examples: ['prompt run reply_draft 2'],
  schema: z.strictObject({ kind: promptKind, number: versionNumber }),
  run: async ({ uow, ai, asker }, { kind, number }) => {
    await ensureShippedPrompt(uow, kind);
    const version = await loadPromptVersion(uow, { kind, number });
    if (ai === null || (await loadDefaultProvider(uow)) === null) throw noModel();
    const cases = (await listPromptCases(uow, kind)).length;
    if (cases === 0) throw noCases(kind);
    const jobId = await ai.ask(uow, {
      feature: 'prompt_run',
      dedupeKey: `prompt_run:${version.id}`,
      ticketId: null,
      input: { promptVersionId: version.id },
      askedBy: asker.userId,
    });
    return makeCard('ai_job', [bold(`Running version ${number} of ${kindWords(kind)}`)], {
      text: [plain(`Over ${cases} saved ${cases === 1 ? 'case' : 'cases'}. The answers are kept; nothing is published by it.`)],
      pending: jobId,
    });
  },
});

function noModel(): AppError {
  return new AppError('not_configured', {
    message: 'no provider for a prompt run',
    userMessage: 'Nothing was run: a prompt can be tried only with a model. Connect one first: ai provider add.',
  });
}

function noCases(kind: string): AppError {
  return new AppError('conflict', {
    message: 'no saved cases',
    userMessage: `Nothing was run: there are no saved cases of ${kind} yet. Add one: prompt case ${kind}.`,
  });
}
