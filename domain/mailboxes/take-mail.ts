import type { InboundMailId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Takes the mail for this unit. False when another unit has it or it is settled: then nothing is to do. */
export async function takeMail(uow: TenantUnitOfWork, id: InboundMailId): Promise<boolean> {
  const rows = await sqlRows(uow, "select 1 from inbound_mails where id = ? and state = 'new' for update skip locked", [id]);
  return rows.length === 1;
}
