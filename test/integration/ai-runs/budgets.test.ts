import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { CallEnd, NewCall, Reserved } from '../../../domain/ai-runs/ai-runs.types.ts';
import { changeAiSettings } from '../../../domain/ai-runs/change-ai-settings.ts';
import { costPage } from '../../../domain/ai-runs/cost-page.ts';
import { forgetContents } from '../../../domain/ai-runs/forget-contents.ts';
import { loadAiSettings } from '../../../domain/ai-runs/load-ai-settings.ts';
import { reserveCall } from '../../../domain/ai-runs/reserve-call.ts';
import { setBudget } from '../../../domain/ai-runs/set-budget.ts';
import { settleCall } from '../../../domain/ai-runs/settle-call.ts';
import type { AiCallId, AiProviderId } from '../../../domain/ids.types.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { addModel } from '../../support/ai-rails.ts';
import { openTestDesk, system, type TestDesk } from '../../support/desk.ts';

let desk: TestDesk;
let provider: AiProviderId;
beforeAll(async () => {
  desk = await openTestDesk({ pool: 20 });
  provider = await addModel(desk.withTenant, desk.one.id);
}, 120_000);
afterAll(() => desk.close());
afterEach(async () => {
  desk.clock.now = null;
  await inOne(async (uow) => {
    for (const table of ['ai_call_contents', 'ai_calls', 'ai_spend', 'ai_budgets', 'ai_settings'])
      await sqlRun(uow, `delete from ${table}`);
  });
});

const inOne = <T>(work: (uow: TenantUnitOfWork) => Promise<T>): Promise<T> => desk.withTenant(desk.one.id, system, work);
/** A call that reserves 1,000 micros: 600 of input and 100 of output at four times the price. */
const call = (over: Partial<NewCall> = {}): NewCall => ({
  jobId: null,
  feature: 'draft',
  attempt: 1,
  try: 1,
  ticketId: null,
  promptVersionId: null,
  promptArm: null,
  provider: { id: provider, name: 'Test', style: 'responses', model: 'm', prices: { input: 1_000_000, output: 4_000_000 } },
  parameters: {},
  request: '{}',
  basis: {} as NewCall['basis'],
  inputTokens: 600,
  maxOutputTokens: 100,
  ...over,
});
const prices = call().provider.prices;
const end = (over: Partial<CallEnd> = {}): CallEnd => ({
  outcome: 'ok',
  reason: null,
  text: '{}',
  usage: { input: 100, cached: 0, output: 10, reasoning: 0 },
  modelServed: 'm',
  requestId: null,
  latencyMs: 5,
  cutOff: false,
  ...over,
});
const reserve = (over: Partial<NewCall> = {}): Promise<Reserved> => inOne((uow) => reserveCall(uow, call(over)));
const held = (reserved: Reserved): AiCallId => {
  if (reserved.kind !== 'reserved') throw new Error('it was over budget');
  return reserved.callId;
};

describe('budgets of the AI', () => {
  it('are never passed, however many reserve at once', async () => {
    await inOne((uow) => setBudget(uow, 'draft', 10_500));
    const all = await Promise.all(Array.from({ length: 50 }, () => reserve()));
    const reserved = all.filter(({ kind }) => kind === 'reserved');
    expect(reserved).toHaveLength(10);
    const page = await inOne((uow) => costPage(uow, { days: 1 }));
    expect(page.lines).toEqual([expect.objectContaining({ feature: 'draft', reserved: 10_000, spent: 0, calls: 10, refused: 40 })]);
    expect(page.budgets).toEqual([{ feature: 'draft', daily: 10_500, usedToday: 10_000 }]);
    await Promise.all(reserved.map((one) => inOne((uow) => settleCall(uow, held(one), prices, end()))));
    const [line] = (await inOne((uow) => costPage(uow, { days: 1 }))).lines;
    expect(line).toMatchObject({ reserved: 0, spent: 1_400, inputTokens: 1_000, outputTokens: 100 });
    expect((await reserve()).kind).toBe('reserved');
  });

  it('hold all features together when several are asked at once', async () => {
    await inOne((uow) => setBudget(uow, 'all', 5_000));
    const features = ['draft', 'summary', 'triage', 'analysis'] as const;
    const all = await Promise.all(Array.from({ length: 40 }, (_, at) => reserve({ feature: features[at % 4] ?? 'draft' })));
    expect(all.filter(({ kind }) => kind === 'reserved')).toHaveLength(5);
    expect(all.find(({ kind }) => kind === 'over budget')).toEqual({ kind: 'over budget', budget: 'all' });
  });

  it('are one company’s alone and begin anew at its midnight', async () => {
    await inOne((uow) => setBudget(uow, 'all', 1_000));
    await inOne((uow) => sqlRun(uow, `update tenants set time_zone = 'Pacific/Auckland'`));
    desk.clock.now = new Date('2026-03-02T10:30:00Z');
    expect((await reserve()).kind).toBe('reserved');
    expect((await reserve()).kind).toBe('over budget');
    expect((await desk.withTenant(desk.two.id, system, (uow) => costPage(uow, { days: 7 }))).lines).toEqual([]);
    expect(await desk.withTenant(desk.two.id, system, (uow) => sqlRows(uow, 'select 1 from ai_budgets'))).toEqual([]);
    desk.clock.now = new Date('2026-03-02T11:30:00Z');
    expect((await reserve()).kind).toBe('reserved');
    const days = (await inOne((uow) => costPage(uow, { days: 2 }))).lines.map(({ day }) => day);
    expect(days).toEqual(['2026-03-03', '2026-03-02']);
  });

  it('are charged on the day of the call, once, whenever it ends', async () => {
    desk.clock.now = new Date('2026-06-01T10:00:00Z');
    const id = held(await reserve());
    desk.clock.now = new Date('2026-06-03T10:00:00Z');
    expect(await inOne((uow) => settleCall(uow, id, prices, end()))).toBe(true);
    expect(await inOne((uow) => settleCall(uow, id, prices, end()))).toBe(false);
    const { lines } = await inOne((uow) => costPage(uow, { days: 7 }));
    expect(lines).toEqual([expect.objectContaining({ day: '2026-06-01', spent: 140, reserved: 0 })]);
  });

  it.each([
    ['nothing for a call that got no answer', end({ outcome: 'unavailable', text: null, usage: null }), 0],
    ['what was reserved for one that was cut off', end({ outcome: 'unavailable', text: null, usage: null, cutOff: true }), 1_000],
    ['what was reserved for an answer without counted tokens', end({ usage: null }), 1_000],
    ['less for what the server had cached', end({ usage: { input: 100, cached: 50, output: 10, reasoning: 0 } }), 95],
  ])('take %s', async (_what, how, cost) => {
    const id = held(await reserve());
    await inOne((uow) => settleCall(uow, id, { ...prices, cached: 100_000 }, how));
    const [line] = (await inOne((uow) => costPage(uow, { days: 1 }))).lines;
    expect([line?.spent, line?.reserved]).toEqual([cost, 0]);
  });

  it('are lifted again, and refuse what is no amount', async () => {
    await inOne((uow) => setBudget(uow, 'draft', 0));
    expect((await reserve()).kind).toBe('over budget');
    await inOne((uow) => setBudget(uow, 'draft', null));
    expect((await reserve()).kind).toBe('reserved');
    for (const wrong of [-1, 0.5, Number.NaN, 1e16])
      await expect(inOne((uow) => setBudget(uow, 'all', wrong))).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('what was sent and answered', () => {
  it('is gone after the company’s own time, and its receipt stays', async () => {
    desk.clock.now = new Date('2026-06-01T10:00:00Z');
    const id = held(await reserve());
    await inOne((uow) => settleCall(uow, id, prices, end()));
    const contents = () => inOne((uow) => sqlRows(uow, 'select 1 from ai_call_contents'));
    await inOne((uow) => changeAiSettings(uow, { keepDays: 7 }));
    desk.clock.now = new Date('2026-06-08T09:00:00Z');
    expect(await inOne(forgetContents)).toBe(0);
    expect(await contents()).toHaveLength(1);
    desk.clock.now = new Date('2026-06-08T10:00:01Z');
    expect(await desk.withTenant(desk.two.id, system, forgetContents)).toBe(0);
    expect(await inOne(forgetContents)).toBe(1);
    expect(await contents()).toEqual([]);
    expect(await inOne((uow) => sqlRows(uow, 'select 1 from ai_calls'))).toHaveLength(1);
  });

  it('depends on settings of one company that keep what is not changed', async () => {
    await inOne((uow) => changeAiSettings(uow, { autoAnalysis: false }));
    await inOne((uow) => changeAiSettings(uow, { redact: true }));
    expect(await inOne(loadAiSettings)).toEqual({ autoTriage: true, autoAnalysis: false, redact: true, keepDays: 30, mostWrong: 0.03 });
    expect(await desk.withTenant(desk.two.id, system, loadAiSettings)).toMatchObject({ autoAnalysis: true, redact: false });
    for (const wrong of [{ keepDays: 0 }, { keepDays: 1.5 }, { mostWrong: 1 }])
      await expect(inOne((uow) => changeAiSettings(uow, wrong))).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
