import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { isGone } from '../../../server/embedded/child-server.ts';
import type { EmbeddedPostgres } from '../../../server/embedded/postgres.ts';
import { identify, ownIdentity } from '../../../server/embedded/process-identity.ts';
import { sweepOldRuns } from '../../support/sweep-old-runs.ts';
import { freshNamespace, temporalAddress, timeSkipping, uniqueTaskQueue } from '../../support/temporal.ts';
import { resolveTimeSkippingServer } from '../../support/time-skipping.ts';
import { holdServer } from './held-server.ts';
import { testFolder } from './test-folder.ts';

let folder: Awaited<ReturnType<typeof testFolder>>;
beforeAll(async () => {
  folder = await testFolder();
});
afterAll(() => folder.remove());

test('two test files may use the same workflow id, each in a namespace of its own', async () => {
  const connection = await Connection.connect({ address: await temporalAddress() });
  for (const namespace of [await freshNamespace(), await freshNamespace()]) {
    const { workflow } = new Client({ connection, namespace });
    const handle = await workflow.start('pump', {
      workflowId: 'pump-mail-0',
      taskQueue: uniqueTaskQueue(),
      searchAttributes: { TenantId: ['acme'] },
    });
    expect((await handle.describe()).searchAttributes.TenantId).toEqual(['acme']);
  }
  await connection.close();
});

test('thirty days pass in a moment on the time-skipping server', async () => {
  const environment = await timeSkipping();
  const before = await environment.currentTimeMs();
  await environment.sleep('30 days');
  expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(30 * 86_400_000);
  await environment.teardown();
}, 60_000);

test('without Java, Maven and download one line names the ways to the time-skipping server', async () => {
  const environment = { PATH: '', XDG_CACHE_HOME: join(folder.path, 'cache') };
  const refused = resolveTimeSkippingServer({ environment, site: 'https://temporal.invalid' });
  await expect(refused).rejects.toThrow(/No Temporal test server.*java and mvn.*TEMPORAL_TEST_SERVER/);
  expect(await resolveTimeSkippingServer({ environment: { ...environment, TEMPORAL_TEST_SERVER: '/my/server' } })).toBe('/my/server');
});

test('the next run ends the servers and deletes the folder of a run that was killed, and lets a living run alone', async () => {
  const [killed, living] = [join(folder.path, 'deskhand-test-killed'), join(folder.path, 'deskhand-test-living')];
  await mkdir(living);
  await writeFile(join(living, 'runner.json'), JSON.stringify(ownIdentity()));
  const held = await holdServer<EmbeddedPostgres>('postgres', killed);
  const server = identify(held.server.pid);
  if (server === undefined) throw new Error('the server is not there');
  await writeFile(join(killed, 'runner.json'), JSON.stringify(identify(held.holder.pid ?? 0)));
  await sweepOldRuns(folder.path);
  expect(await isGone(server, 0)).toBe(false);
  await held.kill();
  await sweepOldRuns(folder.path);
  expect(await isGone(server, 0)).toBe(true);
  expect([existsSync(killed), existsSync(living)]).toEqual([false, true]);
});
