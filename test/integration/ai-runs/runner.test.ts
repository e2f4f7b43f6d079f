import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ModelAnswer } from '../../../ai/providers/model-client.types.ts';
import type { JobView, Receipt } from '../../../domain/ai-runs/ai-runs.types.ts';
import { changeAiSettings } from '../../../domain/ai-runs/change-ai-settings.ts';
import { findJob } from '../../../domain/ai-runs/find-job.ts';
import { receiptsOfJob } from '../../../domain/ai-runs/receipts-of-job.ts';
import { setBudget } from '../../../domain/ai-runs/set-budget.ts';
import { notFound } from '../../../domain/errors.ts';
import type { AiJobId } from '../../../domain/ids.types.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { addModel, answerOf, claim, plainFunction, queue, runnerOf, scriptedClient, unreachable, workJob } from '../../support/ai-rails.ts';
import { openTestDesk, system, type TestDesk } from '../../support/desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
}, 120_000);
afterAll(() => desk.close());
beforeEach(() => addModel(desk.withTenant, desk.one.id));
afterEach(async () => {
  desk.clock.now = null;
  await inOne(async (uow) => {
    for (const table of ['ai_call_contents', 'ai_calls', 'ai_spend', 'ai_budgets', 'ai_providers', 'ai_settings'])
      await sqlRun(uow, `delete from ${table}`);
  });
});

const inOne = <T>(work: (uow: TenantUnitOfWork) => Promise<T>): Promise<T> => desk.withTenant(desk.one.id, system, work);
const seen = (id: AiJobId): Promise<{ job: JobView; receipts: Receipt[] }> =>
  inOne(async (uow) => ({ job: await findJob(uow, id), receipts: await receiptsOfJob(uow, id) }));
type Spend = { reserved: number; spent: number; calls: number; refused: number };
const spend = async (): Promise<Spend> => {
  const [row] = await inOne((uow) =>
    sqlRows<Record<keyof Spend, string>>(
      uow,
      `select coalesce(sum(reserved_micros), 0) as reserved, coalesce(sum(spent_micros), 0) as spent, coalesce(sum(calls), 0) as calls, coalesce(sum(refused), 0) as refused from ai_spend`,
    ),
  );
  return { reserved: Number(row?.reserved), spent: Number(row?.spent), calls: Number(row?.calls), refused: Number(row?.refused) };
};
const goneBad = (outcome: ModelAnswer['outcome']) => answerOf({ outcome, json: undefined, reason: `it was ${outcome}` });

describe('a job with a model', () => {
  it('ends with what the function made of the answer, its receipt and its price', async () => {
    const id = await queue(desk, desk.one.id);
    const client = scriptedClient(() => answerOf({ usage: { input: 1_000, cached: 400, output: 50, reasoning: 20 } }));
    await workJob(desk, desk.one.id, id, client);
    const { job, receipts } = await seen(id);
    expect(job).toMatchObject({
      state: 'done',
      source: 'model',
      model: 'test-model-1',
      result: { data: { text: 'from the model' }, notice: null },
    });
    expect(receipts).toEqual([
      expect.objectContaining({
        attempt: 1,
        try: 1,
        outcome: 'ok',
        modelAsked: 'test-model',
        modelServed: 'test-model-1',
        costMicros: 1_200,
        inputTokens: 1_000,
      }),
    ]);
    expect(receipts[0]?.prompt).toMatchObject({ kind: 'conversation_summary', number: 1 });
    expect(await spend()).toEqual({ reserved: 0, spent: 1_200, calls: 1, refused: 0 });
    expect(await desk.withTenant(desk.two.id, system, (uow) => receiptsOfJob(uow, id))).toEqual([]);
    for (const table of ['ai_calls', 'ai_call_contents', 'ai_spend'])
      expect(await desk.withTenant(desk.two.id, system, (uow) => sqlRows(uow, `select 1 from ${table}`))).toEqual([]);
  });

  it.each([
    ['refused', 'declined'],
    ['incomplete', 'cut off'],
    ['invalid', 'did not keep to its form'],
  ] as const)('that was %s ends keyless and says so', async (outcome, words) => {
    const id = await queue(desk, desk.one.id);
    const client = scriptedClient(() => goneBad(outcome));
    await workJob(desk, desk.one.id, id, client);
    const { job, receipts } = await seen(id);
    expect(job).toMatchObject({ state: 'done', source: 'extract', model: null, result: { data: { text: 'keyless' } } });
    expect(job.result?.notice).toContain(words);
    expect(receipts.map((receipt) => receipt.outcome)).toEqual([outcome]);
    expect(await spend()).toMatchObject({ reserved: 0, spent: 140 });
  });

  it('that breaks the schema or the function’s own rules is invalid whatever the client says', async () => {
    for (const json of [{ text: 5 }, { text: 'a', extra: 'b' }, { text: 'nonsense' }]) {
      const id = await queue(desk, desk.one.id);
      await workJob(
        desk,
        desk.one.id,
        id,
        scriptedClient(() => answerOf({ json })),
      );
      const { job, receipts } = await seen(id);
      expect(job.source).toBe('extract');
      expect(receipts[0]).toMatchObject({ outcome: 'invalid' });
    }
  });

  it('is asked again later while the model cannot be reached, three times, then found keyless', async () => {
    const id = await queue(desk, desk.one.id);
    const client = scriptedClient(() => unreachable());
    let at = new Date();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      desk.clock.now = at;
      await workJob(desk, desk.one.id, id, client);
      const { job } = await seen(id);
      if (attempt < 3) {
        expect(job).toMatchObject({ state: 'queued', attempts: attempt });
        expect(job.dueAt.getTime()).toBeGreaterThan(at.getTime() + 2_000);
      }
      at = new Date(job.dueAt.getTime() + 1);
    }
    const { job, receipts } = await seen(id);
    expect(job).toMatchObject({ state: 'done', source: 'extract' });
    expect(job.result?.notice).toContain('no answer');
    expect(receipts.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([3, 2, 1].map((attempt) => [attempt, 'unavailable']));
    expect(await spend()).toEqual({ reserved: 0, spent: 0, calls: 3, refused: 0 });
  });

  it('waits as long as the server asks, and not at all when another attempt cannot help', async () => {
    const now = new Date();
    desk.clock.now = now;
    const busy = await queue(desk, desk.one.id);
    await workJob(
      desk,
      desk.one.id,
      busy,
      scriptedClient(() => unreachable({ retryAfterMs: 40_000 })),
    );
    expect((await seen(busy)).job.dueAt.getTime()).toBe(now.getTime() + 40_000);
    const broke = await queue(desk, desk.one.id);
    await workJob(
      desk,
      desk.one.id,
      broke,
      scriptedClient(() => unreachable({ fatal: true, reason: 'the quota is used up' })),
    );
    expect((await seen(broke)).job).toMatchObject({ state: 'done', source: 'extract' });
  });

  it('learns a parameter from the server’s refusal and asks once more without it', async () => {
    const id = await queue(desk, desk.one.id);
    const client = scriptedClient((body) => ('temperature' in (JSON.parse(body) as object) ? goneBad('invalid') : answerOf()));
    const learning = {
      ...client,
      ask: async (...args: Parameters<typeof client.ask>) => {
        const answer = await client.ask(...args);
        return answer.outcome === 'ok' ? answer : { ...answer, learned: 'temperature', usage: null, text: null };
      },
    };
    await workJob(desk, desk.one.id, id, learning);
    const { job, receipts } = await seen(id);
    expect(job.source).toBe('model');
    expect(receipts.map((receipt) => [receipt.try, receipt.outcome])).toEqual([
      [2, 'ok'],
      [1, 'invalid'],
    ]);
    await workJob(desk, desk.one.id, await queue(desk, desk.one.id), learning);
    expect(client.bodies).toHaveLength(3);
    expect(await inOne((uow) => sqlRows(uow, 'select refused from ai_providers'))).toEqual([{ refused: ['temperature'] }]);
  });

  it('gets one more chance from a server that keeps no schema, and no more', async () => {
    await inOne((uow) => sqlRun(uow, `update ai_providers set structured = 'json_object'`));
    const answers = [goneBad('invalid'), answerOf()];
    const good = await queue(desk, desk.one.id);
    await workJob(
      desk,
      desk.one.id,
      good,
      scriptedClient(() => answers.shift() ?? goneBad('invalid')),
    );
    expect((await seen(good)).job.source).toBe('model');
    const bad = await queue(desk, desk.one.id);
    await workJob(
      desk,
      desk.one.id,
      bad,
      scriptedClient(() => goneBad('invalid')),
    );
    expect((await seen(bad)).receipts).toHaveLength(2);
    expect((await seen(bad)).job.source).toBe('extract');
  });

  it('is not asked over the budget, says why, and is counted', async () => {
    await inOne((uow) => setBudget(uow, 'all', 10));
    const id = await queue(desk, desk.one.id);
    const client = scriptedClient(() => answerOf());
    await workJob(desk, desk.one.id, id, client);
    const { job, receipts } = await seen(id);
    expect(client.bodies).toEqual([]);
    expect(job).toMatchObject({ state: 'done', source: 'extract' });
    expect(job.result?.notice).toContain('budget');
    expect(receipts).toEqual([]);
    expect(await spend()).toEqual({ reserved: 0, spent: 0, calls: 0, refused: 1 });
  });

  it('fails with the function’s own words when there is nothing to work on', async () => {
    const id = await queue(desk, desk.one.id);
    const fn = plainFunction({ load: async () => Promise.reject(notFound('ticket', 'TKT-1')) });
    await workJob(
      desk,
      desk.one.id,
      id,
      scriptedClient(() => answerOf()),
      fn,
    );
    expect((await seen(id)).job).toMatchObject({ state: 'failed', failure: expect.stringContaining('There is no ticket') });
  });

  it('is found keyless without a notice when no model is set up', async () => {
    await inOne((uow) => sqlRun(uow, 'update ai_providers set is_default = false'));
    const id = await queue(desk, desk.one.id);
    await workJob(
      desk,
      desk.one.id,
      id,
      scriptedClient(() => answerOf()),
    );
    expect((await seen(id)).job.result).toMatchObject({ source: 'extract', notice: null });
  });

  it('sends placeholders for what is personal, and gives the texts back, when the company wants it', async () => {
    await inOne((uow) => changeAiSettings(uow, { redact: true }));
    const fn = plainFunction({ load: async () => 'Write to jane.doe@acme.example or +44 20 7946 0018 about DE89 3704 0044 0532 0130 00' });
    const client = scriptedClient((body) => answerOf({ json: { text: /\[mail-1_*\]/.exec(body)?.[0] ?? 'nothing was redacted' } }));
    const id = await queue(desk, desk.one.id);
    await workJob(desk, desk.one.id, id, client, fn);
    expect((await seen(id)).job.result?.data).toEqual({ text: 'jane.doe@acme.example' });
    for (const secret of ['jane.doe', '7946', '3704']) expect(client.bodies[0]).not.toContain(secret);
    const [kept] = await inOne((uow) =>
      sqlRows<{ text: string }>(uow, `select request || basis::text || response as text from ai_call_contents`),
    );
    expect(kept?.text).not.toContain('jane.doe');
  });
});

describe('a worker that dies or comes late', () => {
  it('leaves one result, the second worker’s, and every call is charged once', async () => {
    const id = await queue(desk, desk.one.id);
    const first = await claim(desk, desk.one.id, id);
    if (first === null) throw new Error('the job is not due');
    const recorded: string[] = [];
    const fn = plainFunction({ record: async (_uow, _job, result) => void recorded.push(JSON.stringify(result.data)) });
    const slow = Promise.withResolvers<ModelAnswer>();
    const reached = Promise.withResolvers<void>();
    const late = runnerOf(
      desk,
      scriptedClient(() => {
        reached.resolve();
        return slow.promise;
      }),
      fn,
    ).run(first, new AbortController().signal);
    await reached.promise;
    const reserved = (await spend()).reserved;
    expect(reserved).toBeGreaterThan(0);
    desk.clock.now = new Date(Date.now() + 20_000);
    await workJob(
      desk,
      desk.one.id,
      id,
      scriptedClient(() => answerOf({ json: { text: 'second' } })),
      fn,
    );
    expect(await spend()).toEqual({ reserved: 0, spent: reserved + 140, calls: 2, refused: 0 });
    slow.resolve(answerOf({ json: { text: 'first' } }));
    await late;
    const { job, receipts } = await seen(id);
    expect(job).toMatchObject({ state: 'done', result: { data: { text: 'second' } } });
    expect(recorded).toEqual(['{"text":"second"}']);
    expect(receipts.map(({ attempt, outcome, costMicros }) => [attempt, outcome, costMicros])).toEqual([
      [2, 'ok', 140],
      [1, 'unavailable', reserved],
    ]);
    expect(await spend()).toEqual({ reserved: 0, spent: reserved + 140, calls: 2, refused: 0 });
  });

  it('records what a cancelled call cost and nothing else', async () => {
    const id = await queue(desk, desk.one.id, { askedBy: desk.one.agent });
    const job = await claim(desk, desk.one.id, id);
    if (job === null) throw new Error('the job is not due');
    const stop = new AbortController();
    const client = scriptedClient(async (_body, signal) => {
      await inOne((uow) => sqlRun(uow, `update ai_jobs set state = 'cancelled', settled_at = now() where id = ?`, [id]));
      stop.abort();
      return signal.aborted ? unreachable({ reason: 'stopped' }) : answerOf();
    });
    await runnerOf(desk, client).run(job, stop.signal);
    const { job: after, receipts } = await seen(id);
    expect(after).toMatchObject({ state: 'cancelled', result: null });
    expect(receipts).toHaveLength(1);
    const { reserved, spent } = await spend();
    expect(reserved).toBe(0);
    expect(spent).toBe(receipts[0]?.costMicros);
    expect(spent).toBeGreaterThan(0);
  });

  it('charges a call whose result could not be recorded, and keeps the job for another attempt', async () => {
    const id = await queue(desk, desk.one.id);
    const fn = plainFunction({ record: async () => Promise.reject(new Error('the disk is full')) });
    await expect(
      workJob(
        desk,
        desk.one.id,
        id,
        scriptedClient(() => answerOf()),
        fn,
      ),
    ).rejects.toThrow('the disk is full');
    expect((await seen(id)).job).toMatchObject({ state: 'running', result: null });
    expect(await spend()).toMatchObject({ reserved: 0, spent: 140 });
  });
});
