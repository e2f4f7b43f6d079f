import type { ParsedMail } from '../mailboxes/parsed-mail.types.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ReplyKeys } from '../tickets/reply-address.rules.ts';
import { returnRefs } from './return-address.rules.ts';

/** Message-ID of the mail of ours whose return address this one came to; null when it came to none. */
export async function findReturnedMail(
  uow: TenantUnitOfWork,
  mail: Pick<ParsedMail, 'to' | 'cc' | 'deliveredTo'>,
  envelopeTo: string | null,
  keys: ReplyKeys,
): Promise<string | null> {
  const refs = returnRefs(mail, envelopeTo, uow.tenantId, keys);
  if (refs.length === 0) return null;
  const rows = await sqlRows<{ id: string }>(
    uow,
    `select mail_message_id as id from deliveries where return_ref in (${listMarks(refs)}) order by first_queued_at desc limit 1`,
    refs,
  );
  return rows[0]?.id ?? null;
}
