import { Context } from '@temporalio/activity';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import type { DrainResult, PumpInput } from '../contracts/pump.contract.ts';
import { type DrainDeliveriesDeps, drainDeliveries } from './drain-deliveries.ts';
import { type DrainMailsDeps, drainMails } from './drain-mails.ts';
import { type DrainNoticesDeps, drainNotices } from './drain-notices.ts';
import { type DrainWakeupsDeps, drainTicketWakeups } from './drain-ticket-wakeups.ts';

export type PumpActivities = { drain(input: PumpInput): Promise<DrainResult> };
/** What the pumps drain with. `deliver` replaces the plain drain of deliveries, so that it shares its turns with the express. */
export type PumpDeps = DrainMailsDeps &
  DrainDeliveriesDeps &
  DrainWakeupsDeps &
  DrainNoticesDeps & { deliver?: (shard: number) => Promise<DrainResult> };

/** The pumps' one activity. It heartbeats, so a killed worker's batch is taken up again within seconds. */
export function createPumpActivities(deps: PumpDeps): PumpActivities {
  const { deliver = (shard: number) => drainDeliveries(deps, shard) } = deps;
  const drains = {
    mail: drainMails,
    delivery: (_deps: PumpDeps, shard: number) => deliver(shard),
    ticket: drainTicketWakeups,
    notice: drainNotices,
  };
  return {
    drain: async ({ kind, shard }) => {
      const beat = setInterval(() => Context.current().heartbeat(), 2_000);
      try {
        const result = await drainFor(() => drains[kind](deps, shard));
        return result.more || kind === 'ticket' ? result : { ...result, nextAt: await nextDue(deps.across, kind, shard) };
      } finally {
        clearInterval(beat);
      }
    },
  };
}

/** In a flood one activity takes batch after batch: Temporal is asked every few seconds, not every fifty mails. */
const turnMs = 3_000;

async function drainFor(drainBatch: () => Promise<DrainResult>): Promise<DrainResult> {
  const end = Date.now() + turnMs;
  let { handled, parked, more, nextAt } = await drainBatch();
  while (more && Date.now() < end) {
    const batch = await drainBatch();
    ({ more, nextAt } = batch);
    handled += batch.handled;
    parked += batch.parked;
  }
  return { handled, parked, more, nextAt };
}

async function nextDue(across: AcrossTenants, kind: PumpInput['kind'], shard: number): Promise<string | null> {
  const work = (await across.unsafeOpenWork()).find((line) => line.kind === kind && line.shard === shard);
  return work === undefined ? null : work.nextAt.toISOString();
}
