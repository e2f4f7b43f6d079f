import { setTimeout as sleep } from 'node:timers/promises';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import type { DrainResult } from '../contracts/pump.contract.ts';
import { inParallel } from './in-parallel.ts';
import type { WorkflowStarter } from './ports.ts';

/** What starting and waking ticket workflows needs. */
export type DrainWakeupsDeps = { across: AcrossTenants; starter: WorkflowStarter };

const batchSize = 100;
const lanes = 16;
/** In a flood, mails and their answers go first: starts wait this long at most, in ms, and look again this often. */
const patienceMs = 30_000;
const lookAgainMs = 250;
/** Mails and deliveries that wait in the shard from which on it is a flood. */
const flood = 20;

/**
 * Starts the workflows of new tickets and wakes those of changed ones. A request is cleared only after its start or signal was accepted, and only
 * under the stamp that was served, so a change that came meanwhile stays asked for. While a flood of mail is being answered the starts, which cost
 * the most, stand back for a bounded time: a person waits for the answer, nobody for the workflow.
 */
export async function drainTicketWakeups(deps: DrainWakeupsDeps, shard: number): Promise<DrainResult> {
  while (await shouldStandBack(deps.across, shard)) await sleep(lookAgainMs);
  const rows = await deps.across.unsafeTicketWakeups(shard, batchSize);
  await inParallel(rows, lanes, async ({ tenantId, ticketId, isNew, next }) => {
    await (isNew ? deps.starter.startTicket(tenantId, ticketId, next) : deps.starter.signalTicket(tenantId, ticketId, next));
  });
  if (rows.length > 0) await deps.across.unsafeClearTicketWakeups(rows.map((row) => row.stamp));
  return { handled: rows.length, parked: 0, more: rows.length === batchSize, nextAt: null };
}

async function shouldStandBack(across: AcrossTenants, shard: number): Promise<boolean> {
  const work = await across.unsafeOpenWork();
  const due = work.filter((line) => (line.kind === 'mail' || line.kind === 'delivery') && line.nextAt.getTime() <= Date.now());
  const waiting = due.reduce((sum, line) => sum + line.waiting, 0);
  const oldest = work.find((line) => line.kind === 'ticket' && line.shard === shard)?.nextAt;
  return waiting >= flood && oldest !== undefined && Date.now() - oldest.getTime() < patienceMs;
}
