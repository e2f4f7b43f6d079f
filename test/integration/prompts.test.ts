import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AppError } from '../../domain/errors.ts';
import type { TenantId } from '../../domain/ids.types.ts';
import { diffPromptVersions } from '../../domain/prompts/diff-prompt-versions.ts';
import { endPromptArm } from '../../domain/prompts/end-prompt-arm.ts';
import { ensureShippedPrompt } from '../../domain/prompts/ensure-shipped-prompt.ts';
import { findPromptRun } from '../../domain/prompts/find-prompt-run.ts';
import { listPromptCases } from '../../domain/prompts/list-prompt-cases.ts';
import { listPromptReleases } from '../../domain/prompts/list-prompt-releases.ts';
import { listPromptVersions } from '../../domain/prompts/list-prompt-versions.ts';
import { listPrompts } from '../../domain/prompts/list-prompts.ts';
import { loadPromptVersion } from '../../domain/prompts/load-prompt-version.ts';
import { lockPromptKind } from '../../domain/prompts/lock-prompt-kind.ts';
import { casesHash } from '../../domain/prompts/prompt-hash.rules.ts';
import type { PromptVersionView } from '../../domain/prompts/prompts.types.ts';
import { publishPrompt } from '../../domain/prompts/publish-prompt.ts';
import { recordPromptRun } from '../../domain/prompts/record-prompt-run.ts';
import { removePromptCase } from '../../domain/prompts/remove-prompt-case.ts';
import { resolvePrompt } from '../../domain/prompts/resolve-prompt.ts';
import { rollBackPrompt } from '../../domain/prompts/roll-back-prompt.ts';
import { savePromptCase } from '../../domain/prompts/save-prompt-case.ts';
import { savePromptVersion } from '../../domain/prompts/save-prompt-version.ts';
import { shippedPrompts } from '../../domain/prompts/shipped-prompts.rules.ts';
import { startPromptArm } from '../../domain/prompts/start-prompt-arm.ts';
import { sqlRows, sqlRun } from '../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import { openTestDesk, system, type TestDesk } from '../support/desk.ts';

const kind = 'translation';
const shipped = shippedPrompts[kind];
const own = (words: string) =>
  ({ kind, systemText: `${shipped.systemText}\n${words}`, dataText: shipped.dataText, parameters: shipped.parameters }) as const;
const values = { language: 'German', text: 'Hello' };

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  // Versions and logs are written once; only the owner of the database may empty them.
  await inOne((uow) => sqlRun(uow, 'delete from prompt_releases'));
});
afterEach(() => inOne((uow) => sqlRun(uow, 'update prompt_cases set removed_at = ? where removed_at is null', [uow.now])));

function inTenant<T>(tenantId: TenantId, work: (uow: TenantUnitOfWork) => Promise<T>): Promise<T> {
  return desk.withTenant(tenantId, system, work);
}
function inOne<T>(work: (uow: TenantUnitOfWork) => Promise<T>): Promise<T> {
  return inTenant(desk.one.id, work);
}
async function codeOf(work: Promise<unknown>): Promise<{ code: string; text: string }> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, text: error.userMessage };
    throw error;
  }
  throw new Error('nothing was refused');
}
let count = 0;
async function newVersion(): Promise<PromptVersionView> {
  count++;
  return (await inOne((uow) => savePromptVersion(uow, own(`Mind ${count}.`), desk.one.agent))).version;
}
/** The system's pointer, as after an installation. */
async function released(): Promise<void> {
  await inOne(async (uow) => {
    const id = await ensureShippedPrompt(uow, kind);
    await sqlRun(
      uow,
      `insert into prompt_releases (tenant_id, kind, scope, version_id, released_at) values (?, ?, 'system', ?, ?) on conflict do nothing`,
      [uow.tenantId, kind, id, uow.now],
    );
  });
}
async function storedRun(version: PromptVersionView, failed = 0): Promise<void> {
  await inOne(async (uow) => {
    const cases = await listPromptCases(uow, kind);
    const results = cases.map(({ id, name }, index) => {
      const passed = index >= failed;
      return { caseId: id, name, outcome: 'ok', passed, problems: passed ? [] : ['wrong'], output: { text: 'Hallo' }, before: null };
    });
    await recordPromptRun(uow, { versionId: version.id, againstId: null, casesHash: casesHash(cases), results, runBy: desk.one.agent });
  });
}
const addCase = (name = 'greeting') => inOne((uow) => savePromptCase(uow, { kind, name, variables: values, expect: null }, desk.one.agent));
const resolve = (key = 'key') => inOne((uow) => resolvePrompt(uow, kind, key));

async function locksWaitedFor(uow: TenantUnitOfWork): Promise<number> {
  const [row] = await sqlRows<{ count: number }>(
    uow,
    "select count(*)::int as count from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())",
  );
  return row?.count ?? 0;
}

describe('prompts as shipped', () => {
  it('an empty database has the shipped version at the first call, once however many ask together', async () => {
    // Held up until all have seen that there is nothing yet.
    const locked = Promise.withResolvers<void>();
    const held = inTenant(desk.two.id, async (uow) => {
      await lockPromptKind(uow, 'extraction');
      locked.resolve();
      for (let waiting = 0; waiting < 4; waiting = await locksWaitedFor(uow)) await sleep(20);
    });
    await locked.promise;
    const asking = Array.from({ length: 4 }, () => inTenant(desk.two.id, (uow) => resolvePrompt(uow, 'extraction', 'x')));
    await held;
    const found = await Promise.all(asking);
    expect(found[0]).toMatchObject({
      number: 1,
      origin: 'shipped',
      scope: 'system',
      arm: null,
      systemText: shippedPrompts.extraction.systemText,
    });
    expect(new Set(found.map((one) => one?.id)).size).toBe(1);
    const rows = await inTenant(desk.two.id, (uow) => sqlRows(uow, "select 1 from prompt_versions where kind = 'extraction'"));
    expect(rows).toHaveLength(1);
    const log = await inTenant(desk.two.id, (uow) => listPromptReleases(uow, 'extraction'));
    expect(log.map(({ scope, number, by }) => ({ scope, number, by }))).toEqual([{ scope: 'system', number: 1, by: null }]);
  });

  it('a new shipped text becomes the system’s; the company’s own release stays and is told', async () => {
    await released();
    const mine = await newVersion();
    await inOne((uow) => publishPrompt(uow, { kind, number: mine.number, despite: 'a test' }, desk.one.agent));
    expect((await inOne(listPrompts)).find((one) => one.kind === kind)).toMatchObject({ systemIsNewer: false });
    await inOne((uow) => ensureShippedPrompt(uow, kind, { ...shipped, systemText: `${shipped.systemText} Newer.` }));
    const rows = await inOne((uow) =>
      sqlRows<{ scope: string; origin: string; text: string }>(
        uow,
        'select r.scope, v.origin, v.system_text as text from prompt_releases r join prompt_versions v on v.id = r.version_id where r.kind = ? order by r.scope',
        [kind],
      ),
    );
    expect(rows).toEqual([
      { scope: 'system', origin: 'shipped', text: `${shipped.systemText} Newer.` },
      { scope: 'tenant', origin: 'tenant', text: mine.systemText },
    ]);
    expect(await resolve()).toMatchObject({ id: mine.id, scope: 'tenant' });
  });

  it('says that the system has a newer version than the company’s own', async () => {
    const inTwo = <T>(work: (uow: TenantUnitOfWork) => Promise<T>): Promise<T> => inTenant(desk.two.id, work);
    const plan = shippedPrompts.staff_plan;
    const old = await inTwo((uow) => ensureShippedPrompt(uow, 'staff_plan', { ...plan, systemText: `${plan.systemText} Older.` }));
    const state = async () => (await inTwo(listPrompts)).find((one) => one.kind === 'staff_plan');
    expect(await state()).toMatchObject({ system: { number: 2 }, tenant: null, systemIsNewer: false });
    await inTwo((uow) => rollBackPrompt(uow, { kind: 'staff_plan', to: 1, note: '' }, desk.two.agent));
    expect(await state()).toMatchObject({ system: { number: 2 }, tenant: { number: 1 }, systemIsNewer: true });
    expect(await inTwo((uow) => resolvePrompt(uow, 'staff_plan', 'x'))).toMatchObject({ id: old, scope: 'tenant' });
    await inTwo((uow) => publishPrompt(uow, { kind: 'staff_plan', number: 2, despite: 'it is better' }, desk.two.agent));
    expect(await state()).toMatchObject({ system: { number: 2 }, tenant: null });
    const again = inTwo((uow) => publishPrompt(uow, { kind: 'staff_plan', number: 2, despite: 'again' }, desk.two.agent));
    expect((await codeOf(again)).code).toBe('conflict');
    await inTwo((uow) => ensureShippedPrompt(uow, 'staff_plan', { ...plan, systemText: `${plan.systemText} Newest.` }));
    expect(await inTwo((uow) => loadPromptVersion(uow, { kind: 'staff_plan', number: 'in_use' }))).toMatchObject({ number: 3 });
  });

  it('nothing is configured, and nothing crashes, when no version is released', async () => {
    await released();
    expect(await resolve()).not.toBeNull();
    await inOne((uow) => sqlRun(uow, 'delete from prompt_releases'));
    expect(await resolve()).toBeNull();
    expect((await codeOf(inOne((uow) => loadPromptVersion(uow, { kind, number: 'in_use' })))).code).toBe('not_configured');
    expect((await inOne(listPrompts)).find((one) => one.kind === kind)).toMatchObject({ system: null, tenant: null });
  });
});

describe('versions', () => {
  it('are numbered, keep their author and are the same when their words are', async () => {
    const first = await inOne((uow) => savePromptVersion(uow, { ...own('One.'), note: 'shorter', basedOn: 1 }, desk.one.agent));
    const again = await inOne((uow) => savePromptVersion(uow, own('One.\r\n'), null));
    expect(first.isNew).toBe(true);
    expect(again).toEqual({ version: first.version, isNew: false });
    const [line] = await inOne((uow) => listPromptVersions(uow, kind));
    expect(line).toMatchObject({ number: first.version.number, note: 'shorter', basedOn: 1, scopes: [], run: null });
    expect(line?.author).toBeTruthy();
  });

  it('saved at the same time get different numbers', async () => {
    const saved = await Promise.all(
      Array.from({ length: 6 }, (_, index) => inOne((uow) => savePromptVersion(uow, own(`Together ${index}.`), null))),
    );
    expect(new Set(saved.map(({ version }) => version.number)).size).toBe(6);
  });

  it('cannot be changed or deleted by the application', async () => {
    const version = await newVersion();
    for (const sql of ["update prompt_versions set system_text = 'x' where id = ?", 'delete from prompt_versions where id = ?'])
      await expect(inOne((uow) => sqlRun(uow, sql, [version.id]))).rejects.toThrow(/permission denied/);
    await expect(inOne((uow) => sqlRun(uow, 'update prompt_runs set failed = 0'))).rejects.toThrow(/permission denied/);
    await expect(inOne((uow) => sqlRun(uow, 'delete from prompt_release_log'))).rejects.toThrow(/permission denied/);
  });

  it('are refused with everything that is wrong with them', async () => {
    const wrong = { ...own(''), systemText: '{{text}} {{who}}', dataText: 'nothing' };
    const { code, text } = await codeOf(inOne((uow) => savePromptVersion(uow, wrong, null)));
    expect([code, text.includes('{{who}}'), text.includes('{{language}}'), text.includes('data text only')]).toEqual([
      'invalid_input',
      true,
      true,
      true,
    ]);
  });

  it('are compared line by line', async () => {
    await released();
    const version = await newVersion();
    const difference = await inOne((uow) => diffPromptVersions(uow, kind, { before: 'in_use', after: version.number }));
    expect(difference.system.filter((change) => change.kind !== 'same')).toEqual([{ kind: 'added', text: `Mind ${count}.` }]);
    expect(difference.data.every((change) => change.kind === 'same')).toBe(true);
  });
});

describe('publishing', () => {
  beforeEach(released);

  it('is refused without a run, with a failed one, with one over other cases, and without cases', async () => {
    const version = await newVersion();
    const publish = () => codeOf(inOne((uow) => publishPrompt(uow, { kind, number: version.number, despite: null }, desk.one.agent)));
    expect(await publish()).toMatchObject({ code: 'conflict', text: expect.stringContaining('never run') });
    await storedRun(version);
    expect(await publish()).toMatchObject({ code: 'conflict', text: expect.stringContaining('no saved case') });
    await addCase();
    expect(await publish()).toMatchObject({ code: 'conflict', text: expect.stringContaining('have changed') });
    await storedRun(version, 1);
    expect(await publish()).toMatchObject({ code: 'conflict', text: expect.stringContaining('1 of 1') });
    const other = await newVersion();
    await storedRun(other);
    expect(await publish()).toMatchObject({ code: 'conflict' });
    expect(await resolve()).toMatchObject({ scope: 'system' });
  });

  it('needs the last run over exactly the present cases', async () => {
    await addCase();
    const version = await newVersion();
    await storedRun(version);
    await addCase('greeting');
    expect(await codeOf(inOne((uow) => publishPrompt(uow, { kind, number: version.number, despite: null }, null)))).toMatchObject({
      code: 'conflict',
    });
    await storedRun(version);
    expect(await inOne((uow) => findPromptRun(uow, version))).toMatchObject({ passed: 1, failed: 0, isPresent: true });
    await inOne((uow) => publishPrompt(uow, { kind, number: version.number, despite: null }, desk.one.agent));
    expect(await resolve()).toMatchObject({ id: version.id, scope: 'tenant', arm: null });
    const [line] = await inOne((uow) => listPromptReleases(uow, kind));
    expect(line).toMatchObject({ scope: 'tenant', number: version.number, hasRun: true, note: '' });
    expect((await codeOf(inOne((uow) => publishPrompt(uow, { kind, number: version.number, despite: null }, null)))).code).toBe('conflict');
  });

  it('goes without a run only with a reason, which is kept', async () => {
    const version = await newVersion();
    expect((await codeOf(inOne((uow) => publishPrompt(uow, { kind, number: version.number, despite: '  ' }, null)))).code).toBe('conflict');
    await inOne((uow) => publishPrompt(uow, { kind, number: version.number, despite: 'the old one is wrong' }, desk.one.agent));
    const [line] = await inOne((uow) => listPromptReleases(uow, kind));
    expect(line).toMatchObject({ number: version.number, hasRun: false, note: 'despite: the old one is wrong' });
  });

  it('is taken back to what was in use before, to an earlier one, or to the shipped text', async () => {
    const [first, second, third] = [await newVersion(), await newVersion(), await newVersion()];
    for (const { number } of [first, second]) await inOne((uow) => publishPrompt(uow, { kind, number, despite: 'a test' }, null));
    const back = (to: number | 'before' | 'shipped') => inOne((uow) => rollBackPrompt(uow, { kind, to, note: 'worse' }, desk.one.agent));
    expect((await back('before')).id).toBe(first.id);
    expect((await back(second.number)).id).toBe(second.id);
    expect(await codeOf(back(third.number))).toMatchObject({ code: 'conflict', text: expect.stringContaining('never in use') });
    expect((await back('shipped')).origin).toBe('shipped');
    expect((await codeOf(back('shipped'))).code).toBe('conflict');
    expect((await back(1)).number).toBe(1);
    const log = await inOne((uow) => listPromptReleases(uow, kind));
    expect(log.slice(0, 4).map(({ number, note }) => [number, note])).toEqual([
      [1, 'rolled back: worse'],
      [null, 'rolled back: worse'],
      [second.number, 'rolled back: worse'],
      [first.number, 'rolled back: worse'],
    ]);
  });
});

describe('an experiment', () => {
  beforeEach(released);

  it('gets its share of the calls, the same ones each time, and ends', async () => {
    const version = await newVersion();
    await inOne((uow) =>
      startPromptArm(uow, { kind, number: version.number, percent: 30, seed: 'fixed', despite: 'a test' }, desk.one.agent),
    );
    const keys = Array.from({ length: 200 }, (_, index) => `ticket ${index}`);
    const draw = () => inOne(async (uow) => Promise.all(keys.map(async (key) => (await resolvePrompt(uow, kind, key))?.arm)));
    const drawn = await draw();
    const share = drawn.filter((arm) => arm === 'B').length;
    expect(share).toBeGreaterThan(40);
    expect(share).toBeLessThan(80);
    expect(new Set(drawn)).toEqual(new Set(['A', 'B']));
    expect(await draw()).toEqual(drawn);
    const key = keys[drawn.indexOf('B')] as string;
    expect(await resolve(key)).toMatchObject({ id: version.id, scope: 'arm', arm: 'B' });
    expect(await resolve(keys[drawn.indexOf('A')] as string)).toMatchObject({ scope: 'system', arm: 'A' });
    await inOne((uow) => endPromptArm(uow, kind, 'enough', null));
    expect(await resolve(key)).toMatchObject({ scope: 'system', arm: null });
    expect((await codeOf(inOne((uow) => endPromptArm(uow, kind, '', null)))).code).toBe('conflict');
  });

  it('needs a run as publishing does, a share of 1 to 99 and another version than the one in use; publishing it ends it', async () => {
    const version = await newVersion();
    const start = (number: number, percent: number, despite: string | null = 'a test') =>
      inOne((uow) => startPromptArm(uow, { kind, number, percent, despite }, null));
    expect((await codeOf(start(version.number, 10, null))).code).toBe('conflict');
    for (const percent of [0, 100, 1.5, Number.NaN]) expect((await codeOf(start(version.number, percent))).code).toBe('invalid_input');
    const inUse = await inOne((uow) => loadPromptVersion(uow, { kind, number: 'in_use' }));
    expect((await codeOf(start(inUse.number, 10))).code).toBe('conflict');
    await start(version.number, 10);
    await inOne((uow) => publishPrompt(uow, { kind, number: version.number, despite: 'a test' }, null));
    expect(await resolve()).toMatchObject({ id: version.id, scope: 'tenant', arm: null });
  });
});

describe('saved cases', () => {
  it('are replaced by name, listed and removed', async () => {
    expect((await addCase('One')).replaced).toBe(false);
    expect((await addCase('one')).replaced).toBe(true);
    expect((await inOne((uow) => listPromptCases(uow, kind))).map(({ name, variables }) => [name, variables])).toEqual([['one', values]]);
    await inOne((uow) => removePromptCase(uow, kind, 'ONE'));
    expect(await inOne((uow) => listPromptCases(uow, kind))).toEqual([]);
    expect((await codeOf(inOne((uow) => removePromptCase(uow, kind, 'one')))).code).toBe('not_found');
  });

  it.each([
    ['an undeclared variable', { ...values, other: 'x' }],
    ['a missing one', { language: 'German' }],
    ['a value that is too long', { ...values, language: 'x'.repeat(50_000) }],
    ['what cannot be stored', { ...values, text: 'a\0b' }],
  ])('are refused with %s', async (_name, variables) => {
    const refused = await codeOf(
      inOne((uow) => savePromptCase(uow, { kind, name: 'x', variables: variables as never, expect: null }, null)),
    );
    expect(refused.code).toBe('invalid_input');
  });
});

describe('two companies', () => {
  it('see nothing of each other’s versions, cases, runs and releases', async () => {
    await released();
    await addCase();
    const version = await newVersion();
    await storedRun(version);
    await inOne((uow) => publishPrompt(uow, { kind, number: version.number, despite: null }, desk.one.agent));
    const inTwo = <T>(work: (uow: TenantUnitOfWork) => Promise<T>): Promise<T> => inTenant(desk.two.id, work);
    expect(await inTwo((uow) => resolvePrompt(uow, kind, 'key'))).toMatchObject({ scope: 'system', systemText: shipped.systemText });
    expect((await codeOf(inTwo((uow) => loadPromptVersion(uow, { id: version.id })))).code).toBe('not_found');
    expect((await codeOf(inTwo((uow) => loadPromptVersion(uow, { kind, number: version.number })))).code).toBe('not_found');
    expect(await inTwo((uow) => findPromptRun(uow, version))).toBeNull();
    expect(await inTwo((uow) => listPromptCases(uow, kind))).toEqual([]);
    expect((await inTwo((uow) => listPromptVersions(uow, kind))).map(({ number }) => number)).toEqual([1]);
    expect((await inTwo((uow) => listPromptReleases(uow, kind))).map(({ scope }) => scope)).toEqual(['system']);
    expect((await codeOf(inTwo((uow) => removePromptCase(uow, kind, 'greeting')))).code).toBe('not_found');
    expect((await codeOf(inTwo((uow) => publishPrompt(uow, { kind, number: version.number, despite: 'x' }, null)))).code).toBe('not_found');
    for (const table of ['prompt_cases', 'prompt_runs']) expect(await inTwo((uow) => sqlRows(uow, `select 1 from ${table}`))).toEqual([]);
  });
});
