import type { KnownSender } from '../customers/find-sender.ts';
import type { ParsedMail } from '../mailboxes/parsed-mail.types.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/**
 * True for an automatic answer to a notice of ours: one that a member of staff's mailbox wrote, or one that names a notice's Message-ID. It opens no
 * ticket, or a notice about that ticket could be answered in the same way, for ever. Only automatic answers cost a query.
 */
export async function answersNotice(uow: TenantUnitOfWork, mail: ParsedMail, sender: Pick<KnownSender, 'isStaff'>): Promise<boolean> {
  if (mail.kind !== 'vacation' && mail.kind !== 'auto-reply') return false;
  if (sender.isStaff) return true;
  const ids = [mail.inReplyTo, ...mail.references].filter((id) => id !== null).slice(0, 50);
  if (ids.length === 0) return false;
  const rows = await sqlRows(
    uow,
    `select 1 from deliveries where mail_message_id in (${listMarks(ids)}) and purpose = 'notice' limit 1`,
    ids,
  );
  return rows.length > 0;
}
