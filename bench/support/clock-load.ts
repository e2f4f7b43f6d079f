import { randomUUID } from 'node:crypto';
import { availableParallelism, cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { inParallel } from '../../workflows/activities/in-parallel.ts';
import { createWorkflowStarter } from '../../workflows/client/workflow-starter.ts';
import type { ClockLab, LabWorker } from './clock-lab.ts';
import { type ClockCompany, openDueTickets } from './clock-tickets.ts';
import { bareQueue } from './clock-worker.types.ts';
import { cpuSeconds } from './process-tree.ts';
import { backlogOf } from './workflow-state.ts';

/** One stretch of due instants: how late each was noticed, and what the processes spent. Processor time in ms an event; `cores` used while it lasted. */
export type LoadResult = {
  perSecond: number;
  late: number[];
  missing: number;
  cpu: { temporal: number; worker: number; postgres: number };
  cores: { temporal: number; worker: number; postgres: number; bench: number; wholeMachine: number };
};

type Spent = LoadResult['cpu'] & { bench: number; machine: number; at: number };
type Load = { perSecond: number; seconds: number };
/** Everything is started; `late` says of what was noticed so far how late it was, in ms. */
type Prepared = { late: () => Promise<number[]> };

const startLanes = 16;
/** How long after the last due instant it may still be noticed. */
const patienceMs = 45_000;

/** Starts in lanes as the pump does; resolves with starts a second as the server accepted them. */
export async function startInLanes<Item>(items: readonly Item[], start: (item: Item) => Promise<void>): Promise<number> {
  const began = performance.now();
  await inParallel(items, startLanes, start);
  return (items.length * 1_000) / (performance.now() - began);
}

/** Tickets that fall due so many a second for so long, through the product's own starter. */
export async function loadTickets(lab: ClockLab, company: ClockCompany, workers: LabWorker[], load: Load): Promise<LoadResult> {
  const starter = createWorkflowStarter(lab.client);
  return run(lab, workers, load, async (due) => {
    const tickets = await openDueTickets(lab, company, due);
    await lab.superuser.query('delete from ticket_wakeups');
    await startInLanes(tickets, ({ id, dueAt }) => starter.startTicket(company.id, id, { nextAt: new Date(dueAt).toISOString() }));
    const ids = tickets.map((ticket) => ticket.id);
    const sql = "select extract(epoch from detected_at - at) * 1000 as late from sla_alerts where ticket_id = any($1) and level = 'breach'";
    return { late: async () => (await lab.superuser.query<{ late: string }>(sql, [ids])).rows.map((row) => Number(row.late)) };
  });
}

/** The baseline: bare timers with an activity that touches nothing, due so many a second for so long. */
export async function loadBareTimers(lab: ClockLab, worker: LabWorker, load: Load): Promise<LoadResult> {
  return run(lab, [worker], load, async (due) => {
    const fired: number[] = [];
    worker.onFired = (lateMs) => void fired.push(lateMs);
    await startInLanes(due, async (dueAt) => {
      await lab.client.workflow.start('bareTimerWorkflow', { taskQueue: bareQueue, workflowId: `bare-${randomUUID()}`, args: [dueAt] });
    });
    return { late: async () => [...fired] };
  });
}

/** What opening and starting one took at most so far, in ms; it decides how far ahead the first due instant lies. */
let msEach = 25;
const headStartMs = 6_000;

async function run(
  lab: ClockLab,
  workers: LabWorker[],
  { perSecond, seconds }: Load,
  prepare: (due: number[]) => Promise<Prepared>,
): Promise<LoadResult> {
  const count = perSecond * seconds;
  for (let tries = 0; tries < 4; tries += 1) {
    const began = Date.now();
    const first = began + headStartMs + count * msEach;
    const due = Array.from({ length: count }, (_one, index) => Math.round(first + (index * 1_000) / perSecond));
    const { late } = await prepare(due);
    msEach = Math.max(msEach, ((Date.now() - began) * 1.3) / count);
    if (Date.now() < first - 1_000) return watch(lab, workers, { perSecond, due, read: late });
    // What is due already fires at once; the next try begins when that is over.
    for (const end = Date.now() + 180_000; (await late()).length < count && Date.now() < end; ) await sleep(500);
  }
  throw new Error('the machine is too busy to start everything before it falls due');
}

async function watch(
  lab: ClockLab,
  workers: LabWorker[],
  { perSecond, due, read }: { perSecond: number; due: number[]; read(): Promise<number[]> },
): Promise<LoadResult> {
  const [first, last] = [due[0] ?? 0, due.at(-1) ?? 0];
  await sleep(first - Date.now());
  const before = spent(lab, workers);
  await sleep(Math.max(0, last - Date.now()));
  const middle = spent(lab, workers);
  let late = await read();
  while (late.length < due.length && Date.now() < last + patienceMs) {
    await sleep(500);
    late = await read();
  }
  const after = spent(lab, workers);
  const each = (name: 'temporal' | 'worker' | 'postgres'): number => ((after[name] - before[name]) * 1_000) / Math.max(1, late.length);
  const lasted = (middle.at - before.at) / 1_000;
  const cores = (name: 'temporal' | 'worker' | 'postgres' | 'bench' | 'machine'): number => (middle[name] - before[name]) / lasted;
  return {
    perSecond,
    late,
    missing: due.length - late.length,
    cpu: { temporal: each('temporal'), worker: each('worker'), postgres: each('postgres') },
    cores: {
      temporal: cores('temporal'),
      worker: cores('worker'),
      postgres: cores('postgres'),
      bench: cores('bench'),
      wholeMachine: cores('machine'),
    },
  };
}

function spent(lab: ClockLab, workers: LabWorker[]): Spent {
  const busy = cpus().reduce((sum, { times }) => sum + times.user + times.sys + times.nice + times.irq, 0) / 1_000;
  return {
    temporal: cpuSeconds([lab.pids.temporal]),
    worker: cpuSeconds(workers.map((worker) => worker.pid)),
    postgres: cpuSeconds(lab.pids.postgres()),
    bench: cpuSeconds([process.pid]),
    machine: busy,
    at: performance.now(),
  };
}

/** What ran out when the clocks came too late, in words. */
export function whatBroke({ cores }: LoadResult, workers: number): string {
  const all = availableParallelism();
  const [name, most] = (['temporal', 'worker', 'postgres'] as const)
    .map((one): [string, number] => [one === 'worker' ? 'the worker' : one === 'temporal' ? 'Temporal' : 'PostgreSQL', cores[one]])
    .toSorted((a, b) => b[1] - a[1])[0] as [string, number];
  const others = cores.wholeMachine - cores.temporal - cores.worker - cores.postgres - cores.bench;
  if (others > 0.2 * all) return `something else used ${others.toFixed(2)} of ${all} processors: measure again on a quiet machine`;
  if (cores.wholeMachine > 0.85 * all)
    return `the processors were used up (${cores.wholeMachine.toFixed(2)} of ${all}), most of it by ${name} (${most.toFixed(2)})`;
  if (cores.worker > 0.9 * workers) return `the worker's own thread was used up (${cores.worker.toFixed(2)} cores)`;
  return `no processor was used up (${cores.wholeMachine.toFixed(2)} of ${all}, most by ${name}): it waited`;
}

/** Resolves when no workflow task waits for a worker, seen twice. */
export async function untilEveryTaskRan(client: Client, limitMs = 600_000): Promise<void> {
  const end = Date.now() + limitMs;
  for (let quiet = 0; quiet < 2; quiet = (await backlogOf(client)) === 0 ? quiet + 1 : 0) {
    if (Date.now() > end) throw new Error('workflow tasks were still waiting after the time limit');
    await sleep(100);
  }
}
