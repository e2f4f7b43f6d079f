import type { Logger } from '../../config/logger.ts';
import type { ClaimedPost } from '../../domain/chat/chat.types.ts';
import { claimChatPost } from '../../domain/chat/claim-chat-post.ts';
import { loadPostLanes } from '../../domain/chat/load-post-lanes.ts';
import { settleChatPost } from '../../domain/chat/settle-chat-post.ts';
import type { Actor, ChatPostId, TenantId } from '../../domain/ids.types.ts';
import type { WithTenant } from '../../domain/tenancy/unit-of-work.ts';
import type { AcrossTenants } from '../../domain/tenancy/unsafe-across-tenants.ts';
import type { DrainResult } from '../contracts/pump.contract.ts';
import { byTenant, inParallel } from './in-parallel.ts';
import type { ChatPoster, PostAttempt } from './ports.ts';

export type DrainPostsDeps = { withTenant: WithTenant; across: AcrossTenants; chatPoster: ChatPoster; log: Logger };

const batchSize = 50;
const lanes = 12;
/** A long lane gives way after this, in ms, so that what others queued meanwhile has its turn. */
const turnMs = 2_000;
/** Attempts at a post that is there but whose trace cannot be kept, before it is settled without. */
const recordTries = 3;
const actor: Actor = { kind: 'system', name: 'chat posts' };

type Lane = { tenantId: TenantId; ids: ChatPostId[] };

/** Makes one batch of a shard's due posts: lanes side by side, within a lane one after another. A lane that must wait stops no other. */
export async function drainPosts(deps: DrainPostsDeps, shard: number): Promise<DrainResult> {
  const rows = await deps.across.unsafeDueChatPosts(shard, batchSize);
  const work: Lane[] = [];
  await inParallel([...byTenant(rows)], lanes, async ([tenantId, mine]) => {
    const ids = mine.map(({ id }) => id);
    const byLane = await deps.withTenant(tenantId, actor, (uow) => loadPostLanes(uow, ids));
    for (const lane of byLane) work.push({ tenantId, ids: lane });
  });
  const end = Date.now() + turnMs;
  let handled = 0;
  let more = rows.length === batchSize;
  await inParallel(work, lanes, async ({ tenantId, ids }) => {
    for (const id of ids) {
      if (Date.now() >= end) {
        more = true;
        return;
      }
      const claimed = await deps.withTenant(tenantId, actor, (uow) => claimChatPost(uow, id));
      if (claimed === null) continue;
      if (!(await postOne(deps, claimed))) return;
      handled += 1;
      // It was alone in the look-up, for it had been tried before: now the rest of its lane is due.
      if (claimed.attempts > 1) more = true;
    }
  });
  return { handled, parked: 0, more, nextAt: null };
}

/** False when the rest of the lane must wait. */
async function postOne(deps: DrainPostsDeps, claimed: ClaimedPost): Promise<boolean> {
  const attempt = await deps.chatPoster.send(claimed);
  const { outcome } = attempt;
  const isKept = await settle(deps, claimed, attempt);
  const log = deps.log.child({ tenant: claimed.tenantId, actor: actor.kind, post: claimed.id, kind: claimed.kind });
  log.info({ outcome: outcome.kind, kept: isKept, ...('reason' in outcome ? { reason: outcome.reason } : {}) }, 'chat post attempted');
  return outcome.kind !== 'wait' && isKept;
}

/** False when the post still stands as `sending`: its lease will run out, and it is asked after. */
async function settle(deps: DrainPostsDeps, claimed: ClaimedPost, { outcome, record }: PostAttempt): Promise<boolean> {
  const inOneUnit = (keep: PostAttempt['record']): Promise<boolean> =>
    deps.withTenant(claimed.tenantId, actor, async (uow) => {
      const isKept = await settleChatPost(uow, claimed, outcome);
      if (isKept) await keep?.(uow);
      return isKept;
    });
  try {
    return await inOneUnit(record);
  } catch (error) {
    if (record === null) throw error;
    const log = deps.log.child({ tenant: claimed.tenantId, actor: actor.kind, post: claimed.id, kind: claimed.kind });
    log.error({ err: error, attempts: claimed.attempts }, 'the trace of a chat post could not be kept');
    return claimed.attempts < recordTries ? false : inOneUnit(null);
  }
}
