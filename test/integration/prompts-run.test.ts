import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { runCases } from '../../ai/prompts/run-cases.ts';
import type { ModelClient } from '../../ai/providers/model-client.types.ts';
import { createAiRunner } from '../../ai/run/create-ai-runner.ts';
import type { JobView } from '../../domain/ai-runs/ai-runs.types.ts';
import { claimJob } from '../../domain/ai-runs/claim-job.ts';
import { findJob } from '../../domain/ai-runs/find-job.ts';
import { queueJob } from '../../domain/ai-runs/queue-job.ts';
import { newId } from '../../domain/ids.types.ts';
import { caseFromJob } from '../../domain/prompts/case-from-job.ts';
import { ensureShippedPrompt } from '../../domain/prompts/ensure-shipped-prompt.ts';
import { findPromptRun } from '../../domain/prompts/find-prompt-run.ts';
import type { PromptRunData } from '../../domain/prompts/prompt-views.types.ts';
import type { PromptVersionView } from '../../domain/prompts/prompts.types.ts';
import { publishPrompt } from '../../domain/prompts/publish-prompt.ts';
import { savePromptCase } from '../../domain/prompts/save-prompt-case.ts';
import { savePromptVersion } from '../../domain/prompts/save-prompt-version.ts';
import { shippedPrompts } from '../../domain/prompts/shipped-prompts.rules.ts';
import { sqlRows, sqlRun } from '../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import { addModel, answerOf, plainFunction, scriptedClient, unreachable, workJob } from '../support/ai-rails.ts';
import { openTestDesk, silent, system, type TestDesk } from '../support/desk.ts';

const kind = 'translation';
const shipped = shippedPrompts[kind];
const fn = plainFunction({ feature: 'translation', promptKind: kind, schema: z.strictObject({ text: z.string() }) });
const marker = 'Mind the tone.';

let desk: TestDesk;
let version: PromptVersionView;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());
let count = 0;
beforeEach(async () => {
  count++;
  await inOne(async (uow) => {
    for (const table of ['ai_budgets', 'ai_spend']) await sqlRun(uow, `delete from ${table}`);
    await sqlRun(uow, 'update ai_providers set is_default = false, name = name || right(id::text, 8) where is_default');
    await sqlRun(uow, 'update prompt_cases set removed_at = ? where removed_at is null', [uow.now]);
    const wanted = {
      kind,
      systemText: `${shipped.systemText}\n${marker} ${count}`,
      dataText: shipped.dataText,
      parameters: shipped.parameters,
    } as const;
    version = (await savePromptVersion(uow, wanted, null)).version;
    const one = { kind, name: 'one', variables: { language: 'German', text: 'Hello {{language}}' }, expect: { text: '*hallo*' } } as const;
    await savePromptCase(uow, one, null);
    await savePromptCase(uow, { kind, name: 'two', variables: { language: 'German', text: 'Good night' }, expect: null }, null);
  });
});

function inOne<T>(work: (uow: TenantUnitOfWork) => Promise<T>): Promise<T> {
  return desk.withTenant(desk.one.id, system, work);
}

/** Queues a run of the version and works it to its end. */
async function run(client: ModelClient, signal = new AbortController().signal): Promise<JobView> {
  const id = await inOne((uow) => {
    const input = { promptVersionId: version.id };
    return queueJob(uow, { feature: 'prompt_run', dedupeKey: newId<string>(), ticketId: null, input, askedBy: desk.one.agent });
  });
  const job = await inOne((uow) => claimJob(uow, id, newId<string>()));
  if (job === null) throw new Error('the job is not due');
  const functions = { translation: fn };
  const works = { prompt_run: runCases({ withTenant: desk.withTenant, client, functions, timeoutMs: 30_000 }) };
  await createAiRunner({ withTenant: desk.withTenant, client, functions, works, log: silent, timeoutMs: 30_000 }).run(job, signal);
  return inOne((uow) => findJob(uow, id));
}
const calls = (job: JobView) =>
  inOne((uow) =>
    sqlRows<{ prompt: string; outcome: string; cost: string; state: string }>(
      uow,
      'select prompt_version_id as prompt, outcome, cost_micros as cost, state from ai_calls where job_id = ? order by try',
      [job.id],
    ),
  );
const storedRun = () => inOne((uow) => findPromptRun(uow, version));

describe('a run over the saved cases', () => {
  it('asks every case under the version and under the one in use, keeps both answers, and lets the version be published', async () => {
    await addModel(desk.withTenant, desk.one.id);
    const client = scriptedClient((body) => answerOf({ json: { text: body.includes(marker) ? 'Hallo, neu' : 'Hallo' } }));
    const job = await run(client);
    const stored = await storedRun();
    expect(job).toMatchObject({ state: 'done', source: 'model' });
    expect(job.result?.data as PromptRunData).toMatchObject({ runId: stored?.id, kind, number: version.number, passed: 2, failed: 0 });
    expect(stored).toMatchObject({ passed: 2, failed: 0, isPresent: true });
    expect(stored?.results[0]).toMatchObject({ name: 'one', outcome: 'ok', output: { text: 'Hallo, neu' }, before: { text: 'Hallo' } });
    const made = await calls(job);
    expect(made.map(({ state, outcome }) => [state, outcome])).toEqual(Array.from({ length: 4 }, () => ['settled', 'ok']));
    expect(made.map(({ prompt }) => prompt === version.id)).toEqual([true, false, true, false]);
    expect(client.bodies.every((body) => body.includes('Hello {{language}}') || body.includes('Good night'))).toBe(true);
    await inOne((uow) => publishPrompt(uow, { kind, number: version.number, despite: null }, desk.one.agent));
  });

  it('counts a case whose answer is not as expected, breaks the schema or is refused as failed, and then publishing is refused', async () => {
    await addModel(desk.withTenant, desk.one.id);
    const bad = await run(
      scriptedClient((body) => answerOf({ json: body.includes('Good night') ? { text: 'x', more: 1 } : { text: 'Bonjour' } })),
    );
    expect(bad.result?.data as PromptRunData).toMatchObject({ passed: 0, failed: 2 });
    expect((await storedRun())?.results.map(({ outcome, problems }) => [outcome, problems.length])).toEqual([
      ['ok', 1],
      ['invalid', 1],
    ]);
    await expect(inOne((uow) => publishPrompt(uow, { kind, number: version.number, despite: null }, null))).rejects.toThrow(/not released/);
    await run(scriptedClient(() => unreachable({ outcome: 'refused' })));
    expect(await storedRun()).toMatchObject({ passed: 0, failed: 2 });
  });

  it('is refused without a model, and nothing is kept', async () => {
    const job = await run(scriptedClient(() => answerOf()));
    expect(job).toMatchObject({ state: 'failed', failure: expect.stringContaining('Connect one first') });
    expect(await storedRun()).toBeNull();
  });

  it('stops when the day’s budget is spent, and nothing is kept but what was paid', async () => {
    await addModel(desk.withTenant, desk.one.id);
    await inOne((uow) => sqlRun(uow, "insert into ai_budgets values (?, 'prompt_run', 0, ?)", [uow.tenantId, uow.now]));
    const client = scriptedClient(() => answerOf());
    const job = await run(client);
    expect(job).toMatchObject({ state: 'failed', failure: expect.stringContaining('budget') });
    expect([client.bodies.length, await storedRun()]).toEqual([0, null]);
  });

  it('stops when somebody must act on the provider', async () => {
    await addModel(desk.withTenant, desk.one.id);
    const client = scriptedClient(() => unreachable({ fatal: true, reason: 'the key was refused' }));
    expect(await run(client)).toMatchObject({ state: 'failed', failure: expect.stringContaining('the key was refused') });
    expect(client.bodies).toHaveLength(1);
    expect(await storedRun()).toBeNull();
  });

  it('ends at a cancellation: what was asked is paid, nothing is kept', async () => {
    await addModel(desk.withTenant, desk.one.id);
    const stop = new AbortController();
    const client = scriptedClient(() => {
      stop.abort();
      return answerOf({ json: { text: 'Hallo' } });
    });
    const job = await run(client, stop.signal);
    expect(client.bodies).toHaveLength(1);
    expect(job.state).toBe('running');
    expect((await calls(job)).map(({ state }) => state)).toEqual(['settled']);
    expect(await storedRun()).toBeNull();
  });

  it('runs no version of another company', async () => {
    await addModel(desk.withTenant, desk.one.id);
    const id = await desk.withTenant(desk.two.id, system, (uow) => ensureShippedPrompt(uow, kind));
    version = { ...version, id };
    expect(await run(scriptedClient(() => answerOf()))).toMatchObject({ state: 'failed', failure: expect.stringContaining('There is no') });
  });
});

describe('a case from a job', () => {
  it('has the values that the model was given, and needs a call whose content is kept', async () => {
    await addModel(desk.withTenant, desk.one.id);
    const wanted = { feature: 'translation', dedupeKey: newId<string>(), ticketId: null, input: {}, askedBy: null } as const;
    const id = await inOne((uow) => queueJob(uow, wanted));
    const variables = { language: 'German', text: 'Hello {{language}}' };
    await workJob(
      desk,
      desk.one.id,
      id,
      scriptedClient(() => answerOf()),
      { ...fn, variables: () => variables },
    );
    expect(await inOne((uow) => caseFromJob(uow, id))).toEqual({ kind, variables });
    await expect(desk.withTenant(desk.two.id, system, (uow) => caseFromJob(uow, id))).rejects.toMatchObject({ code: 'conflict' });
    await inOne((uow) => sqlRun(uow, 'delete from ai_call_contents'));
    await expect(inOne((uow) => caseFromJob(uow, id))).rejects.toMatchObject({ code: 'conflict' });
  });
});
