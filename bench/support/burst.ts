import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchMail, benchMail } from './mails.ts';
import { cpuSeconds, serverPids } from './process-tree.ts';
import type { Setting } from './setting.ts';
import { isSettled, readWorkState } from './work-state.ts';
import { countWorkflows, untilTasksRan, type WorkflowCounter } from './workflow-state.ts';

/** How a burst went; rates in mails a second from the first byte sent, processor time in ms a mail. */
export type BurstResult = {
  mails: number;
  accepted: number;
  acknowledged: number;
  rowsSettled: number;
  workflowsSettled: number;
  cpu: { application: number; postgres: number; temporal: number };
};

const limitMs = 600_000;

/**
 * Sends so many mails of distinct senders as fast as the door takes them, dealt over the companies, and waits for the last acknowledgement, then
 * for the last row, then for the first task of every ticket's workflow. Throws when an acknowledgement is missing in the end.
 */
export async function runBurst(setting: Setting, mails: number, seed: number): Promise<BurstResult> {
  const workflows = await countWorkflows(setting.product);
  try {
    await settle(setting, workflows, await offer(setting, 40, seed + 1));
    return await measure(setting, workflows, mails, seed);
  } finally {
    await workflows.close();
  }
}

async function measure(setting: Setting, workflows: WorkflowCounter, mails: number, seed: number): Promise<BurstResult> {
  const { sink } = setting;
  const before = { cpu: cpuOf(setting), acknowledged: sink.mails.length };
  const began = performance.now();
  const rate = (until: number): number => (mails * 1000) / (until - began);
  const acceptedAt = offer(setting, mails, seed).then(() => performance.now());
  while (sink.mails.length < before.acknowledged + mails) {
    if (performance.now() - began > limitMs)
      throw new Error(`only ${sink.mails.length - before.acknowledged} of ${mails} were acknowledged`);
    await sleep(20);
  }
  const acknowledgedAt = sink.mails[before.acknowledged + mails - 1]?.at ?? Number.NaN;
  const rowsAt = await untilRowsSettled(setting);
  await untilTasksRan(workflows);
  const tasksAt = performance.now();
  const after = cpuOf(setting);
  const perMail = (name: 'application' | 'postgres' | 'temporal'): number => ((after[name] - before.cpu[name]) * 1000) / mails;
  return {
    mails,
    accepted: rate(await acceptedAt),
    acknowledged: rate(acknowledgedAt),
    rowsSettled: rate(rowsAt),
    workflowsSettled: rate(tasksAt),
    cpu: { application: perMail('application'), postgres: perMail('postgres'), temporal: perMail('temporal') },
  };
}

/** Mails of distinct senders, dealt over the companies. */
export function mailsFor(setting: Pick<Setting, 'companies'>, count: number, seed: number): BenchMail[] {
  const { companies } = setting;
  return Array.from({ length: count }, (_one, index) => benchMail({ index, seed, to: companies[index % companies.length]?.address ?? '' }));
}

/** Resolves with the instant at which no row waited any more. */
export async function untilRowsSettled({ counter }: Pick<Setting, 'counter'>): Promise<number> {
  const end = performance.now() + limitMs;
  while (!isSettled(await readWorkState(counter))) {
    if (performance.now() > end) throw new Error('rows were still waiting after the time limit');
    await sleep(50);
  }
  return performance.now();
}

async function offer(setting: Setting, count: number, seed: number): Promise<number> {
  await Promise.all(mailsFor(setting, count, seed).map((mail) => setting.client.send(mail)));
  return count;
}

async function settle(setting: Setting, workflows: WorkflowCounter, acknowledged: number): Promise<void> {
  const end = Date.now() + 60_000;
  while (setting.sink.mails.length < acknowledged && Date.now() < end) await sleep(50);
  await untilRowsSettled(setting);
  await untilTasksRan(workflows);
}

function cpuOf({ product }: Setting): { application: number; postgres: number; temporal: number } {
  const { postgres, temporal } = serverPids(product.folder);
  const application = product.applicationPid;
  return {
    application: application === undefined ? 0 : cpuSeconds([application]),
    postgres: cpuSeconds(postgres),
    temporal: cpuSeconds(temporal),
  };
}
