import { createWorkflowStarter } from '../../workflows/client/workflow-starter.ts';
import { type ClockLab, type LabWorker, openClockLab } from '../support/clock-lab.ts';
import { type LoadResult, loadBareTimers, loadTickets, startInLanes, untilEveryTaskRan, whatBroke } from '../support/clock-load.ts';
import { addClockCompany, addRestingTickets, type ClockCompany } from '../support/clock-tickets.ts';
import { figure, percentile } from '../support/figures.rules.ts';
import type { Part, Say } from '../support/part.types.ts';
import { measureProcesses } from '../support/process-tree.ts';

const limitMs = 2_000;
const steadyRate = 10;
const steadySeconds = 60;
const rampSeconds = 20;
const rates = [steadyRate, 15, 20, 25, 30, 40, 50, 60, 80, 100, 130];

/** Open tickets with running clocks: what they cost, how late a level is noticed, and at which rate of due levels that breaks. */
export const clocks: Part = {
  name: 'clocks',
  meaning: 'open tickets with clocks: start rate, memory, lateness of due levels, and the rate at which it breaks',
  run: async (say, { tickets }) => {
    const lab = await openClockLab();
    try {
      const worker = await lab.startWorker('tickets');
      const company = await addClockCompany(lab);
      await restingTickets(say, lab, worker, { company, tickets });
      const steady = await loadTickets(lab, company, [worker], { perSecond: steadyRate, seconds: steadySeconds });
      say(`steady: ${loadLine(steady)} (target p99 under 2 s)`);
      const broke = await ramp(say, 'ticket clocks', holds(steady) ? rates.slice(1) : rates, (perSecond) =>
        loadTickets(lab, company, [worker], { perSecond, seconds: rampSeconds }),
      );
      const bareBroke = await baseline(say, lab);
      say(
        `ratio of the last rate that held, ticket clocks to bare timers: ${figure(broke.held)} / ${figure(bareBroke.held)} = ${figure(broke.held / bareBroke.held)}; ` +
          `processor time an event ${figure(broke.cpuMs)} ms to ${figure(bareBroke.cpuMs)} ms, ratio ${figure(broke.cpuMs / bareBroke.cpuMs)}`,
      );
      await secondWorker(say, lab, { company, worker, broke });
    } finally {
      await lab.close();
    }
  },
};

async function restingTickets(
  say: Say,
  lab: ClockLab,
  worker: LabWorker,
  { company, tickets }: { company: ClockCompany; tickets: number },
): Promise<void> {
  const before = { temporal: rssMb(lab.pids.temporal), worker: rssMb(worker.pid), ...(await lab.sizes()) };
  const { ids, nextAt } = await addRestingTickets(lab, company, tickets);
  const starter = createWorkflowStarter(lab.client);
  const began = performance.now();
  const accepted = await startInLanes(ids, (id) => starter.startTicket(company.id, id, { nextAt }));
  await untilEveryTaskRan(lab.client);
  const settled = (tickets * 1_000) / (performance.now() - began);
  const after = { temporal: rssMb(lab.pids.temporal), worker: rssMb(worker.pid), ...(await lab.sizes()) };
  const each = (name: keyof typeof before): string => figure(((after[name] - before[name]) * 1_000) / tickets);
  say(
    `${tickets} open tickets: ${figure(accepted)} workflow starts/s, ${figure(settled)}/s until every one waits; resident memory Temporal ${figure(after.temporal)} MB, ` +
      `worker ${figure(after.worker)} MB, per 1,000 tickets ${each('temporal')} and ${each('worker')} MB; on disk PostgreSQL ${figure(after.postgresMb)} MB ` +
      `(${each('postgresMb')} per 1,000), Temporal ${figure(after.temporalMb)} MB (${each('temporalMb')} per 1,000)`,
  );
}

/** `cpuMs`: processor time of everything an event cost, at the last rate that was tried. */
type Broke = { held: number; brokenAt: LoadResult | null; cpuMs: number };

/** Raises the rate until the p99 lateness passes the limit or something is not noticed at all. */
async function ramp(say: Say, what: string, tried: readonly number[], load: (perSecond: number) => Promise<LoadResult>): Promise<Broke> {
  let cpuMs = Number.NaN;
  let held = tried === rates ? Number.NaN : steadyRate;
  for (const perSecond of tried) {
    const result = await load(perSecond);
    cpuMs = result.cpu.temporal + result.cpu.worker + result.cpu.postgres;
    say(`${what}: ${loadLine(result)}`);
    if (!holds(result)) {
      say(`${what} break at ${perSecond}/s (${figure(held)}/s held): ${whatBroke(result, 1)}`);
      return { held, brokenAt: result, cpuMs };
    }
    held = perSecond;
  }
  say(`${what} held ${held}/s, the highest rate tried`);
  return { held, brokenAt: null, cpuMs };
}

function holds({ late, missing }: LoadResult): boolean {
  return missing === 0 && percentile(late, 0.99) <= limitMs;
}

async function baseline(say: Say, lab: ClockLab): Promise<Broke> {
  const worker = await lab.startWorker('bare');
  try {
    return await ramp(say, 'bare timer and activity', rates, (perSecond) =>
      loadBareTimers(lab, worker, { perSecond, seconds: rampSeconds }),
    );
  } finally {
    await worker.stop();
  }
}

async function secondWorker(
  say: Say,
  lab: ClockLab,
  { company, worker, broke }: { company: ClockCompany; worker: LabWorker; broke: Broke },
): Promise<void> {
  if (broke.brokenAt === null) return;
  const { perSecond, late } = broke.brokenAt;
  const second = await lab.startWorker('tickets');
  const result = await loadTickets(lab, company, [worker, second], { perSecond, seconds: rampSeconds });
  await second.stop();
  const [one, two] = [percentile(late, 0.99), percentile(result.late, 0.99)];
  say(`with a second worker: ${loadLine(result)}; p99 with one was ${figure(one)} ms, ratio ${figure(two / one)}; ${whatBroke(result, 2)}`);
}

function loadLine({ perSecond, late, missing, cpu, cores }: LoadResult): string {
  return [
    `${perSecond} due/s, ${late.length} noticed${missing === 0 ? '' : `, ${missing} NOT within 45 s`}`,
    `late p50 ${figure(percentile(late, 0.5))} ms, p99 ${figure(percentile(late, 0.99))} ms, at most ${figure(Math.max(...late))} ms`,
    `CPU ms an event: Temporal ${figure(cpu.temporal)}, worker ${figure(cpu.worker)}, PostgreSQL ${figure(cpu.postgres)}`,
    `cores: ${figure(cores.temporal)} + ${figure(cores.worker)} + ${figure(cores.postgres)}, the machine ${figure(cores.wholeMachine)}`,
  ].join('; ');
}

function rssMb(pid: number): number {
  return measureProcesses([pid])[0]?.rssMb ?? Number.NaN;
}
