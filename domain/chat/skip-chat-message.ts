import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { claimChatMessage } from './claim-chat-message.ts';
import { decideChatMessage } from './decide-chat-message.ts';

/** Writes down, once, that a message is on no ticket and why. */
export async function skipChatMessage(
  uow: TenantUnitOfWork,
  message: Parameters<typeof claimChatMessage>[1],
  reason: string,
): Promise<void> {
  if (await claimChatMessage(uow, message)) await decideChatMessage(uow, message, { decision: 'skipped', reason });
}
