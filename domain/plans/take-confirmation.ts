import { AppError, notFound } from '../errors.ts';
import { type ConfirmationId, isUuid, type StaffUserId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { planHash } from './plan-hash.rules.ts';

/** A change that was confirmed: what to do, who understood it from the words, and the version of the ticket it was shown on. */
export type TakenConfirmation = {
  id: ConfirmationId;
  op: string;
  args: Record<string, unknown>;
  source: 'grammar' | 'model';
  ticketVersion: number | null;
};

type Row = TakenConfirmation & { userId: StaffUserId; planHash: string; expiresAt: Date; usedAt: Date | null };

/**
 * Takes a change that waited for this person's word, once. What is done comes from the row and from nothing that was pressed. Throws `not_found` for another tenant's
 * and for one that does not exist, `not_permitted` for another person's, `conflict` when it was used or cancelled, came too late, or its row does not say any more what
 * was shown. Two units at once: the second waits and finds it used.
 */
export async function takeConfirmation(uow: TenantUnitOfWork, id: string, userId: StaffUserId): Promise<TakenConfirmation> {
  const row = isUuid(id) ? await lockRow(uow, id) : undefined;
  if (row === undefined) throw notFound('confirmation', id.slice(0, 60));
  if (row.userId !== userId) {
    throw new AppError('not_permitted', {
      message: 'confirmation of another person',
      userMessage: 'Only the person who asked for this can confirm it. Nothing was changed: ask for it yourself.',
    });
  }
  if (row.usedAt !== null)
    throw over(
      'used',
      'This was confirmed or cancelled before; it counts once. Nothing was changed: ask for it again if you still want it.',
    );
  if (new Date(row.expiresAt) <= uow.now)
    throw over('expired', 'This came too late: a confirmation is good for ten minutes. Nothing was changed: ask for it again.');
  if (row.planHash !== planHash(uow.tenantId, userId, row))
    throw over('altered', 'This is not what was shown. Nothing was changed: ask for it again.');
  await sqlRun(uow, 'update plan_confirmations set used_at = ? where id = ?', [uow.now, row.id]);
  return { id: row.id, op: row.op, args: row.args, source: row.source, ticketVersion: row.ticketVersion };
}

async function lockRow(uow: TenantUnitOfWork, id: string): Promise<Row | undefined> {
  const [row] = await sqlRows<Row>(
    uow,
    `select id, user_id as "userId", op, args, plan_hash as "planHash", source, ticket_version as "ticketVersion", expires_at as "expiresAt", used_at as "usedAt"
     from plan_confirmations where id = ? for update`,
    [id],
  );
  return row;
}

function over(why: string, userMessage: string): AppError {
  return new AppError('conflict', { message: `confirmation ${why}`, userMessage });
}
