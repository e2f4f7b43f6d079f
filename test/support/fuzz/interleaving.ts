import { system } from '../desk.ts';
import { pick } from '../sla/random-calendars.ts';
import type { Act, ActRecord } from './act.types.ts';
import { chatActs } from './chat-acts.ts';
import { checkClocks } from './check-clocks.ts';
import { checkActs, checkFold } from './check-log.ts';
import { type FoldedTicket, foldLog } from './fold-log.ts';
import { traced } from './fuzz-clock.ts';
import { type FuzzGround, type FuzzWorld, openWorld } from './fuzz-world.ts';
import { mailActs, scheduledActs, staffActs } from './other-acts.ts';
import { readLog, readTickets } from './snapshot.ts';

/** What came out of one interleaving; `told` is what happened, line by line, for whoever looks into a fault. */
export type Interleaving = { seed: number; acts: number; refused: number; alerts: number; faults: string[]; told: string[] };

const minute = 60_000;
const hour = 60 * minute;

/** Seconds, minutes, hours, nights, weekends. */
const jumps: [least: number, most: number][] = [
  [1_000, 2 * minute],
  [5 * minute, 90 * minute],
  [hour, 9 * hour],
  [12 * hour, 20 * hour],
  [60 * hour, 70 * hour],
];

/** One random interleaving on one ticket in each of two tenants at the same time, and everything that is wrong after it. */
export async function runInterleaving(ground: FuzzGround, seed: number): Promise<Interleaving> {
  const results = await Promise.all([seed * 2, seed * 2 + 1].map((one) => playAlone(ground, one * 7919)));
  return {
    seed,
    acts: results.reduce((sum, one) => sum + one.acts, 0),
    refused: results.reduce((sum, one) => sum + one.refused, 0),
    alerts: results.reduce((sum, one) => sum + one.alerts, 0),
    faults: results.flatMap((one) => one.faults),
    told: results.flatMap((one) => one.told),
  };
}

async function playAlone(ground: FuzzGround, seed: number): Promise<Omit<Interleaving, 'seed'>> {
  const world = await openWorld(ground, seed);
  const records: ActRecord[] = [];
  const told: string[] = [];
  const faults: string[] = [];
  try {
    const steps = 3 + Math.floor(world.random() * 4);
    for (let step = 0; step < steps; step += 1) records.push(...(await playStep(world, step, told)));
    await world.timers.pass(world.clock.now + 5 * minute);
  } catch (error) {
    faults.push(`unexpected failure: ${error instanceof Error ? error.message : String(error)}`);
  }
  const tickets = await readTickets(world);
  if (faults.length === 0) {
    faults.push(...checkActs(world, records, tickets));
    for (const ticket of tickets) faults.push(...checkFold(ticket), ...checkClocks(world, ticket));
  }
  const refused = records.filter((record) => record.outcome.kind === 'refused').length;
  const alerts = tickets.reduce((sum, ticket) => sum + ticket.alerts.length, 0);
  return { acts: records.length, refused, alerts, faults, told: faults.length === 0 ? [] : [...told, ...logLines(tickets)] };
}

/** Time goes by; then several things happen to the ticket at once, sometimes at the very instant at which something falls due. */
async function playStep(world: FuzzWorld, step: number, told: string[]): Promise<ActRecord[]> {
  const { random, timers, clock } = world;
  const [least, most] = pick(random, jumps);
  const until = clock.now + least + Math.floor(random() * (most - least));
  const due = timers.next;
  const isOnTime = due !== null && due.at <= until && random() < 0.4;
  await timers.pass(isOnTime ? due.at + 1 : until);
  const seen = await world.withTenant(world.tenant.id, system, async (uow) => foldLog(await readLog(uow, world.main.id)));
  const acts = Array.from({ length: 1 + Math.floor(random() * 4) }, () => randomAct(world, seen));
  if (isOnTime)
    acts.push({ name: 'the timer', expects: { lines: [] }, run: () => timers.attend(due.ticketId).then(() => ({ kind: 'done' })) });
  told.push(`step ${step} at ${new Date(clock.now).toISOString()}: ${acts.map((act) => act.name).join(' | ')}`);
  const records = await Promise.all(acts.map((act) => playAct(act, step)));
  told.push(`  ${records.map(({ outcome, name }) => `${name}: ${outcome.kind === 'done' ? 'done' : outcome.code}`).join('; ')}`);
  await timers.drain();
  return records;
}

function randomAct(world: FuzzWorld, seen: FoldedTicket): Act {
  const choice = world.random();
  const kinds = choice < 0.4 ? chatActs : choice < 0.65 ? mailActs : choice < 0.85 ? staffActs : scheduledActs;
  return pick(world.random, kinds)(world, seen);
}

async function playAct(act: Act, step: number): Promise<ActRecord> {
  try {
    const { result, instants } = await traced(act.run);
    return { name: act.name, step, instants, outcome: result, expects: act.expects };
  } catch (error) {
    throw new Error(`${act.name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function logLines(tickets: Awaited<ReturnType<typeof readTickets>>): string[] {
  return tickets.flatMap(({ row, events }) => [
    `log of ${row.number} (${row.status}):`,
    ...events.map((event) => `  ${event.seq} ${new Date(event.at).toISOString()} ${event.type} ${JSON.stringify(event.data)}`),
  ]);
}
