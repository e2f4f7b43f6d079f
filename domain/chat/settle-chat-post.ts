import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ClaimedPost, PostOutcome } from './chat.types.ts';

const giveUpMs = 6 * 3_600_000;

type Pause = PostOutcome & { kind: 'wait' };

/**
 * Records how an attempt ended. A pause holds back the rest of its lane, or everything of the kind in the workspace, and nothing else; six hours after a post was
 * due it is given up. False, and no change, when the attempt is not the post's last one any more (its lease ran out and somebody else has it).
 */
export async function settleChatPost(uow: TenantUnitOfWork, post: ClaimedPost, outcome: PostOutcome): Promise<boolean> {
  const isLate = uow.now.getTime() - post.firstQueuedAt.getTime() >= giveUpMs;
  if (outcome.kind === 'wait' && !isLate) return pause(uow, post, outcome);
  const sent = outcome.kind === 'sent' ? outcome : { channel: null, ts: null };
  const touched = await sqlRun(
    uow,
    // A post that was called off while it went out stays called off; where it went is kept all the same.
    `update chat_posts set state = case when state = 'cancelled' then state else ? end, settled_at = ?, last_result = ?, sent_channel = ?, sent_ts = ?,
       response_url = null, ref = case when ? then ref - 'card' else ref end
     where id = ? and state in ('sending', 'cancelled') and attempts = ?`,
    [stateOf(outcome), uow.now, resultOf(outcome), sent.channel, sent.ts, isSaid(outcome), post.id, post.attempts],
  );
  return touched > 0;
}

/** What was said in an answer stands in the chat and is kept no longer here; what failed can be said again. */
function isSaid({ kind }: PostOutcome): boolean {
  return kind === 'sent' || kind === 'nothing';
}

function stateOf(outcome: PostOutcome): string {
  if (outcome.kind === 'wait') return outcome.ask ? 'uncertain' : 'failed';
  return { sent: 'sent', failed: 'failed', uncertain: 'uncertain', nothing: 'cancelled' }[outcome.kind];
}

function resultOf(outcome: PostOutcome): string | null {
  if (outcome.kind === 'sent') return null;
  return (outcome.kind === 'wait' ? `Given up after six hours. ${outcome.reason}` : outcome.reason).slice(0, 300);
}

/** With `ask` the row stays `sending`: whoever takes it next finds it cut off and asks first. */
async function pause(uow: TenantUnitOfWork, post: ClaimedPost, { ms, scope, reason, ask, failures }: Pause): Promise<boolean> {
  const until = new Date(uow.now.getTime() + Math.max(100, ms));
  const touched = await sqlRun(
    uow,
    "update chat_posts set state = ?, next_attempt_at = ?, last_result = ?, failures = ? where id = ? and state = 'sending' and attempts = ?",
    [ask ? 'sending' : 'queued', until, reason.slice(0, 300), failures, post.id, post.attempts],
  );
  if (touched === 0) return false;
  if (scope === 'kind') {
    await sqlRun(
      uow,
      // They count as tried, or what stands behind them in their lanes would overtake them.
      `update chat_posts set next_attempt_at = ?, attempts = greatest(attempts, 1)
       where installation_id = ? and kind = ? and state = 'queued' and next_attempt_at <= ?`,
      [until, post.installationId, post.kind, until],
    );
  }
  return true;
}
