import { judgeRecipient } from '../../mail/parse/bounce/recipient-verdict.rules.ts';
import { healthText } from '../addresses/address-health.rules.ts';
import { recordOutcome } from '../addresses/record-outcome.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { outsideAddresses } from '../tickets/outside-addresses.ts';
import { recordEvent } from '../tickets/record-event.ts';
import type { ClaimedDelivery } from './claim-delivery.ts';

/**
 * Keeps what the server said in our own talk with it, when it refused a mail for good because its only recipient does not exist: as a bounce does, this ends automatic
 * mail to the address and says so on the ticket. A refusal of a mail to several names nobody and changes nothing, and so does any other cause.
 */
export async function keepRefusal(
  uow: TenantUnitOfWork,
  { id, ticketId, mail }: Pick<ClaimedDelivery, 'id' | 'ticketId' | 'mail'>,
  answer: string,
): Promise<void> {
  const [only, ...others] = await outsideAddresses(uow, [...mail.to, ...mail.cc]);
  if (only === undefined || others.length > 0 || mail.to.length + mail.cc.length !== 1) return;
  const { status, reply, reason, diagnostic, hard } = judgeRecipient({
    address: only.address,
    action: 'failed',
    status: '',
    diagnostic: answer,
    remarks: '',
  });
  if (!hard) return;
  const report = { address: only.address, outcome: 'hard' as const, isFinal: true, status, reply, reason, diagnostic };
  const fell = await recordOutcome(uow, report, { deliveryId: id, ticketId });
  if (fell !== null && ticketId !== null)
    await recordEvent(uow, ticketId, 'address_unreachable', { address: fell.address, state: fell.state, because: healthText(fell) });
}
