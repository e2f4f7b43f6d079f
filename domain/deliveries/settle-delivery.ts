import type { MailboxId } from '../ids.types.ts';
import { tellDeliveryFailed } from '../notifications/tell-delivery-failed.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { recordEvent } from '../tickets/record-event.ts';
import type { ClaimedDelivery } from './claim-delivery.ts';
import type { DeliveryPurpose, DeliveryState } from './deliveries.types.ts';
import { keepRefusal } from './keep-refusal.ts';
import type { SendOutcome } from './outbound-mail.types.ts';
import { nextAttemptAt } from './retry.rules.ts';
import { slowDown } from './slow-down.ts';
import { speedUp } from './speed-up.ts';

type Attempted = Pick<ClaimedDelivery, 'id' | 'purpose' | 'ticketId' | 'mailboxId' | 'mail' | 'attempts' | 'firstQueuedAt'>;
/** Mails nobody wrote: that they went out is no line in the ticket's log. */
const automatic: readonly DeliveryPurpose[] = ['acknowledgement', 'satisfaction'];

/** `refused`: who did not get a mail that others got; `onlyTo`: whom the next attempt is for. */
type Verdict = { state: DeliveryState; result: string; nextAt: Date | null; refused?: string[]; onlyTo?: string[] };

/** Records how an attempt ended: sent, to be tried again, failed for good, or uncertain. Null, and no change, unless the row is still `sending`. */
export async function settleDelivery(uow: TenantUnitOfWork, delivery: Attempted, outcome: SendOutcome): Promise<DeliveryState | null> {
  const verdict = judge(outcome, delivery, uow.now);
  const touched = await sqlRun(
    uow,
    `update deliveries set state = ?, last_result = ?, next_attempt_at = coalesce(?, next_attempt_at), settled_at = ?, only_to = coalesce(?::jsonb, only_to)
     where id = ? and state = 'sending'`,
    [
      verdict.state,
      verdict.result.slice(0, 500),
      verdict.nextAt,
      verdict.state === 'queued' ? null : uow.now,
      verdict.onlyTo === undefined ? null : JSON.stringify(verdict.onlyTo),
      delivery.id,
    ],
  );
  if (touched === 0) return null;
  await keepPace(uow, delivery.mailboxId, outcome);
  const refused = verdict.refused ?? [];
  const isRoutine =
    refused.length === 0 && (verdict.state === 'queued' || (verdict.state === 'sent' && automatic.includes(delivery.purpose)));
  if (delivery.ticketId !== null && !isRoutine) {
    await recordEvent(uow, delivery.ticketId, 'delivery_settled', {
      deliveryId: delivery.id,
      state: verdict.state,
      reason: verdict.result,
      ...(refused.length === 0 ? {} : { refused }),
    });
  }
  if (outcome.kind === 'refused' && outcome.permanent) await keepRefusal(uow, delivery, outcome.reason);
  if (verdict.state === 'failed' || verdict.state === 'uncertain') await tellDeliveryFailed(uow, delivery.id, verdict.state);
  else if (refused.length > 0) await tellDeliveryFailed(uow, delivery.id, 'failed', refused.join(', '));
  return verdict.state;
}

function judge(outcome: SendOutcome, row: Attempted, now: Date): Verdict {
  if (outcome.kind === 'sent') return judgeSent(outcome, row, now);
  if (outcome.kind === 'uncertain') return { state: 'uncertain', result: outcome.reason, nextAt: null };
  if (outcome.kind === 'refused' && outcome.permanent) return { state: 'failed', result: outcome.reason, nextAt: null };
  const nextAt = nextAttemptAt(row.attempts, row.firstQueuedAt, now);
  if (nextAt === null) return { state: 'failed', result: `Given up after a week. Last answer: ${outcome.reason}`, nextAt: null };
  return { state: 'queued', result: outcome.reason, nextAt };
}

/** Who was refused for now gets the same mail later while the others have it; who was refused for good is named. */
function judgeSent(outcome: Extract<SendOutcome, { kind: 'sent' }>, row: Attempted, now: Date): Verdict {
  const deferred = outcome.deferred ?? [];
  const nextAt = deferred.length === 0 ? null : nextAttemptAt(row.attempts, row.firstQueuedAt, now);
  const later = nextAt === null ? [] : deferred;
  const refused = outcome.rejected.filter((address) => !later.includes(address));
  const missed = refused.length === 0 ? '' : ` Refused for: ${refused.join(', ')}.`;
  if (nextAt === null) return { state: 'sent', result: `${outcome.response}${missed}`, nextAt, refused };
  return {
    state: 'queued',
    result: `Taken for the others.${missed} To be tried again for: ${later.join(', ')}.`,
    nextAt,
    refused,
    onlyTo: later,
  };
}

async function keepPace(uow: TenantUnitOfWork, mailboxId: MailboxId, outcome: SendOutcome): Promise<void> {
  if (outcome.kind === 'sent') await speedUp(uow, mailboxId);
  else if (outcome.kind !== 'uncertain' && outcome.throttled === true) await slowDown(uow, mailboxId, outcome.reason);
}
