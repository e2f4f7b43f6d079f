import { AppError } from '../errors.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { LabelTarget } from './learning.types.ts';

/**
 * Keeps what a member of staff said a ticket is, for learning; their last word counts. Only a person may: throws `not_permitted` for the system, for a contact and so
 * for whatever a mail or a model caused.
 */
export async function confirmLabel(uow: TenantUnitOfWork, target: LabelTarget, ticketId: TicketId, value: string): Promise<void> {
  if (uow.actor.kind !== 'staff')
    throw new AppError('not_permitted', {
      message: `label by a ${uow.actor.kind} refused`,
      userMessage: 'Only a member of staff can confirm what a ticket is.',
    });
  await sqlRun(
    uow,
    `insert into ai_labels (tenant_id, target, ticket_id, value, confirmed_by, confirmed_at) values (?, ?, ?, ?, ?, ?)
     on conflict (tenant_id, target, ticket_id) do update set value = excluded.value, confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at`,
    [uow.tenantId, target, ticketId, value, uow.actor.userId, uow.now],
  );
}
