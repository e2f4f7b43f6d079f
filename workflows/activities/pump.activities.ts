import { Context } from '@temporalio/activity';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import type { DrainResult, PumpInput } from '../contracts/pump.contract.ts';
import { type DrainAiDeps, drainAi } from './drain-ai.ts';
import { type DrainChatDeps, drainChat } from './drain-chat.ts';
import { type DrainDeliveriesDeps, drainDeliveries } from './drain-deliveries.ts';
import { type DrainMailsDeps, drainMails } from './drain-mails.ts';
import { type DrainNoticesDeps, drainNotices } from './drain-notices.ts';
import { type DrainPostsDeps, drainPosts } from './drain-posts.ts';
import { type DrainWakeupsDeps, drainTicketWakeups } from './drain-ticket-wakeups.ts';

export type PumpActivities = { drain(input: PumpInput): Promise<DrainResult> };
/** What the pumps drain with. `inTurn` replaces the plain drains of the kinds it names, so that these share their turns with an express. */
export type PumpDeps = DrainMailsDeps &
  DrainDeliveriesDeps &
  DrainWakeupsDeps &
  DrainNoticesDeps &
  Partial<DrainChatDeps> &
  Partial<DrainPostsDeps> &
  Partial<DrainAiDeps> & { inTurn?: Partial<Record<PumpInput['kind'], (shard: number) => Promise<DrainResult>>> };

/** The pumps' one activity. It heartbeats, so a killed worker's batch is taken up again within seconds. */
export function createPumpActivities(deps: PumpDeps): PumpActivities {
  const drains = {
    mail: drainMails,
    delivery: drainDeliveries,
    ticket: drainTicketWakeups,
    notice: drainNotices,
    chat: (_deps: PumpDeps, shard: number) => (hasChat(deps) ? drainChat(deps, shard) : Promise.resolve(idle)),
    post: (_deps: PumpDeps, shard: number) => (hasChat(deps) ? drainPosts(deps, shard) : Promise.resolve(idle)),
    ai: (_deps: PumpDeps, shard: number) => (hasAi(deps) ? drainAi(deps, shard) : Promise.resolve(idle)),
  };
  return {
    drain: async ({ kind, shard }) => {
      if ((kind === 'chat' || kind === 'post') && !hasChat(deps)) return idle;
      if (kind === 'ai' && !hasAi(deps)) return idle;
      const beat = setInterval(() => Context.current().heartbeat(), 2_000);
      try {
        const result = await drainFor(() => (deps.inTurn?.[kind] ?? ((next: number) => drains[kind](deps, next)))(shard));
        return result.more || kind === 'ticket' ? result : { ...result, nextAt: await nextDue(deps.across, kind, shard) };
      } finally {
        clearInterval(beat);
      }
    },
  };
}

/** Without a connected chat product its rows wait for a worker that has one. */
const idle: DrainResult = { handled: 0, parked: 0, more: false, nextAt: null };

function hasChat(deps: PumpDeps): deps is PumpDeps & DrainChatDeps & DrainPostsDeps {
  return deps.chatHandler !== undefined && deps.chatPoster !== undefined;
}

function hasAi(deps: PumpDeps): deps is PumpDeps & DrainAiDeps {
  return deps.aiRunner !== undefined;
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
