import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { prepareCall } from '../../../ai/providers/prepare-call.rules.ts';
import { replayCall } from '../../../ai/run/replay-call.ts';
import type { Receipt } from '../../../domain/ai-runs/ai-runs.types.ts';
import { costPage } from '../../../domain/ai-runs/cost-page.ts';
import { recentReceipts } from '../../../domain/ai-runs/recent-receipts.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { type AnalystDesk, openAnalystDesk } from '../../support/analyst-desk.ts';
import { system } from '../../support/desk.ts';
import { helpful } from '../../support/openai/personas.ts';

let a: AnalystDesk;
beforeAll(async () => {
  a = await openAnalystDesk();
}, 120_000);
afterAll(() => a.close());
afterEach(() => a.startOver());

const inOne = <T>(work: (uow: TenantUnitOfWork) => Promise<T>): Promise<T> => a.desk.withTenant(a.desk.one.id, system, work);
const setUp = async (): Promise<void> => {
  await a.setUp();
  await inOne((uow) => sqlRun(uow, `update ai_providers set prices = '{"input": 2000000, "cached": 500000, "output": 8000000}'`));
};
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const sum = (values: (number | null)[]): number => values.reduce<number>((total, value) => total + (value ?? 0), 0);

it('every call has a receipt with every column, of the very bytes that were sent and of the answer that came', async () => {
  await setUp();
  await a.mail('jane@acme.example');
  await a.work();
  const receipts = await inOne((uow) => recentReceipts(uow, 50));
  expect(receipts.map(({ feature }) => feature).sort()).toEqual(['analysis', 'triage']);
  expect(a.model.refused()).toEqual([]);
  const sent = new Map(a.model.journal.map((entry) => [sha256(entry.raw), entry]));
  for (const receipt of receipts) {
    const { reason, promptArm, ticketId, jobId, ...all } = receipt;
    expect(Object.entries(all).filter(([, value]) => value === null || value === undefined)).toEqual([]);
    expect([reason, promptArm]).toEqual([null, null]);
    expect([ticketId, jobId].every((id) => typeof id === 'string')).toBe(true);
    expect(receipt).toMatchObject({ attempt: 1, try: 1, outcome: 'ok', modelAsked: 'test-model', prompt: { origin: 'shipped' } });
    const entry = sent.get(receipt.inputHash);
    expect(entry?.body).toMatchObject({ store: false, ...parametersOf(receipt) });
    const replayed = await inOne((uow) => replayCall(uow, { prepare: prepareCall }, receipt.callId));
    expect(replayed).toMatchObject({ kind: 'replayed', rebuiltHash: receipt.inputHash, keptHash: receipt.inputHash, request: entry?.raw });
    expect(replayed.kind === 'replayed' && sha256(replayed.response ?? '')).toBe(receipt.outputHash);
    const { inputTokens, cachedTokens, outputTokens } = receipt;
    const micros = ((inputTokens ?? 0) - (cachedTokens ?? 0)) * 2 + (cachedTokens ?? 0) * 0.5 + (outputTokens ?? 0) * 8;
    expect(receipt.costMicros).toBe(Math.ceil(micros));
  }
});

/** What of a receipt's parameters stands in the body as it is. */
function parametersOf({ parameters }: Receipt): Record<string, unknown> {
  const { structured, ...sent } = parameters;
  expect(structured).toBe('strict');
  return sent;
}

it('nothing is asked again behind the receipts’ backs, and what the days cost is what the receipts say', async () => {
  await setUp();
  const helps = helpful();
  a.model.behave((request) => {
    if (request.nth % 3 === 0) return { kind: 'error', status: 500, code: null, message: 'no' };
    if (request.nth % 5 === 0) return { kind: 'refusal', text: 'No.' };
    return request.nth % 4 === 0 ? { kind: 'tool_call', name: 'close_ticket', args: '{}' } : helps(request);
  });
  for (let count = 0; count < 6; count += 1) await a.mail('jane@acme.example');
  await a.work();
  const receipts = await inOne((uow) => recentReceipts(uow, 50));
  expect(receipts).toHaveLength(12);
  expect(a.model.journal).toHaveLength(receipts.length);
  expect(new Set(receipts.map(({ outcome }) => outcome))).toEqual(new Set(['ok', 'unavailable', 'refused', 'invalid']));
  const page = await inOne((uow) => costPage(uow, { days: 1 }));
  for (const line of page.lines) {
    const of = receipts.filter(({ feature }) => feature === line.feature);
    expect([line.spent, line.reserved, line.calls, line.inputTokens, line.outputTokens]).toEqual([
      sum(of.map(({ costMicros }) => costMicros)),
      0,
      of.length,
      sum(of.map(({ inputTokens }) => inputTokens)),
      sum(of.map(({ outputTokens }) => outputTokens)),
    ]);
  }
  expect(page.spent).toBe(sum(receipts.map(({ costMicros }) => costMicros)));
  expect(page.spent).toBeGreaterThan(0);
});
