import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestCli, type TestCli } from './cli-kit.ts';

let cli: TestCli;
let file: string;
beforeAll(async () => {
  cli = await openTestCli();
  file = join(cli.folder, 'prompt.json');
  for (const slug of ['one', 'two']) await cli.run(['tenants', 'add', slug, '--name', slug, '--zone', 'Europe/London']);
}, 120_000);
afterAll(() => cli.close());

const prompts = (...words: string[]) => cli.run(['prompts', ...words, '--tenant', 'one']);
const lineOf = async (slug: string): Promise<string> =>
  (await cli.run(['prompts', 'list', '--tenant', slug])).out.split('\n').find((line) => line.startsWith('translation')) ?? '';

test('a prompt is exported, edited, compared, published with a reason and rolled back, in one company only', async () => {
  expect(await lineOf('one')).toMatch(/^translation +1 \(shipped\) +1 +0/);
  await writeFile(file, (await prompts('export', 'translation')).out);
  expect((await prompts('import', file)).out).toContain('that is version 1 of translation already');
  const exported = JSON.parse(await readFile(file, 'utf8')) as { systemText: string };
  await writeFile(file, JSON.stringify({ ...exported, systemText: `${exported.systemText}\nBe polite.` }));
  expect(await prompts('import', file)).toMatchObject({ code: 2, err: expect.stringContaining('changed after it was exported') });
  expect((await prompts('edit', file, '--note', 'politer')).out).toContain('Saved as version 2 of translation');
  expect((await prompts('diff', 'translation', '2')).out).toMatch(
    /^--- version 1\n\+\+\+ version 2\n@@ system text @@\n(.*\n)*\+Be polite\.$/m,
  );
  expect((await prompts('show', 'translation', '2')).out).toMatch(/version 2 \(tenant\)(.*\n)*.*\{\{text\}\} +untrusted, needed/);
  expect(await prompts('publish', 'translation', '2')).toMatchObject({
    code: 1,
    err: expect.stringContaining('never run over the saved cases'),
  });
  expect((await prompts('publish', 'translation', '2', '--despite', 'a test')).out).toContain('Version 2 of translation is in use');
  expect([await lineOf('one'), await lineOf('two')]).toEqual([
    expect.stringMatching(/ 2 \(own\) /),
    expect.stringMatching(/ 1 \(shipped\) /),
  ]);
  expect((await prompts('rollback', 'translation')).out).toContain('In use now: version 1 of translation (shipped)');
  expect((await prompts('rollback', 'translation', '2')).out).toContain('version 2');
});

test('a share of the calls is given to a version and taken back, and the log says why', async () => {
  expect(await prompts('arm', 'translation', '1', '20')).toMatchObject({ code: 1, err: expect.stringContaining('never run') });
  expect((await prompts('arm', 'translation', '1', '20%', '--despite', 'a trial')).out).toContain('gets 20 % of the calls');
  expect(await lineOf('one')).toMatch(/1 for 20 %/);
  expect((await prompts('arm', 'translation', 'end')).out).toContain('has ended');
  expect(await prompts('arm', 'translation', 'end')).toMatchObject({ code: 1 });
  expect(await prompts('arm', 'translation', '1', '100')).toMatchObject({ code: 1, err: expect.stringContaining('1 to 99') });
  expect(await prompts('arm', 'translation', '1', 'much')).toMatchObject({ code: 2 });
  const { out } = await prompts('log', 'translation');
  expect(out).toMatch(/experiment +1 +20 % .*despite: a trial/);
  expect(out).toMatch(/tenant +2 .*despite: a test/);
  expect((await prompts('cases', 'translation')).out).toContain('There are no saved cases of translation.');
});

test('what cannot be done is said in words', async () => {
  expect(await prompts('show', 'poem')).toMatchObject({ code: 2, err: expect.stringContaining('reply_draft') });
  expect(await prompts('run', 'translation', '1')).toMatchObject({ code: 1, err: expect.stringContaining('Connect one first') });
  expect(await prompts('diff', 'translation', 'x')).toMatchObject({ code: 2 });
  expect(await prompts('show', 'translation', '99')).toMatchObject({ code: 1 });
  await writeFile(file, '{"format": "deskhand-prompt/1", "kind": "translation"}');
  expect(await prompts('edit', file)).toMatchObject({ code: 1, err: expect.stringContaining('systemText') });
  await writeFile(file, 'poem');
  expect(await prompts('edit', file)).toMatchObject({ code: 1, err: expect.stringContaining('not JSON') });
});
