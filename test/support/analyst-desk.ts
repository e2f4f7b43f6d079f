import { createModelClient } from '../../ai/providers/create-model-client.ts';
import { createAiDoor } from '../../ai/run/create-ai-door.ts';
import { createAiRunner } from '../../ai/run/create-ai-runner.ts';
import type { Card, CardAction } from '../../bots/cards/card.types.ts';
import { type CommandRunner, createCommandRunner } from '../../bots/commands/command-runner.ts';
import type { Person, SayOptions } from '../../bots/commands/person.types.ts';
import { claimJob } from '../../domain/ai-runs/claim-job.ts';
import { type AiJobId, type AiProviderId, newId, type TicketId } from '../../domain/ids.types.ts';
import type { ParsedMail } from '../../domain/mailboxes/parsed-mail.types.ts';
import { sqlRows, sqlRun } from '../../domain/tenancy/sql.ts';
import { aiFunctions, aiWorkFeatures } from '../../server/wiring/ai-functions.ts';
import { openTestDesk, silent, system, type TestDesk, type TestTenant } from './desk.ts';
import { mailFrom, receive, testKeys } from './mails.ts';
import { type FakeOpenAi, startFakeOpenAi } from './openai/fake-openai.ts';

export type JobRow = {
  id: AiJobId;
  feature: string;
  state: string;
  due_at: Date;
  ticket_id: TicketId;
  source: string | null;
  result: unknown;
};

/** Two tenants, a model that can be set up for either, and people who type. */
export type AnalystDesk = {
  desk: TestDesk;
  model: FakeOpenAi;
  runner: CommandRunner;
  agent: Person;
  /** Makes the fake the tenant's default provider. */
  setUp(tenant?: TestTenant, maxInputTokens?: number): Promise<void>;
  takeDown(tenant?: TestTenant): Promise<void>;
  /** As after opening: no provider or job of either tenant, a model that helps and has heard nothing. */
  startOver(): Promise<void>;
  rows<Row extends object>(sql: string, params?: unknown[], tenant?: TestTenant): Promise<Row[]>;
  jobs(tenant?: TestTenant): Promise<JobRow[]>;
  /** Works every queued job of the tenant as if it were due. */
  work(tenant?: TestTenant): Promise<void>;
  say(text: string, person?: Person, options?: SayOptions): Promise<Card>;
  press(action: Pick<CardAction, 'op' | 'args'>, person?: Person): Promise<Card>;
  /** Files a mail and returns the ticket it opened or extended. */
  mail(from: string, parts?: Partial<ParsedMail>, tenant?: TestTenant, to?: string): Promise<{ id: TicketId; number: string }>;
  close(): Promise<void>;
};

export async function openAnalystDesk(): Promise<AnalystDesk> {
  const desk = await openTestDesk();
  const model = await startFakeOpenAi();
  const client = createModelClient({ unseal: () => model.key, timeoutMs: 5_000, stallMs: 5_000 });
  const aiRunner = createAiRunner({
    withTenant: desk.withTenant,
    client,
    functions: aiFunctions,
    works: {},
    log: silent,
    timeoutMs: 5_000,
  });
  const runner = createCommandRunner({
    withTenant: desk.withTenant,
    replyKeysFor: () => testKeys,
    log: silent,
    downloadLink: () => '/file',
    ai: createAiDoor({ functions: aiFunctions, works: aiWorkFeatures }),
  });
  const agent = { tenantId: desk.one.id, userId: desk.one.agent };
  const rows: AnalystDesk['rows'] = (sql, params = [], tenant = desk.one) =>
    desk.withTenant(tenant.id, system, (uow) => sqlRows(uow, sql, params));
  const jobs: AnalystDesk['jobs'] = (tenant) => rows<JobRow>('select * from ai_jobs order by created_at, id', [], tenant);
  const takeDown = async (tenant = desk.one): Promise<void> => {
    await desk.withTenant(tenant.id, system, async (uow) => {
      for (const table of ['ai_call_contents', 'ai_calls', 'ai_spend', 'ai_settings', 'ai_jobs', 'ai_providers'])
        await sqlRun(uow, `delete from ${table}`);
    });
  };
  return {
    desk,
    model,
    runner,
    agent,
    rows,
    jobs,
    setUp: async (tenant = desk.one, maxInputTokens = 100_000) => {
      await desk.withTenant(tenant.id, system, (uow) =>
        sqlRun(
          uow,
          `insert into ai_providers (tenant_id, id, name, kind, base_url, api_key, model, style, structured, streams, max_input_tokens, is_default, created_at, updated_at)
           values (?, ?, 'Fake', 'compatible', ?, 'sealed', 'test-model', 'responses', 'strict', false, ?, true, ?, ?)`,
          [tenant.id, newId<AiProviderId>(), model.url, maxInputTokens, uow.now, uow.now],
        ),
      );
    },
    takeDown,
    startOver: async () => {
      for (const tenant of [desk.one, desk.two]) await takeDown(tenant);
      model.journal.length = 0;
      model.behave('helpful');
    },
    work: async (tenant = desk.one) => {
      await rows("update ai_jobs set due_at = now() - interval '1 day' where state = 'queued' returning id", [], tenant);
      for (const { id, state } of await jobs(tenant)) {
        const job = state === 'queued' ? await desk.withTenant(tenant.id, system, (uow) => claimJob(uow, id, newId<string>())) : null;
        if (job !== null) await aiRunner.run(job, new AbortController().signal);
      }
    },
    say: (text, person = agent, options = {}) => runner.say(person, text, options),
    press: (action, person = agent) => runner.press(person, action, newId<string>()),
    mail: async (from, parts = {}, tenant = desk.one, to = tenant.mailboxAddress) => {
      const filed = await receive(desk, tenant, mailFrom(from, parts), to);
      const id = 'ticketId' in filed ? filed.ticketId : null;
      const [ticket] = await rows<{ id: TicketId; number: string }>('select id, number from tickets where id = ?', [id], tenant);
      if (ticket === undefined) throw new Error(`no ticket: ${filed.kind}`);
      return ticket;
    },
    close: async () => {
      await model.close();
      await desk.close();
    },
  };
}
