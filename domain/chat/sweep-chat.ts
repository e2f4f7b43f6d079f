import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** How long the key of something handled keeps doubles out, and a button that is longer than Slack carries can be pressed, in days. */
const keptDays = 30;
/** Wrong and expired proofs are kept this long, in days, for whoever asks why one failed. */
const proofDays = 1;

/**
 * Forgets of the tenant's chat what nobody needs any more: keys of what was handled long ago, actions of old cards, proofs that ran out. What is parked for a
 * person stays. Returns how many rows went.
 */
export async function sweepChat(uow: TenantUnitOfWork): Promise<number> {
  const before = (days: number): Date => new Date(uow.now.getTime() - days * 86_400_000);
  const handled = await sqlRun(uow, "delete from chat_inbox where state in ('done', 'cancelled') and settled_at < ?", [before(keptDays)]);
  const actions = await sqlRun(uow, 'delete from chat_actions where created_at < ?', [before(keptDays)]);
  const proofs = await sqlRun(uow, 'delete from chat_link_requests where expires_at < ?', [before(proofDays)]);
  return handled + actions + proofs;
}
