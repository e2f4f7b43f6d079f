import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClaimedJob } from '../../../domain/ai-runs/ai-runs.types.ts';
import { cancelJob } from '../../../domain/ai-runs/cancel-job.ts';
import { claimJob } from '../../../domain/ai-runs/claim-job.ts';
import { findJob } from '../../../domain/ai-runs/find-job.ts';
import { listJobs } from '../../../domain/ai-runs/list-jobs.ts';
import { putBackJob } from '../../../domain/ai-runs/put-back-job.ts';
import { queueJob } from '../../../domain/ai-runs/queue-job.ts';
import { renewJob } from '../../../domain/ai-runs/renew-job.ts';
import { settleJob } from '../../../domain/ai-runs/settle-job.ts';
import { voteJob } from '../../../domain/ai-runs/vote-job.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { claim, plainResult, queue, wantedSummary } from '../../support/ai-rails.ts';
import { openTestDesk, system, type TestDesk } from '../../support/desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
}, 120_000);
afterAll(() => desk.close());
afterEach(() => {
  desk.clock.now = null;
});

const inOne = <T>(work: (uow: TenantUnitOfWork) => Promise<T>): Promise<T> => desk.withTenant(desk.one.id, system, work);
const inTwo = <T>(work: (uow: TenantUnitOfWork) => Promise<T>): Promise<T> => desk.withTenant(desk.two.id, system, work);
const claimed = async (job: Promise<ClaimedJob | null>): Promise<ClaimedJob> => {
  const one = await job;
  if (one === null) throw new Error('the job is not due');
  return one;
};
const start = new Date('2026-03-02T10:00:00Z');
const later = (seconds: number): Date => new Date(start.getTime() + seconds * 1_000);

describe('jobs of the AI', () => {
  it('are one while they wait, put off by what comes after, and never past two minutes', async () => {
    desk.clock.now = start;
    const wanted = wantedSummary({ dueAt: later(20) });
    const id = await inOne((uow) => queueJob(uow, wanted));
    desk.clock.now = later(15);
    expect(await inOne((uow) => queueJob(uow, { ...wanted, dueAt: later(35) }))).toBe(id);
    expect((await inOne((uow) => findJob(uow, id))).dueAt).toEqual(later(35));
    await inOne((uow) => queueJob(uow, { ...wanted, dueAt: later(25) }));
    expect((await inOne((uow) => findJob(uow, id))).dueAt).toEqual(later(35));
    await inOne((uow) => queueJob(uow, { ...wanted, dueAt: later(500) }));
    expect((await inOne((uow) => findJob(uow, id))).dueAt).toEqual(later(120));
    await inOne((uow) => queueJob(uow, { ...wanted, dueAt: later(15), askedBy: desk.one.agent }));
    expect((await inOne((uow) => findJob(uow, id))).dueAt).toEqual(later(15));
    expect(await inOne((uow) => claimJob(uow, id, 'w'))).not.toBeNull();
    expect(await inOne((uow) => queueJob(uow, wanted))).not.toBe(id);
  });

  it('wake the pump of their tenant and are seen by it alone', async () => {
    desk.wakes.length = 0;
    const id = await queue(desk, desk.one.id);
    expect(desk.wakes).toEqual([expect.objectContaining({ kind: 'ai', tenantId: desk.one.id })]);
    await expect(inTwo((uow) => findJob(uow, id))).rejects.toMatchObject({ code: 'not_found' });
    expect(await inTwo((uow) => claimJob(uow, id, 'w'))).toBeNull();
    await expect(inTwo((uow) => cancelJob(uow, id, { userId: null, mayAll: true }))).rejects.toMatchObject({ code: 'not_found' });
    await expect(inTwo((uow) => voteJob(uow, id, { userId: desk.two.agent, vote: 'helpful' }))).rejects.toMatchObject({
      code: 'not_found',
    });
    const page = await inTwo((uow) => listJobs(uow, { limit: 50 }));
    expect([page.running, page.waiting, page.ended, page.waitingTotal]).toEqual([[], [], [], 0]);
    expect(await inTwo((uow) => sqlRows(uow, 'select 1 from ai_jobs'))).toEqual([]);
    expect(await inOne((uow) => claimJob(uow, id, 'w'))).not.toBeNull();
  });

  it('are held by one worker until its lease runs out, and then by the next alone', async () => {
    desk.clock.now = start;
    const id = await queue(desk, desk.one.id);
    const first = await claimed(claim(desk, desk.one.id, id));
    expect(first.attempts).toBe(1);
    desk.clock.now = later(10);
    expect(await claim(desk, desk.one.id, id)).toBeNull();
    expect(await inOne((uow) => renewJob(uow, first))).toBe(true);
    desk.clock.now = later(20);
    expect(await claim(desk, desk.one.id, id)).toBeNull();
    desk.clock.now = later(26);
    const second = await claimed(claim(desk, desk.one.id, id));
    expect(second.attempts).toBe(2);
    expect(await inOne((uow) => renewJob(uow, first))).toBe(false);
    expect(await inOne((uow) => settleJob(uow, first, plainResult))).toBe(false);
    expect(await inOne((uow) => settleJob(uow, second, { ...plainResult, data: { text: 'second' } }))).toBe(true);
    expect(await inOne((uow) => settleJob(uow, second, plainResult))).toBe(false);
    expect((await inOne((uow) => findJob(uow, id))).result?.data).toEqual({ text: 'second' });
  });

  it('that were put back wait, also beside a new one of the same key', async () => {
    desk.clock.now = start;
    const wanted = wantedSummary();
    const id = await inOne((uow) => queueJob(uow, wanted));
    const job = await claimed(claim(desk, desk.one.id, id));
    const newer = await inOne((uow) => queueJob(uow, wanted));
    expect(newer).not.toBe(id);
    expect(await inOne((uow) => putBackJob(uow, job, later(30)))).toBe(true);
    expect((await inOne((uow) => findJob(uow, id))).state).toBe('queued');
    expect(await claim(desk, desk.one.id, id)).toBeNull();
    desk.clock.now = later(31);
    expect((await claimed(claim(desk, desk.one.id, id))).attempts).toBe(2);
  });

  it('are cancelled by whoever asked or may see all, and then end for their worker too', async () => {
    const mine = await queue(desk, desk.one.id, { askedBy: desk.one.agent });
    const automatic = await queue(desk, desk.one.id);
    const job = await claimed(claim(desk, desk.one.id, mine));
    const me = { userId: desk.one.agent, mayAll: false };
    expect((await inOne((uow) => cancelJob(uow, mine, me))).state).toBe('cancelled');
    expect(await inOne((uow) => renewJob(uow, job))).toBe(false);
    expect(await inOne((uow) => settleJob(uow, job, plainResult))).toBe(false);
    await expect(inOne((uow) => cancelJob(uow, mine, me))).rejects.toMatchObject({ code: 'conflict' });
    await expect(inOne((uow) => cancelJob(uow, automatic, me))).rejects.toMatchObject({ code: 'not_permitted' });
    expect((await inOne((uow) => cancelJob(uow, automatic, { ...me, mayAll: true }))).state).toBe('cancelled');
  });

  it('are listed by what they do, the ended ones page by page', async () => {
    const ids = [];
    for (let count = 0; count < 5; count += 1) {
      const job = await claimed(claim(desk, desk.two.id, await queue(desk, desk.two.id)));
      await inTwo((uow) => settleJob(uow, job, plainResult));
      ids.unshift(job.id);
    }
    const running = await claimed(claim(desk, desk.two.id, await queue(desk, desk.two.id)));
    const waiting = await queue(desk, desk.two.id, { dueAt: new Date(Date.now() + 60_000) });
    const first = await inTwo((uow) => listJobs(uow, { limit: 3 }));
    expect(first.running.map(({ id }) => id)).toEqual([running.id]);
    expect(first.waiting.map(({ id }) => id)).toEqual([waiting]);
    expect(first.waitingTotal).toBe(1);
    const second = await inTwo((uow) => listJobs(uow, { limit: 3, after: first.next }));
    expect([...first.ended, ...second.ended].map(({ id }) => id)).toEqual(ids);
    expect(second.next).toBeNull();
  });

  it('are found by their short name, and listed, without reading all there ever were', async () => {
    await inTwo((uow) =>
      sqlRun(
        uow,
        `insert into ai_jobs (tenant_id, id, shard, feature, dedupe_key, input, state, due_at, created_at, settled_at)
         select ?, gen_random_uuid(), 0, 'triage', 'old', '{}', 'done', ?, ?, ?::timestamptz - i * interval '1 minute' from generate_series(1, 20000) i`,
        [desk.two.id, start, start, start],
      ),
    );
    const planOf = async (rest: string): Promise<string> =>
      JSON.stringify(await inTwo((uow) => sqlRows(uow, `explain (format json) select * from ai_jobs j where ${rest}`)));
    expect(await planOf(`j.ref = '00000000'`)).toContain('ai_jobs_ref');
    expect(await planOf('j.settled_at is not null order by j.settled_at desc, j.id desc limit 9')).toContain('ai_jobs_ended');
    const [oldest] = await inTwo((uow) => sqlRows<{ id: string }>(uow, 'select id from ai_jobs order by settled_at limit 1'));
    expect((await inTwo((uow) => findJob(uow, `j-${oldest?.id.slice(-8)}`))).id).toBe(oldest?.id);
    await expect(inOne((uow) => findJob(uow, `j-${oldest?.id.slice(-8)}`))).rejects.toMatchObject({ code: 'not_found' });
    await inTwo((uow) => sqlRun(uow, `delete from ai_jobs where dedupe_key = 'old'`));
  });

  it('take one vote of a person, the last one', async () => {
    const job = await claimed(claim(desk, desk.one.id, await queue(desk, desk.one.id)));
    const vote = (said: 'helpful' | 'unhelpful') => inOne((uow) => voteJob(uow, job.id, { userId: desk.one.agent, vote: said }));
    await expect(vote('helpful')).rejects.toMatchObject({ code: 'conflict' });
    await inOne((uow) => settleJob(uow, job, plainResult));
    await vote('helpful');
    await vote('unhelpful');
    expect(await inOne((uow) => sqlRows(uow, 'select vote from ai_feedback where job_id = ?', [job.id]))).toEqual([{ vote: 'unhelpful' }]);
    expect(await inTwo((uow) => sqlRows(uow, 'select 1 from ai_feedback'))).toEqual([]);
  });
});
