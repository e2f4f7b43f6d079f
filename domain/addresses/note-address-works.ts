import type { TicketId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { recordEvent } from '../tickets/record-event.ts';
import { healthText } from './address-health.rules.ts';
import { clearAddress } from './clear-address.ts';

/** Forgets what bounced at an address that wrote a proven mail on a ticket, and says so there when automatic mail was held back. */
export async function noteAddressWorks(uow: TenantUnitOfWork, ticketId: TicketId, address: string): Promise<void> {
  const before = await clearAddress(uow, address);
  if (before !== null)
    await recordEvent(uow, ticketId, 'address_cleared', { address: before.address, was: healthText(before), because: 'it wrote to us' });
}
