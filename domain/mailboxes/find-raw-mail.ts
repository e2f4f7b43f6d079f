import { notFound } from '../errors.ts';
import type { InboundMailId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** A mail as it was received: its bytes when they live in the row, else the key of its blob. `size` in bytes. */
export type FoundRawMail = { raw: Buffer | null; rawBlobKey: string | null; size: number; receivedAt: Date };

/** The tenant's received mail of that id, whatever became of it. Throws `not_found`, also for another tenant's. */
export async function findRawMail(uow: TenantUnitOfWork, id: InboundMailId): Promise<FoundRawMail> {
  const [row] = await sqlRows<FoundRawMail>(
    uow,
    'select raw, raw_blob_key as "rawBlobKey", size, received_at as "receivedAt" from inbound_mails where id = ?',
    [id],
  );
  if (row === undefined) throw notFound('mail', id);
  return { ...row, receivedAt: new Date(row.receivedAt) };
}
