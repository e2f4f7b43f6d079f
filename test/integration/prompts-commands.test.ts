import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { runCases } from '../../ai/prompts/run-cases.ts';
import { createAiDoor } from '../../ai/run/create-ai-door.ts';
import { createAiRunner } from '../../ai/run/create-ai-runner.ts';
import type { Card, CardAction, Json } from '../../bots/cards/card.types.ts';
import { cardToText } from '../../bots/cards/card-to-text.ts';
import { type CommandRunner, createCommandRunner } from '../../bots/commands/command-runner.ts';
import type { Person } from '../../bots/commands/person.types.ts';
import { claimJob } from '../../domain/ai-runs/claim-job.ts';
import { queueJob } from '../../domain/ai-runs/queue-job.ts';
import { type AiJobId, newId } from '../../domain/ids.types.ts';
import { ensureShippedPrompt } from '../../domain/prompts/ensure-shipped-prompt.ts';
import { resolvePrompt } from '../../domain/prompts/resolve-prompt.ts';
import { shippedPrompts } from '../../domain/prompts/shipped-prompts.rules.ts';
import { addModel, answerOf, plainFunction, scriptedClient, workJob } from '../support/ai-rails.ts';
import { silent, system } from '../support/desk.ts';
import { testKeys } from '../support/mails.ts';
import { type CommandDesk, openCommandDesk } from './commands/command-desk.ts';

const fn = plainFunction({ feature: 'translation', promptKind: 'translation', schema: z.strictObject({ text: z.string() }) });
const client = scriptedClient(() => answerOf({ json: { text: 'Hallo' } }));

let c: CommandDesk;
let runner: CommandRunner;
let admin: Person;
let works: Parameters<typeof createAiRunner>[0]['works'];
beforeAll(async () => {
  c = await openCommandDesk();
  admin = await c.addPerson(c.desk.one, 'admin@one.example', 'admin');
  // What an earlier release of the software shipped.
  const older = { ...shippedPrompts.extraction, systemText: `${shippedPrompts.extraction.systemText} Older.` };
  await c.desk.withTenant(c.desk.one.id, system, (uow) => ensureShippedPrompt(uow, 'extraction', older));
  const { withTenant } = c.desk;
  works = { prompt_run: runCases({ withTenant, client, functions: { translation: fn }, timeoutMs: 30_000 }) };
  const ai = createAiDoor({ functions: { translation: fn }, works: new Set(['prompt_run'] as const) });
  runner = createCommandRunner({ withTenant, replyKeysFor: () => testKeys, log: silent, ai });
}, 120_000);
afterAll(() => c.desk.close());

const say = (text: string, person = admin): Promise<Card> => runner.say(person, text);
const press = (action: Pick<CardAction, 'op' | 'args'>, person = admin): Promise<Card> => runner.press(person, action, newId<string>());
function buttonOf(card: Card, label: string): CardAction {
  const found = [...card.actions, ...card.rows.flatMap((row) => row.actions)].find((action) => action.label === label);
  if (found === undefined) throw new Error(`no button “${label}”: ${cardToText(card)}`);
  return found;
}
/** Presses a form's button with its fields as they stand, but for these. */
function submit(card: Card, changed: Record<string, Json>): Promise<Card> {
  if (card.form === null) throw new Error(`no form: ${cardToText(card)}`);
  const { action, fields } = card.form;
  return press({
    op: action.op,
    args: { ...action.args, ...Object.fromEntries(fields.map(({ name, value }) => [name, value])), ...changed },
  });
}
/** What a worker does with a job. */
async function work(jobId: string): Promise<void> {
  const { withTenant, one } = c.desk;
  const job = await withTenant(one.id, system, (uow) => claimJob(uow, jobId as AiJobId, newId<string>()));
  if (job === null) throw new Error('the job is not due');
  const options = { withTenant, client, functions: { translation: fn }, works, log: silent, timeoutMs: 30_000 };
  await createAiRunner(options).run(job, new AbortController().signal);
}

describe('prompts by command', () => {
  it('are edited, run over saved cases, published and rolled back by an admin', async () => {
    expect(cardToText(await say('prompts'))).toMatch(/translation/);
    const form = await say('prompt edit translation');
    const text = form.form?.fields.find(({ name }) => name === 'systemText')?.value ?? '';
    const saved = await submit(form, { systemText: `${text}\nBe polite.`, note: 'politer' });
    expect(cardToText(saved)).toContain('Saved as version 2');
    expect((await submit(form, { systemText: `${text} {{who}}` })).error?.code).toBe('invalid_input');
    expect(cardToText(await say('prompt diff translation 2'))).toContain('+ Be polite.');

    expect(cardToText(await say('prompt run translation 2'))).toContain('Connect one first');
    await addModel(c.desk.withTenant, c.desk.one.id);
    expect(cardToText(await say('prompt run translation 2'))).toContain('no saved cases');
    const caseForm = await say('prompt case translation');
    const withCase = await submit(caseForm, { name: 'greeting', expect: '{"text": "*hallo*"}' });
    expect(cardToText(withCase)).toContain('The case “greeting” is saved');
    await say('prompt case translation "night": language: German\ntext: Good night\nexpect: {"text": "Hallo"}');
    expect((await say('prompt cases translation')).rows).toHaveLength(2);

    const early = await say('prompt publish translation 2');
    expect(early.actions.some(({ label }) => label === 'Publish')).toBe(false);
    expect((await submit(early, {})).error?.code).toBe('conflict');

    const running = await say('prompt run translation 2');
    expect(running.pending).toBeTruthy();
    await work(running.pending ?? '');
    const job = await press({ op: 'ai.job', args: { job: running.pending ?? '' } });
    expect(cardToText(job)).toMatch(/version 2: 2 of 2 cases passed/);

    const ready = await press(buttonOf(job, 'Publish…'));
    expect(cardToText(ready)).toMatch(/2 passed, 0 failed/);
    expect(await inUse()).toMatchObject({ number: 1 });
    expect(cardToText(await press(buttonOf(ready, 'Publish')))).toContain('Version 2 is in use');
    expect(await inUse()).toMatchObject({ number: 2, scope: 'tenant' });
    expect(cardToText(await say('prompt log translation'))).toMatch(/in use: version 2(.*\n)+.*on a stored run/);
    await say('prompt rollback translation because it was too polite');
    expect(await inUse()).toMatchObject({ number: 1 });
    expect(cardToText(await say('prompt log translation'))).toContain('rolled back: it was too polite');
  });

  it('are tried on a share of the calls and the experiment is ended', async () => {
    expect((await say('prompt arm translation 2 20%')).error).toBeNull();
    expect(cardToText(await say('prompts'))).toContain('Experiment: version 2 of your own for 20 % of calls');
    expect((await say('prompt arm translation end')).error).toBeNull();
    expect(cardToText(await say('prompts'))).not.toContain('Experiment');
  });

  it('planted worse on a share of the calls go back to the version in use by people’s votes alone', async () => {
    await say('prompt arm translation 2 50%');
    const { withTenant, one } = c.desk;
    const asked = await withTenant(one.id, system, async (uow) => {
      const ids: AiJobId[] = [];
      for (let index = 0; index < 90; index++)
        ids.push(await queueJob(uow, { feature: 'translation', dedupeKey: newId<string>(), ticketId: null, input: {}, askedBy: null }));
      return ids;
    });
    const told = { ...fn, variables: () => ({ language: 'German', text: 'Hello' }) };
    let votes = 0;
    for (const id of asked) {
      await workJob(c.desk, one.id, id, client, told);
      const [call] = await c.rows<{ arm: string }>('select prompt_arm as arm from ai_calls where job_id = ?', [id]);
      if (call?.arm !== 'A' && call?.arm !== 'B') break;
      votes++;
      const voted = await press({ op: 'ai.vote', args: { job: id, vote: call.arm === 'A' ? 'helpful' : 'unhelpful' } });
      expect(voted.error).toBeNull();
    }
    expect(votes).toBeGreaterThanOrEqual(40);
    expect(votes).toBeLessThan(90);
    expect(cardToText(await say('prompt log translation'))).toMatch(
      /experiment: taken away(.*\n)+.*ended by feedback: 0 of \d+ found it helpful/,
    );
    expect(await inUse()).toMatchObject({ arm: null });
  });

  it('whose shipped text became newer than the company’s own say so and offer to compare and to take it', async () => {
    await say('prompts');
    await say('prompt rollback extraction 1');
    const list = await say('prompts');
    expect(cardToText(await press(buttonOf(list, 'Compare with it')))).toContain('Older.');
    const shown = await say('prompt extraction');
    expect(cardToText(shown)).toContain('Deskhand has brought a newer text of its own: version 2. Yours stays in use.');
    expect(buttonOf(shown, 'Use the shipped text').confirm).toMatch(/Your own versions stay/);
    expect(cardToText(await press(buttonOf(shown, 'Use the shipped text')))).toContain('In use now: version 2 as shipped');
    expect((await say('prompt extraction')).notices).toEqual([]);
  });

  it('are looked at by a manager and changed by admins only; support sees none', async () => {
    expect((await say('prompt translation', c.boss)).error).toBeNull();
    for (const text of [
      'prompt edit translation',
      'prompt run translation 2',
      'prompt publish translation 2',
      'prompt rollback translation',
    ])
      expect((await say(text, c.boss)).error?.code).toBe('not_permitted');
    expect((await press({ op: 'prompts.release', args: { kind: 'translation', number: 2, despite: 'x' } }, c.boss)).error?.code).toBe(
      'not_permitted',
    );
    expect((await say('prompts', c.agent)).error?.code).toBe('not_permitted');
  });

  it('of a kind or version there is not are refused in words', async () => {
    expect(cardToText(await say('prompt poem'))).toContain('reply_draft');
    expect((await say('prompt translation 99')).error?.code).toBe('not_found');
    expect((await say('prompt case translation "x": just words')).error?.code).toBe('invalid_input');
  });

  it('stay as shipped for the other company', async () => {
    const [one] = await c.rows<{ count: number }>(
      'select count(*)::int as count from prompt_versions where kind = ?',
      ['translation'],
      c.desk.two,
    );
    expect(one?.count).toBe(0);
    const two = await c.addPerson(c.desk.two, 'admin@two.example', 'admin');
    expect((await say('prompt cases translation', two)).rows).toEqual([]);
    expect((await say('prompt translation 2', two)).error?.code).toBe('not_found');
  });
});

function inUse() {
  return c.desk.withTenant(c.desk.one.id, system, (uow) => resolvePrompt(uow, 'translation', 'x'));
}
