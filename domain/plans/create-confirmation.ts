import { type ConfirmationId, newId, type StaffUserId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { planHash, type WantedChange } from './plan-hash.rules.ts';

/** How long a confirmation can be pressed. */
export const confirmationMinutes = 10;

export type WantedConfirmation = WantedChange & { userId: StaffUserId; source: 'grammar' | 'model'; ticketVersion: number | null };
export type CreatedConfirmation = { id: ConfirmationId; expiresAt: Date };

/**
 * Keeps a change until the person who asked for it confirms it, for ten minutes. The same change on the same state, still waiting, is the same confirmation. Nothing
 * else is changed.
 */
export async function createConfirmation(uow: TenantUnitOfWork, wanted: WantedConfirmation): Promise<CreatedConfirmation> {
  const hash = planHash(uow.tenantId, wanted.userId, wanted);
  const [waiting] = await sqlRows<{ id: ConfirmationId; expiresAt: Date }>(
    uow,
    `select id, expires_at as "expiresAt" from plan_confirmations
     where user_id = ? and plan_hash = ? and used_at is null and expires_at > ? and ticket_version is not distinct from ?::integer order by id desc limit 1`,
    [wanted.userId, hash, uow.now, wanted.ticketVersion],
  );
  if (waiting !== undefined) return { id: waiting.id, expiresAt: new Date(waiting.expiresAt) };
  const id = newId<ConfirmationId>();
  const expiresAt = new Date(uow.now.getTime() + confirmationMinutes * 60_000);
  await sqlRun(
    uow,
    `insert into plan_confirmations (tenant_id, id, user_id, op, args, plan_hash, source, ticket_version, created_at, expires_at)
     values (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)`,
    [
      uow.tenantId,
      id,
      wanted.userId,
      wanted.op,
      JSON.stringify(wanted.args),
      hash,
      wanted.source,
      wanted.ticketVersion,
      uow.now,
      expiresAt,
    ],
  );
  return { id, expiresAt };
}
