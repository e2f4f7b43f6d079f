import type { TicketId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type LockedTicket, lockTicket } from './lock-ticket.ts';

type One = { id: TicketId; seenVersion: number | null; merged?: 'refuse' | 'allow' };

/** Takes two tickets in one order whoever asks, so that two units that want the same pair wait and never block each other. Throws what `lockTicket` throws. */
export async function lockPair(uow: TenantUnitOfWork, a: One, b: One): Promise<[LockedTicket, LockedTicket]> {
  const take = (one: One): Promise<LockedTicket> => lockTicket(uow, one.id, one.seenVersion, { merged: one.merged ?? 'refuse' });
  if (a.id <= b.id) {
    const first = await take(a);
    return [first, await take(b)];
  }
  const second = await take(b);
  return [await take(a), second];
}
