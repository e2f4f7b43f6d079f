import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAiDoor } from '../../../ai/run/create-ai-door.ts';
import type { Card } from '../../../bots/cards/card.types.ts';
import { cardToText } from '../../../bots/cards/card-to-text.ts';
import { type CommandRunner, createCommandRunner } from '../../../bots/commands/command-runner.ts';
import { findJob } from '../../../domain/ai-runs/find-job.ts';
import { settleJob } from '../../../domain/ai-runs/settle-job.ts';
import { type AiJobId, newId, type StaffUserId } from '../../../domain/ids.types.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import {
  addModel,
  answerOf,
  claim,
  plainFunction,
  plainResult,
  queue,
  scriptedClient,
  wantedSummary,
  workJob,
} from '../../support/ai-rails.ts';
import { addStaffRow, openTestDesk, silent, system, type TestDesk } from '../../support/desk.ts';
import { testKeys } from '../../support/mails.ts';

let desk: TestDesk;
let runner: CommandRunner;
const owner = newId<StaffUserId>();
const manager = newId<StaffUserId>();
const sam = newId<StaffUserId>();
beforeAll(async () => {
  desk = await openTestDesk();
  for (const [id, name, role] of [
    [owner, 'owner', 'owner'] as const,
    [manager, 'mary', 'manager'] as const,
    [sam, 'sam', 'support'] as const,
  ])
    await addStaffRow(desk.withTenant, desk.one.id, id, `${name}@one.example`, role);
  const functions = { summary };
  runner = createCommandRunner({
    withTenant: desk.withTenant,
    replyKeysFor: () => testKeys,
    log: silent,
    ai: createAiDoor({ functions, works: new Set(['training'] as const) }),
  });
  await addModel(desk.withTenant, desk.one.id);
}, 120_000);
afterAll(() => desk.close());

/** A summary as its card wants it. */
const basis = { number: 'TKT-202603-00001', subject: 'Printer', messages: 1, leftOut: 0, badged: false, cited: [] };
const summary = plainFunction({
  interpret: () => ({ kind: 'ok', data: { statements: [], basis } }),
  keyless: async () => ({ source: 'extract', confidence: null, reasons: ['the first sentence'], data: { statements: [], basis } }),
});
const say = (userId: StaffUserId, text: string): Promise<Card> => runner.say({ tenantId: desk.one.id, userId }, text);
const inOne: <T>(work: Parameters<typeof desk.withTenant<T>>[2]) => Promise<T> = (work) => desk.withTenant(desk.one.id, system, work);
const ref = (id: AiJobId): string => `j-${id.slice(-8)}`;
const asked = async (json = { text: 'from the model' }): Promise<AiJobId> => {
  const id = await queue(desk, desk.one.id, { askedBy: sam });
  await workJob(
    desk,
    desk.one.id,
    id,
    scriptedClient(() => answerOf({ json })),
    summary,
  );
  return id;
};

describe('commands about jobs of the AI', () => {
  it('show a job that is under way as pending, with a way to cancel it', async () => {
    const id = await queue(desk, desk.one.id, { askedBy: sam });
    const card = await say(sam, `ai job ${ref(id)}`);
    expect(card).toMatchObject({ kind: 'ai_job', pending: id });
    expect(card.actions.map(({ op }) => op)).toEqual(['ai.job', 'ai.cancel']);
    expect(cardToText(await say(sam, 'ai jobs'))).toContain(ref(id));
    const done = await runner.press({ tenantId: desk.one.id, userId: sam }, card.actions[1] ?? { op: '', args: {} }, newId());
    expect(done.kind).toBe('done');
    expect((await say(sam, `ai job ${ref(id)}`)).pending).toBeUndefined();
  });

  it('show a result with its source, its receipt and votes', async () => {
    const id = await asked();
    const card = await say(sam, `ai job ${ref(id)}`);
    expect(card.kind).toBe('ai_result');
    expect(cardToText(card)).toContain('by the model test-model-1');
    expect(card.actions.map(({ op }) => op)).toEqual(expect.arrayContaining(['ai.why', 'ai.vote']));
    const why = cardToText(await say(sam, `ai why ${ref(id)}`));
    for (const fact of ['conversation_summary version', 'test-model at Test', '100 in', '0.0001', 'req_1']) expect(why).toContain(fact);
    expect((await say(sam, `ai unhelpful ${ref(id)}: it missed the point`)).kind).toBe('done');
    expect(await inOne((uow) => sqlRows(uow, 'select vote, note from ai_feedback where job_id = ?', [id]))).toEqual([
      { vote: 'unhelpful', note: 'it missed the point' },
    ]);
  });

  it('keep what somebody asked about nothing in particular, and its receipt, from others', async () => {
    const id = await asked();
    expect((await say(desk.one.agent, `ai job ${ref(id)}`)).error?.code).toBe('not_found');
    expect((await say(desk.one.agent, `ai why ${ref(id)}`)).error?.code).toBe('not_found');
    expect((await say(desk.one.agent, `ai cancel ${ref(id)}`)).error?.code).toBe('not_found');
    expect(cardToText(await say(desk.one.agent, 'ai jobs'))).not.toContain(ref(id));
    expect((await say(manager, `ai why ${ref(id)}`)).kind).toBe('receipt');
    const other = await runner.say({ tenantId: desk.two.id, userId: desk.two.agent }, `ai job ${ref(id)}`);
    expect(other.error?.code).toBe('not_found');
  });

  it('replay a request byte for byte, see when a kept one was changed, and say when it is gone', async () => {
    const id = await asked();
    const same = await say(manager, `ai replay ${ref(id)}`);
    expect(same.notices).toEqual([{ level: 'success', text: expect.stringContaining('the same') }]);
    expect((await say(sam, `ai replay ${ref(id)}`)).error?.code).toBe('not_permitted');
    await inOne((uow) => sqlRun(uow, `update ai_call_contents set basis = jsonb_set(basis::jsonb, '{values,subject}', '"another"')::json`));
    expect((await say(manager, `ai replay ${ref(id)}`)).notices[0]).toMatchObject({ level: 'warning' });
    await inOne((uow) => sqlRun(uow, 'delete from ai_call_contents'));
    expect((await say(manager, `ai replay ${ref(id)}`)).notices[0]?.text).toContain('no longer kept');
  });

  it('answer at once without a model, and queue what is a long piece of work all the same', async () => {
    const door = createAiDoor({ functions: { summary }, works: new Set(['training'] as const) });
    const inTwo = <T>(work: Parameters<typeof desk.withTenant<T>>[2]): Promise<T> => desk.withTenant(desk.two.id, system, work);
    const id = await inTwo((uow) => door.ask(uow, wantedSummary()));
    expect(await inTwo((uow) => findJob(uow, id))).toMatchObject({
      state: 'done',
      source: 'extract',
      result: { notice: null, reasons: ['the first sentence'] },
    });
    const training = await inTwo((uow) => door.ask(uow, { ...wantedSummary(), feature: 'training' }));
    expect((await inTwo((uow) => findJob(uow, training))).state).toBe('queued');
    const withModel = await inOne((uow) => door.ask(uow, wantedSummary()));
    expect((await inOne((uow) => findJob(uow, withModel))).state).toBe('queued');
  });

  it('say why there is no result', async () => {
    const id = await queue(desk, desk.one.id, { askedBy: sam });
    const job = await claim(desk, desk.one.id, id);
    if (job === null) throw new Error('the job is not due');
    await inOne((uow) => settleJob(uow, job, { ...plainResult, data: { statements: [], basis }, notice: 'The model declined.' }));
    expect((await say(sam, `ai job ${ref(id)}`)).notices[0]).toEqual({ level: 'warning', text: 'The model declined.' });
    expect(cardToText(await say(sam, `ai why ${ref(id)}`))).toContain('none was asked');
  });
});

describe('commands about money and choices', () => {
  it('set a budget, show it beside the cost, and lift it', async () => {
    expect((await say(manager, 'ai budget draft 2.50')).error?.code).toBe('not_permitted');
    const card = await say(owner, 'ai budget draft 2.50');
    expect(cardToText(card)).toContain('2.50');
    expect(cardToText(await say(manager, 'ai cost 30'))).toContain('Budget of Draft reply a day');
    expect((await say(owner, 'ai budget draft much')).kind).toBe('help');
    expect((await say(owner, 'ai budget nonsense 5')).error?.code).toBe('invalid_input');
    await say(owner, 'ai budget draft off');
    expect(cardToText(await say(manager, 'ai cost'))).not.toContain('Budget of Draft reply');
  });

  it('change one choice and keep the others', async () => {
    await say(owner, 'ai set analysis off');
    await say(owner, 'ai set keep 14 days');
    await say(owner, 'ai set wrong 5 %');
    const text = cardToText(await say(manager, 'ai settings'));
    for (const fact of ['14 days', 'at most 5 %']) expect(text).toContain(fact);
    expect((await say(owner, 'ai set triage maybe')).error?.code).toBe('invalid_input');
    expect((await say(manager, 'ai set triage off')).error?.code).toBe('not_permitted');
  });
});
