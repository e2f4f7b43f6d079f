import type { MailHookId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { MailHookFacts } from './mail-hooks.types.ts';

type Row = Omit<MailHookFacts, 'storage'> & { bucket: string | null; prefix: string };

/** What is needed to take a request at an HTTP door; null when it was closed meanwhile. */
export async function loadMailHook(uow: TenantUnitOfWork, id: MailHookId): Promise<MailHookFacts | null> {
  const [row] = await sqlRows<Row>(
    uow,
    `select h.id, h.mailbox_id as "mailboxId", m.enabled, h.provider, h.secret as sealed, h.bucket, h.bucket_prefix as prefix
     from mail_hooks h join mailboxes m on m.id = h.mailbox_id where h.id = ?`,
    [id],
  );
  if (row === undefined) return null;
  const { bucket, prefix, ...facts } = row;
  return { ...facts, storage: bucket === null ? null : { bucket, prefix } };
}
