import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createAiDoor } from '../../../ai/run/create-ai-door.ts';
import { createAiRunner } from '../../../ai/run/create-ai-runner.ts';
import { claimJob } from '../../../domain/ai-runs/claim-job.ts';
import { type AiJobId, newId } from '../../../domain/ids.types.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import { aiFunctions, aiWorkFeatures } from '../../../server/wiring/ai-functions.ts';
import { addModel, answerOf, scriptedClient } from '../../support/ai-rails.ts';
import { silent, system } from '../../support/desk.ts';
import { mailFrom, receive } from '../../support/mails.ts';
import type { FakeMessage, FakePerson } from '../../support/slack/fake-slack.types.ts';
import {
  handleTwice,
  openSurfacesDesk,
  rowsOf,
  type SurfacesDesk,
  type SurfacesSide,
  ticketCardIn,
  ticketsOf,
  wordsOf,
} from './surfaces-desk.ts';

let kit: SurfacesDesk;
let one: SurfacesSide;
let number: string;
const told = 'Nobody on floor 2 can print.';

beforeAll(async () => {
  kit = await openSurfacesDesk({ ai: createAiDoor({ functions: aiFunctions, works: aiWorkFeatures }) });
  one = kit.one;
});
beforeEach(async () => {
  await kit.desk.withTenant(one.tenant.id, system, (uow) =>
    sqlRun(uow, 'delete from ai_providers where not exists (select 1 from ai_calls)'),
  );
  await receive(
    kit.desk,
    one.tenant,
    mailFrom(one.tenant.contactAddress, { subject: 'Printer', text: 'Since this morning nobody on floor 2 can print. We restarted it.' }),
    one.tenant.mailboxAddress,
  );
  number = (await ticketsOf(kit, one)).at(-1)?.number ?? '';
  const models = await rowsOf(kit, one, 'select 1 from ai_providers');
  if (models.length === 0) await addModel(kit.desk.withTenant, one.tenant.id);
});
afterAll(async () => {
  expect(kit.slack.refusals).toEqual([]);
  await kit.close();
});

const jobs = () =>
  rowsOf<{ id: AiJobId }>(kit, one, "select id from ai_jobs where state = 'queued' and asked_by is not null order by created_at, id");

/** Works what people asked for, as the AI's pump does. */
async function work(): Promise<void> {
  const client = scriptedClient(() => answerOf({ json: { statements: [{ text: told, refs: ['m1.s1'] }] } }));
  const { withTenant } = kit.desk;
  const runner = createAiRunner({ withTenant, client, functions: aiFunctions, works: {}, log: silent, timeoutMs: 30_000 });
  for (const { id } of await jobs()) {
    const job = await withTenant(one.tenant.id, system, (uow) => claimJob(uow, id, newId<string>()));
    if (job === null) throw new Error('the job is not due');
    await runner.run(job, new AbortController().signal);
  }
}

/** Long enough for any look that waits. */
async function later(): Promise<void> {
  await kit.pass(30_000);
  await kit.settle();
}

async function tell(person: FakePerson, text: string, threadTs?: string): Promise<FakeMessage> {
  const said = await kit.slack.say(person, kit.slack.dmChannel(person), text, threadTs === undefined ? {} : { threadTs });
  await kit.settle();
  return said;
}

const answersTo = (person: FakePerson, ts: string): FakeMessage[] =>
  kit.slack.thread(kit.slack.dmChannel(person), ts).filter((message) => message.user !== person.id);

const looksWaiting = () => rowsOf(kit, one, "select id from chat_inbox where kind = 'later' and state = 'new'");

describe('a question to the AI in the direct conversation', () => {
  test('is answered that it is being worked on, and that very message becomes the result, once', async () => {
    const said = await tell(one.ada, `summarise ${number}`);
    const [pending] = answersTo(one.ada, said.ts);
    expect(wordsOf(pending)).toContain('waits for its turn');
    await later();
    expect(wordsOf(pending)).toContain('waits for its turn');
    await work();
    await later();
    await later();
    expect(answersTo(one.ada, said.ts)).toEqual([pending]);
    expect(wordsOf(pending)).toContain(told);
    expect(wordsOf(pending)).not.toContain('waits for its turn');
    expect(await looksWaiting()).toEqual([]);
    await kit.slack.press(one.ada, pending as FakeMessage, 'Good answer');
    await kit.settle();
    expect(await rowsOf(kit, one, 'select vote from chat_feedback where user_id = ?', [one.tenant.agent])).toEqual([{ vote: 1 }]);
  });

  test('that is asked twice is one piece of work and two finished answers', async () => {
    const first = await tell(one.ada, `summarise ${number}`);
    const second = await tell(one.ada, `summarise ${number}`, first.ts);
    expect(await jobs()).toHaveLength(1);
    await work();
    await later();
    const answers = answersTo(one.ada, second.thread_ts ?? first.ts);
    expect(answers.map((message) => wordsOf(message).includes(told))).toEqual([true, true]);
  });

  test('ends with the reason when it fails, and with a word when it was cancelled', async () => {
    const failing = await tell(one.ada, `summarise ${number}`);
    const cancelled = await tell(one.ada, `suggest actions ${number}`);
    const [waiting] = answersTo(one.ada, cancelled.ts);
    await kit.slack.press(one.ada, waiting as FakeMessage, 'Cancel');
    await kit.settle();
    await kit.desk.withTenant(one.tenant.id, system, (uow) => sqlRun(uow, 'update tickets set is_spam = true where number = ?', [number]));
    await work();
    await later();
    expect(wordsOf(answersTo(one.ada, failing.ts)[0])).toMatch(/spam/);
    expect(wordsOf(waiting)).toContain('It was cancelled');
    expect(await looksWaiting()).toEqual([]);
  });

  test('by a button of an answer is followed there too', async () => {
    const said = await tell(one.ada, `summarise ${number}`);
    await work();
    await later();
    const [answer] = answersTo(one.ada, said.ts);
    await kit.slack.press(one.ada, answer as FakeMessage, 'Summarise again');
    await kit.settle();
    await work();
    await later();
    const answers = answersTo(one.ada, said.ts);
    expect(answers.map((message) => wordsOf(message).includes(told))).toEqual([true, true]);
    expect(await looksWaiting()).toEqual([]);
  });

  test('goes on where a process died in the middle of a look, and is still one answer', async () => {
    const said = await tell(one.ada, `summarise ${number}`);
    const [pending] = answersTo(one.ada, said.ts);
    await kit.pass(30_000);
    expect(await handleTwice(kit)).toBeGreaterThanOrEqual(2);
    await work();
    await kit.pass(30_000);
    expect(await handleTwice(kit)).toBeGreaterThanOrEqual(2);
    kit.use(kit.another());
    await later();
    expect(answersTo(one.ada, said.ts)).toEqual([pending]);
    expect(wordsOf(pending)).toContain(told);
    expect(await looksWaiting()).toEqual([]);
  });

  test('that nobody works on is looked after for half an hour and not for ever', async () => {
    const said = await tell(one.ada, `summarise ${number}`);
    let looks = 0;
    while ((await looksWaiting()).length > 0 && looks < 150) {
      looks += 1;
      await later();
    }
    expect(looks).toBe(100);
    const [pending, ...more] = answersTo(one.ada, said.ts);
    expect(more).toEqual([]);
    expect(wordsOf(pending)).toContain('Look again');
    await work();
  }, 120_000);
});

describe('a question to the AI by the slash command', () => {
  test('is followed by its result, which nobody else sees', async () => {
    const channel = one.workspace.addChannel('asking');
    await kit.slack.command(one.bob, channel, '/desk', `summarise ${number}`);
    await kit.settle();
    const before = kit.slack.ephemerals(one.bob);
    expect(wordsOf(before.at(-1))).toContain('waits for its turn');
    await later();
    expect(kit.slack.ephemerals(one.bob)).toHaveLength(before.length);
    await work();
    await later();
    await later();
    const after = kit.slack.ephemerals(one.bob).slice(before.length);
    expect(after.map((message) => wordsOf(message).includes(told))).toEqual([true]);
    expect(kit.slack.messages(channel)).toEqual([]);
    expect(await looksWaiting()).toEqual([]);
  });

  test('takes the place of a card of their own where a button was pressed', async () => {
    const channel = one.workspace.addChannel('pressing');
    await kit.slack.command(one.bob, channel, '/desk', `summarise ${number}`);
    await kit.settle();
    const waiting = kit.slack.ephemerals(one.bob).at(-1) as FakeMessage;
    await kit.slack.press(one.bob, waiting, 'Look again');
    await kit.settle();
    await work();
    await later();
    expect(wordsOf(waiting)).toContain(told);
    expect(await looksWaiting()).toEqual([]);
  });
});

test('a question in a ticket’s thread is answered to whoever asked alone, from the first word to the result', async () => {
  const channel = one.workspace.addChannel('thread');
  const ticket = await ticketCardIn(kit, one, channel, 'In a thread');
  const thread = kit.slack.thread(channel, ticket.card().ts).length;
  await kit.slack.say(one.ada, channel, `<@${one.workspace.botUserId}> summarise ${number}`, { threadTs: ticket.card().ts });
  await kit.settle();
  await work();
  await later();
  expect(wordsOf(kit.slack.ephemerals(one.ada).at(-1))).toContain(told);
  expect(kit.slack.thread(channel, ticket.card().ts)).toHaveLength(thread + 1);
});

test('another company’s people see nothing of a job', async () => {
  const said = await tell(one.ada, `summarise ${number}`);
  const [job] = await jobs();
  await kit.slack.command(kit.two.ada, kit.two.workspace.addChannel('theirs'), '/desk', `ai job ${job?.id ?? ''}`);
  await kit.settle();
  expect(wordsOf(kit.slack.ephemerals(kit.two.ada).at(-1))).not.toContain('Printer');
  await work();
  await later();
  expect(wordsOf(answersTo(one.ada, said.ts)[0])).toContain(told);
});
