import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClaimedJob } from '../../../domain/ai-runs/ai-runs.types.ts';
import { cancelJob } from '../../../domain/ai-runs/cancel-job.ts';
import { findJob } from '../../../domain/ai-runs/find-job.ts';
import { settleJob } from '../../../domain/ai-runs/settle-job.ts';
import type { AiJobId, TenantId } from '../../../domain/ids.types.ts';
import { shardOf } from '../../../domain/tenancy/shard.rules.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import { type DrainAiTiming, drainAi } from '../../../workflows/activities/drain-ai.ts';
import type { AiRunner } from '../../../workflows/activities/ports.ts';
import { plainResult, queue } from '../../support/ai-rails.ts';
import { addTenant, openTestDesk, silent, system, type TestDesk } from '../../support/desk.ts';

let desk: TestDesk;
let neighbour: TenantId;
beforeAll(async () => {
  desk = await openTestDesk();
  neighbour = await addNeighbour();
}, 120_000);
afterAll(() => desk.close());
afterEach(async () => {
  for (const id of [desk.one.id, neighbour]) await desk.withTenant(id, system, (uow) => sqlRun(uow, 'delete from ai_jobs'));
});

/** A company whose jobs share the first one's shard. */
async function addNeighbour(): Promise<TenantId> {
  for (let at = 0; ; at += 1) {
    const { id } = await addTenant(desk.withTenant, `next${at}`);
    if (shardOf(id) === shardOf(desk.one.id)) return id;
  }
}

const timing: DrainAiTiming = { turnMs: 60_000, longestMs: 270_000, lookMs: 20, renewMs: 40 };
const drain = (
  aiRunner: AiRunner,
  { lanes = 1, signal, over = {} }: { lanes?: number; signal?: AbortSignal; over?: Partial<DrainAiTiming> } = {},
) =>
  drainAi({ withTenant: desk.withTenant, across: desk.across, aiRunner, aiLanes: lanes, log: silent }, shardOf(desk.one.id), {
    timing: { ...timing, ...over },
    ...(signal === undefined ? {} : { signal }),
  });
const done = (job: ClaimedJob): Promise<boolean> => desk.withTenant(job.tenantId, system, (uow) => settleJob(uow, job, plainResult));
const seen = (tenantId: TenantId, id: AiJobId) => desk.withTenant(tenantId, system, (uow) => findJob(uow, id));
const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true })));

describe('the lanes of the AI', () => {
  it('deal a tenant’s few jobs out among another’s many', async () => {
    for (let count = 0; count < 12; count += 1) await queue(desk, desk.one.id);
    for (let count = 0; count < 3; count += 1) await queue(desk, neighbour);
    const order: TenantId[] = [];
    const result = await drain({
      run: async (job) => {
        order.push(job.tenantId);
        await done(job);
      },
    });
    expect(result).toEqual({ handled: 15, parked: 0, more: false, nextAt: null });
    expect(order.slice(0, 6).filter((id) => id === neighbour)).toHaveLength(3);
  });

  it('take what another tenant queues while a slow call is still under way', async () => {
    const slow = await queue(desk, desk.one.id);
    const quick = Promise.withResolvers<void>();
    const result = await drain(
      {
        run: async (job) => {
          if (job.id === slow) {
            await queue(desk, neighbour);
            await quick.promise;
          } else quick.resolve();
          await done(job);
        },
      },
      { lanes: 2 },
    );
    expect(result.handled).toBe(2);
  });

  it('keep a long job’s lease, and stop it when it is cancelled', async () => {
    const id = await queue(desk, desk.one.id, { askedBy: desk.one.agent });
    let endsAs = 'never';
    await drain({
      run: async (_job, signal) => {
        await desk.withTenant(desk.one.id, system, (uow) => cancelJob(uow, id, { userId: desk.one.agent, mayAll: false }));
        await aborted(signal);
        endsAs = 'stopped';
      },
    });
    expect(endsAs).toBe('stopped');
    expect(await seen(desk.one.id, id)).toMatchObject({ state: 'cancelled', result: null });
    const other = await queue(desk, desk.one.id);
    await drain({
      run: async (job) => {
        await desk.withTenant(job.tenantId, system, (uow) =>
          sqlRun(uow, `update ai_jobs set due_at = now() + interval '1 second' where id = ?`, [job.id]),
        );
        while ((await seen(job.tenantId, job.id)).dueAt.getTime() < Date.now() + 10_000)
          await new Promise((resolve) => setTimeout(resolve, 10));
        await done(job);
      },
    });
    expect(await seen(desk.one.id, other)).toMatchObject({ state: 'done', attempts: 1 });
  });

  it('put back what is under way when the worker stops, for the next one at once', async () => {
    const id = await queue(desk, desk.one.id);
    const stop = new AbortController();
    await drain(
      {
        run: async (_job, signal) => {
          stop.abort();
          await aborted(signal);
        },
      },
      { signal: stop.signal },
    );
    const job = await seen(desk.one.id, id);
    expect(job).toMatchObject({ state: 'queued', attempts: 1 });
    expect(job.dueAt.getTime()).toBeLessThanOrEqual(Date.now());
    await drain({ run: async (claimed) => void (await done(claimed)) });
    expect(await seen(desk.one.id, id)).toMatchObject({ state: 'done', attempts: 2 });
  });

  it('try what breaks again later, and end it after three attempts with words for whoever asked', async () => {
    const id = await queue(desk, desk.one.id);
    const broken: AiRunner = { run: async () => Promise.reject(new Error('a fault of ours')) };
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await drain(broken);
      const job = await seen(desk.one.id, id);
      expect(job.attempts).toBe(attempt);
      if (attempt < 3) {
        expect(job.state).toBe('queued');
        expect(job.dueAt.getTime()).toBeGreaterThan(Date.now());
        await desk.withTenant(desk.one.id, system, (uow) => sqlRun(uow, 'update ai_jobs set due_at = now() where id = ?', [id]));
      } else expect(job).toMatchObject({ state: 'failed', failure: expect.stringContaining('Something went wrong') });
    }
  });

  it('give up untouched what was taken again and again and never ended', async () => {
    const id = await queue(desk, desk.one.id);
    const taken = (attempts: number) =>
      desk.withTenant(desk.one.id, system, (uow) =>
        sqlRun(uow, `update ai_jobs set state = 'running', due_at = now() - interval '1 second', attempts = ? where id = ?`, [
          attempts,
          id,
        ]),
      );
    const attempted: number[] = [];
    const run: AiRunner['run'] = async (job) => void attempted.push(job.attempts);
    for (const attempts of [4, 5, 6]) {
      await taken(attempts);
      await drain({ run });
    }
    expect(attempted).toEqual([5, 6]);
    expect(await seen(desk.one.id, id)).toMatchObject({ state: 'failed', failure: expect.stringContaining('Something went wrong') });
  });

  it('ask once whether there is anything when there is nothing, however many they are', async () => {
    let looks = 0;
    const across = {
      ...desk.across,
      unsafeDueAiJobs: (...args: Parameters<typeof desk.across.unsafeDueAiJobs>) => {
        looks += 1;
        return desk.across.unsafeDueAiJobs(...args);
      },
    };
    const deps = { withTenant: desk.withTenant, across, aiRunner: { run: async () => undefined }, aiLanes: 8, log: silent };
    expect((await drainAi(deps, shardOf(desk.one.id), { timing: { ...timing, lookMs: 10_000 } })).handled).toBe(0);
    expect(looks).toBe(1);
  });

  it('end their turn, so that the pump goes on, and say that there is more', async () => {
    for (let count = 0; count < 5; count += 1) await queue(desk, desk.one.id);
    const result = await drain(
      {
        run: async (job) => {
          await new Promise((resolve) => setTimeout(resolve, 30));
          await done(job);
        },
      },
      { over: { turnMs: 20, longestMs: 100 } },
    );
    expect(result.more).toBe(true);
    expect(result.handled).toBeLessThan(5);
  });

  it('look at no other shard', async () => {
    const id = await queue(desk, desk.one.id);
    const other = (shardOf(desk.one.id) + 1) % 4;
    const run = async (): Promise<void> => Promise.reject(new Error('not its job'));
    const deps = { withTenant: desk.withTenant, across: desk.across, aiRunner: { run }, aiLanes: 2, log: silent };
    expect((await drainAi(deps, other, { timing })).handled).toBe(0);
    expect((await seen(desk.one.id, id)).state).toBe('queued');
  });
});
