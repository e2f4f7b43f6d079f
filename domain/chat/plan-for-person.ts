import type { StaffUserId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { planHandoffs } from './plan-handoffs.ts';
import { startDigest } from './start-digest.ts';

/**
 * Brings what waits for a person in chat, their digest and the hand-offs of their turns, in line with where they are linked now. The last step of every change of
 * a link; said again it changes nothing.
 */
export async function planForPerson(uow: TenantUnitOfWork, userId: StaffUserId): Promise<void> {
  await startDigest(uow, userId);
  await planHandoffs(uow, userId);
}
