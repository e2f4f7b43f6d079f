import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { prepareCall } from '../../../ai/providers/prepare-call.rules.ts';
import { parseEnv } from '../../../config/env.ts';
import { providerKeyContext } from '../../../domain/ai-providers/ai-providers.types.ts';
import { changeProvider } from '../../../domain/ai-providers/change-provider.ts';
import { listProviders } from '../../../domain/ai-providers/list-providers.ts';
import { loadDefaultProvider } from '../../../domain/ai-providers/load-default-provider.ts';
import type { TenantId } from '../../../domain/ids.types.ts';
import { seedDemoProvider } from '../../../server/demo/seed-demo-provider.ts';
import { type KeyRing, openKeyRing } from '../../../storage/key-ring.ts';
import { addTenant, openTestDesk, system, type TestDesk } from '../../support/desk.ts';
import { request } from './example-call.ts';
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts';

let desk: TestDesk;
let demo: TenantId;
let server: ScriptedServer;
let folder: string;
let keyRing: KeyRing;
beforeAll(async () => {
  desk = await openTestDesk();
  demo = (await addTenant(desk.withTenant, 'northwind')).id;
  server = await startScriptedServer();
  folder = await mkdtemp(join(tmpdir(), 'deskhand-demo-provider-'));
  keyRing = await openKeyRing(join(folder, 'keys.json'));
}, 120_000);
afterAll(async () => {
  await desk.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const seed = (settings: Record<string, string>): Promise<number> => seedDemoProvider({ ...desk, keyRing, env: parseEnv(settings) });
const ofDemo = () => desk.withTenant(demo, system, loadDefaultProvider);

test('a demo company without a model gets the one that the settings name, once, and nobody is called for it', async () => {
  expect(await seed({})).toBe(0);
  const settings = { DESKHAND_AI_BASE_URL: server.url, DESKHAND_AI_KEY: 'sk-demo', DESKHAND_AI_MODEL: 'some-model' };
  expect(await seed(settings)).toBe(1);
  const provider = await ofDemo();
  if (provider === null) throw new Error('the demo company has no default provider');
  expect(provider).toMatchObject({ name: 'Demo', kind: 'compatible', baseUrl: server.url, model: 'some-model' });
  expect(provider).toMatchObject({ style: null, structured: null, streams: null, refused: [] });
  expect(keyRing.unseal(provider.sealedKey ?? '', providerKeyContext(provider.id))).toBe('sk-demo');
  expect(server.received).toEqual([]);
  expect(await seed(settings)).toBe(0);
  for (const { id } of [desk.one, desk.two]) expect(await desk.withTenant(id, system, listProviders)).toEqual([]);
});

test('what somebody changed since stays', async () => {
  await desk.withTenant(demo, system, (uow) => changeProvider(uow, 'Demo', { model: 'ours' }, keyRing));
  expect(await seed({ DESKHAND_AI_BASE_URL: server.url, DESKHAND_AI_KEY: 'sk-other' })).toBe(0);
  expect(await ofDemo()).toMatchObject({ model: 'ours' });
});

test('one that nobody tested is asked plainly: with a schema, in the newer style, not streamed', async () => {
  const provider = await ofDemo();
  if (provider === null) throw new Error('the demo company has no default provider');
  const call = prepareCall(provider, request);
  expect(call.path).toBe('/responses');
  expect(JSON.parse(call.body)).toMatchObject({ store: false, text: { format: { type: 'json_schema', strict: true } } });
  expect(JSON.parse(call.body)).not.toHaveProperty('stream');
});
