import { AppError } from '../errors.ts';
import type { StaffUserId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** `first`: go on and keep the answer. `repeat`: it was done before; this was the answer. */
export type CommandClaim = { kind: 'first' } | { kind: 'repeat'; card: unknown };

/**
 * Takes a command id for this unit. A second unit with the same id waits until the first has committed and then gets its answer; when the first was rolled
 * back, the second is the first. Throws `conflict` when another person used the id.
 */
export async function claimCommand(uow: TenantUnitOfWork, id: string, userId: StaffUserId): Promise<CommandClaim> {
  const claimed = await sqlRows(
    uow,
    "insert into command_receipts (tenant_id, id, user_id, card, created_at) values (?, ?, ?, 'null', ?) on conflict (tenant_id, id) do nothing returning id",
    [uow.tenantId, id, userId, uow.now],
  );
  if (claimed.length > 0) return { kind: 'first' };
  const [receipt] = await sqlRows<{ userId: StaffUserId; card: unknown }>(
    uow,
    'select user_id as "userId", card from command_receipts where id = ?',
    [id],
  );
  if (receipt?.userId === userId) return { kind: 'repeat', card: receipt.card };
  throw new AppError('conflict', {
    message: 'command id was used by another person',
    userMessage: 'Somebody else pressed this first. Nothing was done twice; look at it again.',
  });
}
