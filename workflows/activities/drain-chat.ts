import type { Logger } from '../../config/logger.ts';
import type { InboxItem } from '../../domain/chat/chat.types.ts';
import { claimInbox } from '../../domain/chat/claim-inbox.ts';
import { postponeInbox } from '../../domain/chat/postpone-inbox.ts';
import { releaseInbox } from '../../domain/chat/release-inbox.ts';
import { settleInbox } from '../../domain/chat/settle-inbox.ts';
import type { Actor } from '../../domain/ids.types.ts';
import type { WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import type { DrainResult } from '../contracts/pump.contract.ts';
import { byTenant, inParallel } from './in-parallel.ts';
import type { ChatHandler } from './ports.ts';

export type DrainChatDeps = { withTenant: WithTenant; across: AcrossTenants; chatHandler: ChatHandler; log: Logger };

const batchSize = 50;
const lanes = 8;
/** An item is begun while most of its lease is left, in ms after it was taken; the rest of its lane is given back. */
const beginWithinMs = 8_000;
const actor: Actor = { kind: 'system', name: 'chat' };

type Outcome = { handled: number; parked: number };

/** Handles one batch of what came into a shard: lanes side by side, within a lane one after another. What fails is put off and stops its lane alone. */
export async function drainChat(deps: DrainChatDeps, shard: number): Promise<DrainResult> {
  const rows = await deps.across.unsafeDueChatInbox(shard, batchSize);
  const outcome: Outcome = { handled: 0, parked: 0 };
  const claimed = (await claimAll(deps, rows)).map((items) => ({ items, until: performance.now() + beginWithinMs }));
  await inParallel(claimed, lanes, ({ items, until }) => handleLane(deps, items, until, outcome));
  return { ...outcome, more: rows.length === batchSize && claimed.length > 0, nextAt: null };
}

async function claimAll(deps: DrainChatDeps, rows: Awaited<ReturnType<AcrossTenants['unsafeDueChatInbox']>>): Promise<InboxItem[][]> {
  const claimed: InboxItem[][] = [];
  await inParallel([...byTenant(rows)], lanes, async ([tenantId, mine]) => {
    const ids = mine.map(({ id }) => id);
    const items = await deps.withTenant(tenantId, actor, (uow) => claimInbox(uow, ids));
    claimed.push(...Map.groupBy(items, (item) => item.lane).values());
  });
  return claimed;
}

async function handleLane(deps: DrainChatDeps, items: InboxItem[], until: number, outcome: Outcome): Promise<void> {
  const waiting = [...items];
  for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
    if (performance.now() > until) waiting.unshift(item);
    else if (await handleOne(deps, item, outcome)) continue;
    const left = waiting.map(({ id }) => id);
    await deps.withTenant(item.tenantId, actor, (uow) => releaseInbox(uow, left));
    return;
  }
}

/** False when the rest of the lane must wait for this item. */
async function handleOne(deps: DrainChatDeps, item: InboxItem, outcome: Outcome): Promise<boolean> {
  const log = deps.log.child({ tenant: item.tenantId, actor: actor.kind, chat: item.id, kind: item.kind });
  try {
    const result = await deps.chatHandler.handle(item);
    if (result.kind === 'done') {
      await deps.withTenant(item.tenantId, actor, (uow) => settleInbox(uow, item.id, result.result));
      outcome.handled += 1;
      log.info({ result: result.result }, 'chat handled');
      return true;
    }
    log.warn({ reason: result.reason }, 'chat put off');
  } catch (error) {
    log.error({ err: error }, 'chat could not be handled');
  }
  const state = await deps.withTenant(item.tenantId, actor, (uow) => postponeInbox(uow, item.id));
  if (state === 'parked') outcome.parked += 1;
  return state === 'parked';
}
