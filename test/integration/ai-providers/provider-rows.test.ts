import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { addProvider, type NewProvider } from '../../../domain/ai-providers/add-provider.ts';
import { type ConnectionTest, providerKeyContext } from '../../../domain/ai-providers/ai-providers.types.ts';
import { changeProvider } from '../../../domain/ai-providers/change-provider.ts';
import { keepConnectionTest } from '../../../domain/ai-providers/keep-connection-test.ts';
import { learnParameter } from '../../../domain/ai-providers/learn-parameter.ts';
import { listProviders, type ProviderLine } from '../../../domain/ai-providers/list-providers.ts';
import { loadDefaultProvider } from '../../../domain/ai-providers/load-default-provider.ts';
import { loadProvider } from '../../../domain/ai-providers/load-provider.ts';
import { removeProvider } from '../../../domain/ai-providers/remove-provider.ts';
import { resealProviderKeys } from '../../../domain/ai-providers/reseal-provider-keys.ts';
import { setDefaultProvider } from '../../../domain/ai-providers/set-default-provider.ts';
import { switchProvider } from '../../../domain/ai-providers/switch-provider.ts';
import type { AiProviderId } from '../../../domain/ids.types.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { type KeyRing, openKeyRing, rotateKeyFile } from '../../../storage/key-ring.ts';
import { openTestDesk, system, type TestDesk } from '../../support/desk.ts';

let desk: TestDesk;
let keyRing: KeyRing;
let folder: string;
beforeAll(async () => {
  desk = await openTestDesk();
  folder = await mkdtemp(join(tmpdir(), 'deskhand-keys-'));
  keyRing = await openKeyRing(join(folder, 'keys.json'));
});
afterEach(async () => {
  for (const tenant of [desk.one, desk.two]) await desk.withTenant(tenant.id, system, (uow) => sqlRun(uow, 'delete from ai_providers'));
});
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true });
});

const key = 'sk-key-in-clear';
const inOne = <T>(work: (uow: TenantUnitOfWork) => Promise<T>) => desk.withTenant(desk.one.id, system, work);
const inTwo = <T>(work: (uow: TenantUnitOfWork) => Promise<T>) => desk.withTenant(desk.two.id, system, work);
const wanted = (name: string, parts: Partial<NewProvider> = {}): NewProvider => ({
  name,
  kind: 'openai',
  baseUrl: 'https://api.example.com/v1/',
  key,
  model: 'model-1',
  ...parts,
});
const add = (name: string, parts: Partial<NewProvider> = {}) => inOne((uow) => addProvider(uow, wanted(name, parts), keyRing));
const lineOf = async (name: string): Promise<ProviderLine | undefined> => (await inOne(listProviders)).find((one) => one.name === name);
const sealedOf = async (id: AiProviderId): Promise<string | null> => (await inOne((uow) => loadProvider(uow, id))).sealedKey;
const good: ConnectionTest = {
  ok: true,
  problem: null,
  style: 'chat',
  structured: 'json_object',
  streams: true,
  refused: ['temperature'],
  modelServed: 'model-1-2026',
};

describe('a new provider', () => {
  test('has its key sealed for its own row, and nothing that lists it shows more than that there is one', async () => {
    const { id } = await add('Main', { prices: { input: 250_000, output: 2_000_000 }, region: 'EU' });
    const sealed = (await sealedOf(id)) ?? '';
    expect(keyRing.unseal(sealed, providerKeyContext(id))).toBe(key);
    expect(() => keyRing.unseal(sealed, providerKeyContext('other' as AiProviderId))).toThrow();
    const line = await lineOf('Main');
    expect(line).toMatchObject({
      baseUrl: 'https://api.example.com/v1',
      key: 'set',
      state: 'active',
      isDefault: false,
      region: 'EU',
      testedAt: null,
    });
    expect(line).toMatchObject({
      prices: { input: 250_000, output: 2_000_000 },
      maxInputTokens: 120_000,
      maxOutputTokens: 16_000,
      refused: [],
    });
    expect(JSON.stringify(line)).not.toContain(sealed);
    const rows = await inOne((uow) => sqlRows<{ row: string }>(uow, 'select p::text as row from ai_providers p'));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).toContain('model-1');
    expect(rows[0]?.row).not.toContain(key);
  });

  test.each<[string, Partial<NewProvider>, string]>([
    ['plain http to the world', { baseUrl: 'http://api.example.com/v1' }, 'base url must begin with https://'],
    ['a link-local address', { baseUrl: 'http://169.254.169.254/v1' }, 'link-local'],
    ['a key in the address', { baseUrl: 'https://me:sk-1@api.example.com/v1' }, 'no user and no password'],
    ['no key for somebody else’s server', { key: null }, 'key is missing'],
    ['a key of two lines', { key: `${key}\nx: y` }, 'key must be printable'],
    ['no model', { model: ' ' }, 'model must be'],
    ['a name too long', { name: 'x'.repeat(61) }, 'name must be at most 60'],
    ['a price below nothing', { prices: { input: -1 } }, 'prices input must not be negative'],
  ])('is refused with %s, in words that never repeat the key', async (_what, parts, words) => {
    const refused = await add('Wrong', parts).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'invalid_input', userMessage: expect.stringContaining(words) });
    expect(`${JSON.stringify(refused)} ${String(refused)}`).not.toContain('sk-');
    expect(await inOne(listProviders)).toEqual([]);
  });

  test('may go without a key when it is one’s own server', async () => {
    await add('Local', { kind: 'compatible', baseUrl: 'http://127.0.0.1:11434/v1', key: null });
    expect(await lineOf('Local')).toMatchObject({ key: 'not set', baseUrl: 'http://127.0.0.1:11434/v1' });
  });

  test('needs a name of its own, whatever its case', async () => {
    await add('Main');
    await expect(add('MAIN')).rejects.toMatchObject({ code: 'conflict', userMessage: expect.stringContaining('“MAIN”') });
    await inTwo((uow) => addProvider(uow, wanted('Main'), keyRing));
  });
});

describe('the default provider', () => {
  test('is the one that was chosen, while it is switched on; without one there is no model', async () => {
    expect(await inOne(loadDefaultProvider)).toBeNull();
    const main = await add('Main');
    const other = await add('Other');
    expect(await inOne(loadDefaultProvider)).toBeNull();
    await inOne((uow) => setDefaultProvider(uow, 'Main'));
    expect(await inOne(loadDefaultProvider)).toMatchObject({
      id: main.id,
      baseUrl: 'https://api.example.com/v1',
      model: 'model-1',
      refused: [],
    });
    await inOne((uow) => setDefaultProvider(uow, 'Other'));
    expect(await inOne(loadDefaultProvider)).toMatchObject({ id: other.id });
    await inOne((uow) => switchProvider(uow, 'Other', 'off'));
    expect(await inOne(loadDefaultProvider)).toBeNull();
    expect(await lineOf('Other')).toMatchObject({ state: 'off', isDefault: true });
    await inOne((uow) => switchProvider(uow, 'Other', 'active'));
    expect(await inOne(loadDefaultProvider)).toMatchObject({ id: other.id });
  });

  test('cannot be one that is switched off or not there', async () => {
    await add('Main');
    await inOne((uow) => switchProvider(uow, 'Main', 'off'));
    await expect(inOne((uow) => setDefaultProvider(uow, 'Main'))).rejects.toMatchObject({ code: 'conflict' });
    await expect(inOne((uow) => setDefaultProvider(uow, 'Nobody'))).rejects.toMatchObject({
      code: 'not_found',
      userMessage: expect.stringContaining('“Main”'),
    });
  });

  test('is one even when two people choose at the same time', async () => {
    await add('Main');
    await add('Other');
    const held = Promise.withResolvers<void>();
    const chosen = Promise.withResolvers<void>();
    const first = inOne(async (uow) => {
      await setDefaultProvider(uow, 'Main');
      chosen.resolve();
      await held.promise;
    });
    await chosen.promise;
    const second = inOne((uow) => setDefaultProvider(uow, 'Other'));
    await Promise.race([second, new Promise((resolve) => setTimeout(resolve, 300))]);
    held.resolve();
    await Promise.all([first, second]);
    expect(await lineOf('Other')).toMatchObject({ isDefault: true });
    expect((await inOne(listProviders)).filter((one) => one.isDefault)).toHaveLength(1);
  });
});

describe('a changed provider', () => {
  test('keeps its key for the same server only', async () => {
    const { id } = await add('Main');
    const before = await sealedOf(id);
    await inOne((uow) => changeProvider(uow, 'Main', { baseUrl: 'https://api.example.com/v2', name: 'Renamed' }, keyRing));
    expect(await sealedOf(id)).toBe(before);
    const moved = inOne((uow) => changeProvider(uow, 'Renamed', { baseUrl: 'https://evil.example/v1' }, keyRing));
    await expect(moved).rejects.toMatchObject({ code: 'invalid_input', userMessage: expect.stringContaining('enter it again') });
    expect(await lineOf('Renamed')).toMatchObject({ baseUrl: 'https://api.example.com/v2' });
    await inOne((uow) => changeProvider(uow, 'Renamed', { baseUrl: 'https://other.example/v1', key: 'sk-second' }, keyRing));
    expect(keyRing.unseal((await sealedOf(id)) ?? '', providerKeyContext(id))).toBe('sk-second');
    await expect(inOne((uow) => changeProvider(uow, 'Renamed', { key: null }, keyRing))).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test('is untested when address or model are others, and not when only its prices are', async () => {
    const { id } = await add('Main');
    await inOne(async (uow) => keepConnectionTest(uow, await loadProvider(uow, id), good));
    await inOne((uow) => changeProvider(uow, 'Main', { prices: { input: 1 } }, keyRing));
    expect(await lineOf('Main')).toMatchObject({ style: 'chat', refused: ['temperature'], prices: { input: 1 } });
    await inOne((uow) => changeProvider(uow, 'Main', { model: 'model-2' }, keyRing));
    expect(await lineOf('Main')).toMatchObject({
      style: null,
      structured: null,
      streams: null,
      refused: [],
      test: null,
      testedAt: null,
      prices: { input: 1 },
    });
  });

  test('cannot take the name of another', async () => {
    await add('Main');
    await add('Other');
    await expect(inOne((uow) => changeProvider(uow, 'Other', { name: 'main' }, keyRing))).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('what a connection test found', () => {
  test('sets how the provider is called; a failed one leaves that as it was', async () => {
    const { id } = await add('Main');
    const keep = (test: ConnectionTest) => inOne(async (uow) => keepConnectionTest(uow, await loadProvider(uow, id), test));
    expect(await keep(good)).toBe(true);
    const failed: ConnectionTest = {
      ok: false,
      problem: 'The key.',
      style: null,
      structured: null,
      streams: null,
      refused: [],
      modelServed: null,
    };
    expect(await keep(failed)).toBe(true);
    const line = await lineOf('Main');
    expect(line).toMatchObject({ style: 'chat', structured: 'json_object', streams: true, refused: ['temperature'], test: failed });
    expect(line?.testedAt).toBeInstanceOf(Date);
  });

  test('is not kept when the provider was changed meanwhile', async () => {
    const { id } = await add('Main');
    const asked = await inOne((uow) => loadProvider(uow, id));
    await inOne((uow) => changeProvider(uow, 'Main', { model: 'model-2' }, keyRing));
    expect(await inOne((uow) => keepConnectionTest(uow, asked, good))).toBe(false);
    expect(await lineOf('Main')).toMatchObject({ style: null, test: null });
  });
});

describe('a refusal that was learned', () => {
  test('is recorded once on the row and is in the provider that the next try goes by', async () => {
    const { id } = await add('Main');
    const asked = await inOne((uow) => loadProvider(uow, id));
    expect(await inOne((uow) => learnParameter(uow, asked, 'temperature'))).toMatchObject({ refused: ['temperature'] });
    await inOne((uow) => learnParameter(uow, asked, 'temperature'));
    await inOne((uow) => learnParameter(uow, asked, 'responses'));
    await inOne((uow) => learnParameter(uow, asked, 'json_schema'));
    expect(await inOne((uow) => learnParameter(uow, asked, 'stream'))).toMatchObject({
      style: 'chat',
      structured: 'json_object',
      streams: false,
    });
    expect(await lineOf('Main')).toMatchObject({ refused: ['temperature'], style: 'chat', structured: 'json_object', streams: false });
  });

  test('is not recorded when it is something a call cannot do without, or no parameter at all', async () => {
    const { id } = await add('Main');
    const asked = await inOne((uow) => loadProvider(uow, id));
    for (const name of ['model', 'input', 'messages', '__proto__', 'x'.repeat(10_000)])
      await inOne((uow) => learnParameter(uow, asked, name));
    expect(await lineOf('Main')).toMatchObject({ refused: [] });
  });

  test('is not recorded when the provider has another address or model by then, or is gone', async () => {
    const { id } = await add('Main');
    const asked = await inOne((uow) => loadProvider(uow, id));
    await inOne((uow) => changeProvider(uow, 'Main', { model: 'model-2' }, keyRing));
    expect(await inOne((uow) => learnParameter(uow, asked, 'temperature'))).toBeNull();
    expect(await lineOf('Main')).toMatchObject({ refused: [] });
    await inOne((uow) => removeProvider(uow, 'Main'));
    expect(await inOne((uow) => learnParameter(uow, asked, 'temperature'))).toBeNull();
  });
});

test('a removed provider takes its key with it and leaves the receipts of its calls', async () => {
  const { id } = await add('Main');
  await inOne((uow) =>
    sqlRun(
      uow,
      `insert into ai_calls (tenant_id, id, feature, attempt, try, provider_id, provider_name, model_asked, parameters, input_hash, reserved_micros, day, started_at)
       values (?, gen_random_uuid(), 'draft', 1, 1, ?, 'Main', 'model-1', '{}', 'hash', 0, '2026-01-01', ?)`,
      [uow.tenantId, id, uow.now],
    ),
  );
  await inOne((uow) => removeProvider(uow, 'Main'));
  expect(await inOne(listProviders)).toEqual([]);
  const calls = await inOne((uow) => sqlRows(uow, 'select provider_name as name, provider_id as id from ai_calls'));
  expect(calls).toEqual([{ name: 'Main', id: null }]);
});

test('after a rotation every key opens under the new one, and doing it again changes nothing', async () => {
  const { id } = await add('Main');
  await add('Local', { kind: 'compatible', key: null });
  const rotated = await rotateKeyFile(join(folder, 'keys.json'));
  expect(await inOne((uow) => resealProviderKeys(uow, rotated))).toBe(1);
  const sealed = (await sealedOf(id)) ?? '';
  expect(rotated.isStale(sealed)).toBe(false);
  expect(rotated.unseal(sealed, providerKeyContext(id))).toBe(key);
  expect(await inOne((uow) => resealProviderKeys(uow, rotated))).toBe(0);
});

test('another company sees, uses, changes and removes none of it', async () => {
  const { id } = await add('Main');
  await inOne((uow) => setDefaultProvider(uow, 'Main'));
  expect(await inTwo(listProviders)).toEqual([]);
  expect(await inTwo(loadDefaultProvider)).toBeNull();
  const missing = { code: 'not_found' };
  await expect(inTwo((uow) => loadProvider(uow, id))).rejects.toMatchObject(missing);
  for (const name of ['Main', id]) {
    await expect(inTwo((uow) => setDefaultProvider(uow, name))).rejects.toMatchObject(missing);
    await expect(inTwo((uow) => switchProvider(uow, name, 'off'))).rejects.toMatchObject(missing);
    await expect(inTwo((uow) => changeProvider(uow, name, { model: 'x' }, keyRing))).rejects.toMatchObject(missing);
    await expect(inTwo((uow) => removeProvider(uow, name))).rejects.toMatchObject(missing);
  }
  const asked = await inOne((uow) => loadProvider(uow, id));
  expect(await inTwo((uow) => learnParameter(uow, asked, 'temperature'))).toBeNull();
  expect(await inTwo((uow) => keepConnectionTest(uow, asked, good))).toBe(false);
  expect(await inTwo((uow) => resealProviderKeys(uow, keyRing))).toBe(0);
  expect(await inOne(loadDefaultProvider)).toMatchObject({ id, refused: [] });
});
