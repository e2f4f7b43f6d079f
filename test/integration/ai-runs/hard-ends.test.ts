import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createModelClient } from '../../../ai/providers/create-model-client.ts';
import type { ModelAnswer } from '../../../ai/providers/model-client.types.ts';
import { createAiRunner } from '../../../ai/run/create-ai-runner.ts';
import { createLogger } from '../../../config/logger.ts';
import { removeProvider } from '../../../domain/ai-providers/remove-provider.ts';
import type { JobView, Receipt } from '../../../domain/ai-runs/ai-runs.types.ts';
import { findJob } from '../../../domain/ai-runs/find-job.ts';
import { readContent } from '../../../domain/ai-runs/read-content.ts';
import { receiptsOfJob } from '../../../domain/ai-runs/receipts-of-job.ts';
import { type AiJobId, newId, type TicketId } from '../../../domain/ids.types.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { addModel, answerOf, claim, plainFunction, queue, scriptedClient, unreachable, workJob } from '../../support/ai-rails.ts';
import { openTestDesk, system, type TestDesk } from '../../support/desk.ts';

let desk: TestDesk;
/** Takes every connection and answers none. */
let silentServer: Server;
beforeAll(async () => {
  desk = await openTestDesk();
  silentServer = createServer(() => {});
  await new Promise<void>((resolve) => silentServer.listen(0, '127.0.0.1', resolve));
}, 120_000);
afterAll(async () => {
  silentServer.closeAllConnections();
  await new Promise((resolve) => silentServer.close(resolve));
  await desk.close();
});
beforeEach(() => addModel(desk.withTenant, desk.one.id));
afterEach(async () => {
  desk.clock.now = null;
  await inOne(async (uow) => {
    for (const table of ['ai_call_contents', 'ai_calls', 'ai_spend', 'ai_providers']) await sqlRun(uow, `delete from ${table}`);
  });
});

const inOne = <T>(work: (uow: TenantUnitOfWork) => Promise<T>): Promise<T> => desk.withTenant(desk.one.id, system, work);
const seen = (id: AiJobId): Promise<{ job: JobView; receipts: Receipt[] }> =>
  inOne(async (uow) => ({ job: await findJob(uow, id), receipts: await receiptsOfJob(uow, id) }));
const spent = async (): Promise<{ reserved: number; spent: number }> => {
  const [row] = await inOne((uow) =>
    sqlRows<Record<string, string>>(uow, 'select sum(reserved_micros) as reserved, sum(spent_micros) as spent from ai_spend'),
  );
  return { reserved: Number(row?.reserved), spent: Number(row?.spent) };
};
const refusing = (over: Partial<ModelAnswer> = {}): ModelAnswer =>
  unreachable({ learned: 'temperature', reason: 'a setting was refused', ...over });

describe('a provider that goes away while its call is under way', () => {
  it('leaves the job to be found keyless, with a notice, also when it had just refused a setting', async () => {
    const id = await queue(desk, desk.one.id);
    const client = scriptedClient(async () => {
      await inOne((uow) => removeProvider(uow, 'Test'));
      return refusing();
    });
    await workJob(desk, desk.one.id, id, client);
    const { job, receipts } = await seen(id);
    expect(job).toMatchObject({ state: 'done', source: 'extract', failure: null });
    expect(job.result?.notice).toContain('switched off or removed');
    expect(client.bodies).toHaveLength(1);
    expect(receipts).toEqual([expect.objectContaining({ providerName: 'Test', outcome: 'unavailable', costMicros: 0 })]);
    expect((await spent()).reserved).toBe(0);
  });

  it('keeps its answer when it has given one, and hands the next try to the new default', async () => {
    const good = await queue(desk, desk.one.id);
    const off = () => inOne((uow) => sqlRun(uow, `update ai_providers set state = 'off'`));
    const client = scriptedClient(async () => {
      await off();
      return answerOf();
    });
    await workJob(desk, desk.one.id, good, client);
    expect((await seen(good)).job.source).toBe('model');
    await inOne((uow) => sqlRun(uow, 'delete from ai_call_contents'));
    await inOne((uow) => sqlRun(uow, 'delete from ai_calls'));
    await inOne((uow) => sqlRun(uow, 'delete from ai_providers'));
    await addModel(desk.withTenant, desk.one.id);
    const moved = await queue(desk, desk.one.id);
    const answers = [refusing(), answerOf()];
    const moving = scriptedClient(async () => {
      await inOne((uow) => sqlRun(uow, `update ai_providers set model = 'other-model'`));
      return answers.shift() ?? answerOf();
    });
    await workJob(desk, desk.one.id, moved, moving);
    expect((await seen(moved)).receipts.map(({ modelAsked }) => modelAsked)).toEqual(['other-model', 'test-model']);
    expect(await inOne((uow) => sqlRows(uow, 'select refused from ai_providers'))).toEqual([{ refused: [] }]);
  });
});

describe('a call that nobody saw the end of', () => {
  it('says that time ran out, costs what was reserved, and is tried again', async () => {
    const { port } = silentServer.address() as AddressInfo;
    await inOne((uow) => sqlRun(uow, 'update ai_providers set base_url = ?', [`http://127.0.0.1:${port}/v1`]));
    const client = createModelClient({ unseal: () => 'k', timeoutMs: 150, stallMs: 150 });
    const log = createLogger({ level: 'silent', role: 'test' });
    const functions = { summary: plainFunction() };
    const runner = createAiRunner({ withTenant: desk.withTenant, client, functions, works: {}, log, timeoutMs: 150 });
    const id = await queue(desk, desk.one.id);
    const job = await claim(desk, desk.one.id, id);
    if (job === null) throw new Error('the job is not due');
    await runner.run(job, new AbortController().signal);
    const { job: after, receipts } = await seen(id);
    expect(after).toMatchObject({ state: 'queued', attempts: 1 });
    expect(receipts[0]).toMatchObject({ outcome: 'unavailable', reason: 'The model did not answer in time.' });
    const [row] = await inOne((uow) => sqlRows<{ micros: string }>(uow, 'select reserved_micros as micros from ai_calls'));
    expect(receipts[0]?.costMicros).toBe(Number(row?.micros));
    expect(await spent()).toEqual({ reserved: 0, spent: Number(row?.micros) });
  });

  it('is reserved for all the output there can be where the server takes no limit', async () => {
    const micros = async () => {
      const id = await queue(desk, desk.one.id);
      const client = scriptedClient(() => answerOf());
      await workJob(desk, desk.one.id, id, client);
      const [row] = await inOne((uow) =>
        sqlRows<{ micros: string }>(uow, 'select reserved_micros as micros from ai_calls where job_id = ?', [id]),
      );
      return Number(row?.micros);
    };
    await inOne((uow) => sqlRun(uow, 'update ai_providers set max_output_tokens = 50000'));
    const limited = await micros();
    await inOne((uow) => sqlRun(uow, `update ai_providers set refused = '["max_output_tokens"]'`));
    expect(await micros()).toBe(limited + (50_000 - 2_000) * 4);
  });
});

describe('a job', () => {
  it.each(['cut in the middle of \ud83d', 'with a \u0000 in it'])('keeps a result that PostgreSQL would not take: %j', async (text) => {
    const id = await queue(desk, desk.one.id, { input: { asked: text } });
    const fn = plainFunction({ interpret: () => ({ kind: 'ok', data: { text } }) });
    await workJob(
      desk,
      desk.one.id,
      id,
      scriptedClient(() => answerOf()),
      fn,
    );
    const { job } = await seen(id);
    expect(job).toMatchObject({ state: 'done', source: 'model' });
    expect(job.result?.data).toEqual({ text: text.toWellFormed().replaceAll('\u0000', '\ufffd') });
    expect(job.input.asked).toContain('\ufffd');
  });

  it('says while it waits which model it waits for', async () => {
    const id = await queue(desk, desk.one.id);
    let progress = '';
    const client = scriptedClient(async () => {
      ({ progress } = (await seen(id)).job);
      return answerOf();
    });
    await workJob(desk, desk.one.id, id, client);
    expect(progress).toBe('waiting for test-model to answer');
    expect((await seen(id)).job.progress).toBe('');
  });
});

describe('what was sent', () => {
  it('cannot be read any more once its time is over, removed or not', async () => {
    desk.clock.now = new Date('2026-05-01T10:00:00Z');
    const id = await queue(desk, desk.one.id);
    await workJob(
      desk,
      desk.one.id,
      id,
      scriptedClient(() => answerOf()),
    );
    const [receipt] = (await seen(id)).receipts;
    if (receipt === undefined) throw new Error('no receipt');
    expect(await inOne((uow) => readContent(uow, receipt.callId))).not.toBeNull();
    desk.clock.now = new Date('2026-05-31T10:00:01Z');
    expect(await inOne((uow) => readContent(uow, receipt.callId))).toBeNull();
    expect(await inOne((uow) => sqlRows(uow, 'select 1 from ai_call_contents'))).toHaveLength(1);
  });
});

describe('the log', () => {
  it('holds nothing of the prompt, the answer, the result or the key, however a job ends', async () => {
    const secret = 'PLUM-OTTER-77';
    const lines: string[] = [];
    const log = createLogger({ level: 'trace', role: 'test', destination: { write: (line) => void lines.push(line) } });
    const ends: ModelAnswer[] = [
      answerOf({ json: { text: secret } }),
      answerOf({ json: { [secret]: secret } }),
      answerOf({ json: { text: 'nonsense' }, text: secret }),
      answerOf({ outcome: 'refused', json: undefined, text: secret }),
      unreachable({ fatal: true }),
      unreachable(),
      refusing(),
    ];
    for (const end of ends) {
      const fns = [{}, { record: async () => Promise.reject(new Error('the disk is full')) }, { load: async () => secret }];
      for (const over of fns) {
        const id = await queue(desk, desk.one.id, { input: { asked: secret } });
        const job = await claim(desk, desk.one.id, id);
        if (job === null) throw new Error('the job is not due');
        const functions = { summary: plainFunction({ load: async () => secret, ...over }) };
        const client = scriptedClient(() => end);
        const runner = createAiRunner({ withTenant: desk.withTenant, client, functions, works: {}, log, timeoutMs: 1_000 });
        await runner.run(job, new AbortController().signal).catch((err: unknown) => log.error({ err }, 'job of the AI broke'));
      }
    }
    // What the database refuses is said without the values of the row.
    const foreign = { feature: 'draft' as const, dedupeKey: secret, ticketId: newId<TicketId>(), input: { asked: secret }, askedBy: null };
    await queue(desk, desk.one.id, foreign).catch((err: unknown) => log.error({ err }, 'not queued'));
    expect(lines.join('')).toContain('model call ended');
    expect(lines.join('')).toContain('the disk is full');
    expect(lines.join('')).toContain('not queued');
    expect(lines.filter((line) => line.includes(secret))).toEqual([]);
  });
});
