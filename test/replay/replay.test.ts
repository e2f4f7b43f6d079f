import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import '../support/quiet-temporal.ts';
import * as workflows from '../../workflows/all-workflows.ts';
import { bundleWorkflows } from '../../workflows/workflow-bundle.ts';

const folder = new URL('./histories/', import.meta.url);
const changed = fileURLToPath(new URL('../fixtures/incompatible/changed-workflows.ts', import.meta.url));

type Recorded = {
  name: string;
  type: string;
  history: { events: { eventType?: string; workflowExecutionStartedEventAttributes?: { workflowType: { name: string } } }[] };
};
let recorded: Recorded[] = [];
let today: { code: string };
let incompatible: { code: string };

beforeAll(async () => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  recorded = await Promise.all(
    names.map(async (name) => {
      const history = JSON.parse(await readFile(new URL(name, folder), 'utf8')) as Recorded['history'];
      return { name, history, type: history.events[0]?.workflowExecutionStartedEventAttributes?.workflowType.name ?? '' };
    }),
  );
  [today, incompatible] = await Promise.all([
    bundleWorkflows(),
    bundleWorkflowCode({ workflowsPath: changed, logger: new DefaultLogger('WARN') }),
  ]);
}, 120_000);

const replay = (workflowBundle: { code: string }, { history, name }: Recorded): Promise<void> =>
  Worker.runReplayHistory({ workflowBundle, replayName: name }, history, name);

describe('recorded histories', () => {
  it('exist for every workflow there is', () => {
    const declared = Object.keys(workflows).filter((name) => name.endsWith('Workflow'));
    expect([...new Set(recorded.map((one) => one.type))].toSorted()).toEqual(declared.toSorted());
  });

  it('replay on today’s workflows', async () => {
    for (const one of recorded) await expect(replay(today, one)).resolves.toBeUndefined();
  }, 120_000);

  it('are refused by workflows that would do something else', async () => {
    for (const one of recorded) await expect(replay(incompatible, one)).rejects.toThrow(/[Nn]ondeterminis|determinism/);
  }, 120_000);
});
