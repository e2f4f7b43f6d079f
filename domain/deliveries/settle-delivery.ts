import { tellDeliveryFailed } from '../notifications/tell-delivery-failed.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { recordEvent } from '../tickets/record-event.ts';
import type { ClaimedDelivery } from './claim-delivery.ts';
import type { DeliveryPurpose, DeliveryState } from './deliveries.types.ts';
import type { SendOutcome } from './outbound-mail.types.ts';
import { nextAttemptAt } from './retry.rules.ts';

type Attempted = Pick<ClaimedDelivery, 'id' | 'purpose' | 'ticketId' | 'attempts' | 'firstQueuedAt'>;
/** Mails nobody wrote: that they went out is no line in the ticket's log. */
const automatic: readonly DeliveryPurpose[] = ['acknowledgement', 'satisfaction'];

type Verdict = { state: DeliveryState; result: string; nextAt: Date | null };

/** Records how an attempt ended: sent, to be tried again, failed for good, or uncertain. Null, and no change, unless the row is still `sending`. */
export async function settleDelivery(uow: TenantUnitOfWork, delivery: Attempted, outcome: SendOutcome): Promise<DeliveryState | null> {
  const verdict = judge(outcome, delivery, uow.now);
  const touched = await sqlRun(
    uow,
    `update deliveries set state = ?, last_result = ?, next_attempt_at = coalesce(?, next_attempt_at), settled_at = ? where id = ? and state = 'sending'`,
    [verdict.state, verdict.result.slice(0, 500), verdict.nextAt, verdict.state === 'queued' ? null : uow.now, delivery.id],
  );
  if (touched === 0) return null;
  const isRoutine = verdict.state === 'queued' || (verdict.state === 'sent' && automatic.includes(delivery.purpose));
  if (delivery.ticketId !== null && !isRoutine) {
    await recordEvent(uow, delivery.ticketId, 'delivery_settled', {
      deliveryId: delivery.id,
      state: verdict.state,
      reason: verdict.result,
    });
  }
  if (verdict.state === 'failed' || verdict.state === 'uncertain') await tellDeliveryFailed(uow, delivery.id, verdict.state);
  return verdict.state;
}

function judge(outcome: SendOutcome, row: Attempted, now: Date): Verdict {
  if (outcome.kind === 'sent') {
    const missed = outcome.rejected.length === 0 ? '' : ` Refused for: ${outcome.rejected.join(', ')}.`;
    return { state: 'sent', result: `${outcome.response}${missed}`, nextAt: null };
  }
  if (outcome.kind === 'uncertain') return { state: 'uncertain', result: outcome.reason, nextAt: null };
  if (outcome.kind === 'refused' && outcome.permanent) return { state: 'failed', result: outcome.reason, nextAt: null };
  const nextAt = nextAttemptAt(row.attempts, row.firstQueuedAt, now);
  if (nextAt === null) return { state: 'failed', result: `Given up after a week. Last answer: ${outcome.reason}`, nextAt: null };
  return { state: 'queued', result: outcome.reason, nextAt };
}
