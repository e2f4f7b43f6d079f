import { healthText } from '../addresses/address-health.rules.ts';
import type { TicketId } from '../ids.types.ts';
import { notify } from '../notifications/notify.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { recordEvent } from '../tickets/record-event.ts';
import { type AutomaticHold, breakerMs } from './automatic-hold.rules.ts';
import type { DeliveryPurpose } from './deliveries.types.ts';

/**
 * Says on the ticket that an automatic mail was not sent and why. Where the company's hourly number is reached, holds all of them for an hour and tells
 * managers and admins once.
 */
export async function noteAutomaticHold(
  uow: TenantUnitOfWork,
  ticketId: TicketId,
  hold: AutomaticHold,
  held: { purpose: Extract<DeliveryPurpose, 'acknowledgement' | 'satisfaction'>; address: string },
): Promise<void> {
  await recordEvent(uow, ticketId, 'automatic_mail_held', { ...held, because: holdText(hold) });
  if (hold.kind !== 'breaker' || !hold.trips) return;
  const until = new Date(uow.now.getTime() + breakerMs);
  const begun = await sqlRows(
    uow,
    'update tenants set automatic_mail_held_until = ? where automatic_mail_held_until is null or automatic_mail_held_until <= ? returning id',
    [until, uow.now],
  );
  if (begun.length === 0) return;
  await notify(uow, {
    kind: 'automatic_mail_held',
    ticketId,
    key: `automatic_mail_held:${until.toISOString()}`,
    audience: [{ kind: 'managers' }],
    facts: { limit: hold.limit, until: until.toISOString() },
  });
}

function holdText(hold: AutomaticHold): string {
  if (hold.kind === 'address') return `mail to it ${healthText(hold.health)}`;
  if (hold.kind === 'ticket_cap') return 'this ticket has sent enough automatic mail for a day';
  return `more than ${hold.limit} automatic mails in an hour: all are held for an hour`;
}
