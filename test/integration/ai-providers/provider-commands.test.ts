import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Person } from '../../../bots/commands/person.types.ts';
import { addProvider } from '../../../domain/ai-providers/add-provider.ts';
import { keepConnectionTest } from '../../../domain/ai-providers/keep-connection-test.ts';
import { loadDefaultProvider } from '../../../domain/ai-providers/load-default-provider.ts';
import { loadProvider } from '../../../domain/ai-providers/load-provider.ts';
import { sqlRun } from '../../../domain/tenancy/sql.ts';
import { openKeyRing } from '../../../storage/key-ring.ts';
import { system, type TestTenant } from '../../support/desk.ts';
import { button, type CommandDesk, noticesOf, openCommandDesk, textOf } from '../commands/command-desk.ts';

let c: CommandDesk;
let folder: string;
let admin: Person;
let seal: { seal(plain: string, context: string): string };
beforeAll(async () => {
  c = await openCommandDesk();
  folder = await mkdtemp(join(tmpdir(), 'deskhand-keys-'));
  seal = await openKeyRing(join(folder, 'keys.json'));
  admin = await c.addPerson(c.desk.one, 'admin@one.example', 'admin');
}, 120_000);
afterAll(async () => {
  await c.desk.close();
  await rm(folder, { recursive: true });
});

const key = 'sk-key-in-clear';
const add = (name: string, tenant: TestTenant = c.desk.one) =>
  c.desk.withTenant(tenant.id, system, (uow) =>
    addProvider(uow, { name, kind: 'openai', baseUrl: 'https://api.example.com/v1', key, model: 'model-1', region: 'EU' }, seal),
  );
const used = (tenant: TestTenant = c.desk.one) => c.desk.withTenant(tenant.id, system, loadDefaultProvider);
beforeEach(async () => {
  for (const tenant of [c.desk.one, c.desk.two])
    await c.desk.withTenant(tenant.id, system, (uow) => sqlRun(uow, 'delete from ai_providers'));
});

describe('providers in chat', () => {
  test('are listed with how they are called and how their test went, never with a key', async () => {
    expect(textOf(await c.say('ai providers', admin))).toContain('deskhand ai provider add');
    const { id } = await add('Main');
    expect(textOf(await c.say('ai providers', admin))).toContain('Not tested yet.');
    const test = {
      ok: true,
      problem: null,
      style: 'chat',
      structured: 'json_object',
      streams: true,
      refused: ['temperature'],
      modelServed: 'm',
    } as const;
    await c.desk.withTenant(c.desk.one.id, system, async (uow) =>
      keepConnectionTest(uow, await loadProvider(uow, id), { ...test, refused: [...test.refused] }),
    );
    const card = await c.say('ai providers', admin);
    const text = textOf(card);
    for (const words of [
      'Main',
      'key set',
      'model-1 at api.example.com · EU',
      'it answers.',
      'chat completions · answers in JSON · streams · without temperature',
    ])
      expect(text).toContain(words);
    expect(JSON.stringify(card)).not.toContain(key);
    expect(JSON.stringify(card)).not.toMatch(/k1\./);
    expect(noticesOf(card)).toContain('everything is found without a model');
  });

  test('are chosen, switched off and on again by an admin, by words and by buttons', async () => {
    await add('Main');
    await add('Own Server');
    expect(noticesOf(await c.say('ai provider Own Server use', admin))).toContain('Every call goes to Own Server');
    expect((await used())?.name).toBe('Own Server');
    const card = await c.press(button(await c.say('ai providers', admin), 'Use'), admin);
    expect(noticesOf(card)).toContain('Every call goes to Main');
    expect((await used())?.name).toBe('Main');
    const off = await c.say('ai provider "Main" off', admin);
    expect(noticesOf(off)).toContain('no call leaves');
    expect(await used()).toBeNull();
    await c.press(button(off, 'Switch on'), admin);
    expect((await used())?.name).toBe('Main');
    expect((await c.say('ai provider Own Server off', admin)).error).toBeNull();
    expect((await c.say('ai provider Own Server use', admin)).error?.code).toBe('conflict');
  });

  test('are shown to managers and changed by admins only', async () => {
    await add('Main');
    expect((await c.say('ai providers', c.boss)).error).toBeNull();
    expect((await c.say('ai providers', c.boss)).rows.flatMap((row) => row.actions)).toEqual([]);
    expect((await c.say('ai providers', c.agent)).error?.code).toBe('not_permitted');
    for (const text of ['ai provider Main use', 'ai provider Main off', 'ai provider Main on'])
      expect([text, (await c.say(text, c.boss)).error?.code]).toEqual([text, 'not_permitted']);
    expect(await used()).toBeNull();
  });

  test('are not those of another company, whose words for a missing one are the same', async () => {
    const { id } = await add('Main', c.desk.two);
    const other = await c.addPerson(c.desk.two, 'admin@two.example', 'admin');
    const own = await c.say('ai provider Nothing use', admin);
    for (const name of ['Main', id]) {
      const card = await c.press({ op: 'ai.provider_use', args: { provider: name } }, admin);
      expect(card.error?.code).toBe('not_found');
      expect(textOf(card).replace(name, 'Nothing')).toBe(textOf(own));
    }
    expect((await c.say('ai providers', admin)).rows).toEqual([]);
    expect((await c.say('ai providers', other)).rows).toHaveLength(1);
    expect(await used(c.desk.two)).toBeNull();
  });

  test.each(['ai provider', 'ai provider Main', 'ai provider Main use now', 'ai providers all'])(
    '“%s” says what is missing',
    async (text) => {
      await add('Main');
      expect(textOf(await c.say(text, admin))).toMatch(/for example|I do not know what “now” means/i);
      expect(await used()).toBeNull();
    },
  );
});
