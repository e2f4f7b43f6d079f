import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseEnv } from '../../../config/env.ts';
import { addProvider } from '../../../domain/ai-providers/add-provider.ts';
import { setDefaultProvider } from '../../../domain/ai-providers/set-default-provider.ts';
import type { AiFeature } from '../../../domain/ai-runs/ai-runs.types.ts';
import { claimJob } from '../../../domain/ai-runs/claim-job.ts';
import { queueJob } from '../../../domain/ai-runs/queue-job.ts';
import { recentReceipts } from '../../../domain/ai-runs/recent-receipts.ts';
import { newId, type TicketId } from '../../../domain/ids.types.ts';
import { sqlRows } from '../../../domain/tenancy/sql.ts';
import { aiFunctions } from '../../../server/wiring/ai-functions.ts';
import { aiRunnerOf } from '../../../server/wiring/ai-runner-of.ts';
import { type KeyRing, openKeyRing } from '../../../storage/key-ring.ts';
import { openTestDesk, silent, system, type TestDesk } from '../../support/desk.ts';
import { mailFrom, receive } from '../../support/mails.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../../support/openai/fake-openai.ts';
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts';

let desk: TestDesk;
let named: FakeOpenAi;
/** The address of the provider's row: nothing may come here. */
let trap: ScriptedServer;
let folder: string;
let keyRing: KeyRing;
beforeAll(async () => {
  desk = await openTestDesk();
  named = await startFakeOpenAi();
  trap = await startScriptedServer();
  folder = await mkdtemp(join(tmpdir(), 'deskhand-one-address-'));
  keyRing = await openKeyRing(join(folder, 'keys.json'));
}, 120_000);
afterAll(async () => {
  await desk.close();
  await named.close();
  await trap.close();
  await rm(folder, { recursive: true, force: true });
});

/** What a ticket, or a question of staff, is needed for. */
const asked: Partial<Record<AiFeature, string>> = {
  plan: 'which tickets wait for us?',
  knowledge_answer: 'how do I reset the switch?',
  draft: 'be brief',
};

test('with DESKHAND_AI_BASE_URL every function of the AI asks that server, and the address of the provider’s row is never called', async () => {
  await desk.withTenant(desk.one.id, system, async (uow) => {
    await addProvider(uow, { name: 'Row', kind: 'compatible', baseUrl: trap.url, key: named.key, model: 'test-model' }, keyRing);
    await setDefaultProvider(uow, 'Row');
  });
  const env = parseEnv({ DESKHAND_AI_BASE_URL: named.url });
  const runner = aiRunnerOf({ env, log: silent, withTenant: desk.withTenant, keyRing });
  const filed = await receive(desk, desk.one, mailFrom('jane@acme.example', {}), desk.one.mailboxAddress);
  const ticketId = 'ticketId' in filed ? (filed.ticketId as TicketId) : null;
  const messageId = null;
  const features = Object.keys(aiFunctions) as AiFeature[];
  for (const feature of features) {
    const input = { asked: asked[feature] ?? 'be brief', language: 'de' };
    const job = await desk.withTenant(desk.one.id, system, async (uow) => {
      const [message] = await sqlRows<{ id: never }>(uow, 'select id from ticket_messages where ticket_id = ? limit 1', [ticketId]);
      const wanted = { feature, dedupeKey: newId<string>(), ticketId, messageId: message?.id ?? messageId, input };
      return claimJob(uow, await queueJob(uow, { ...wanted, askedBy: desk.one.agent }), 'w');
    });
    if (job !== null) await runner.run(job, new AbortController().signal);
  }
  const receipts = await desk.withTenant(desk.one.id, system, (uow) => recentReceipts(uow, 50));
  expect(receipts.map(({ feature }) => feature).sort()).toEqual(features.sort());
  expect(receipts.map(({ outcome }) => outcome)).not.toContain('unavailable');
  expect(named.requests().length).toBeGreaterThanOrEqual(features.length);
  expect(named.refused()).toEqual([]);
  expect(named.journal.every(({ headers }) => headers.authorization === `Bearer ${named.key}`)).toBe(true);
  expect(trap.received).toEqual([]);
});
