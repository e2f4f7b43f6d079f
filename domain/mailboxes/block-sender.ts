import { AppError } from '../errors.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/**
 * From now on mail of this address goes to quarantine. False when it was blocked before. Throws `conflict` for the address of staff or of one of our own
 * mailboxes: blocking those would only lose mail.
 */
export async function blockSender(uow: TenantUnitOfWork, address: string): Promise<boolean> {
  const wanted = address.toLowerCase();
  const [ours] = await sqlRows<{ what: string }>(
    uow,
    `select 'a member of staff' as what from staff_users where email = ? union all select 'a mailbox of ours' from mailboxes where address = ? limit 1`,
    [wanted, wanted],
  );
  if (ours !== undefined) {
    throw new AppError('conflict', { message: 'address is ours', userMessage: `${wanted} is ${ours.what}; it was not blocked.` });
  }
  const blockedBy = uow.actor.kind === 'staff' ? uow.actor.userId : null;
  const added = await sqlRun(
    uow,
    'insert into blocked_senders (tenant_id, address, blocked_at, blocked_by) values (?, ?, ?, ?) on conflict (tenant_id, address) do nothing',
    [uow.tenantId, wanted, uow.now, blockedBy],
  );
  return added > 0;
}
