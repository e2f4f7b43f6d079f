import type { DeliveryId } from '../ids.types.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { DeliveryPurpose, DeliveryState } from './deliveries.types.ts';

/** One outward mail as the outbox lists it. */
export type OutboxLine = {
  id: DeliveryId;
  purpose: DeliveryPurpose;
  state: DeliveryState;
  ticket: string | null;
  from: MailAddress;
  to: MailAddress[];
  cc: MailAddress[];
  subject: string;
  attempts: number;
  queuedAt: Date;
  settledAt: Date | null;
};

/** The tenant's outward mails, newest first; with `after`, those older than that one. `more` says that there are older ones still. */
export async function listOutbox(
  uow: TenantUnitOfWork,
  page: { after: DeliveryId | null; limit: number },
): Promise<{ mails: OutboxLine[]; more: boolean }> {
  const older =
    page.after === null ? '' : 'where (d.first_queued_at, d.id) < (select a.first_queued_at, a.id from deliveries a where a.id = ?)';
  const rows = await sqlRows<OutboxLine>(
    uow,
    `select d.id, d.purpose, d.state, t.number as ticket, d.mail->'from' as "from", d.mail->'to' as "to", d.mail->'cc' as cc, d.mail->>'subject' as subject,
       d.attempts, d.first_queued_at as "queuedAt", d.settled_at as "settledAt"
     from deliveries d left join tickets t on t.id = d.ticket_id ${older} order by d.first_queued_at desc, d.id desc limit ?`,
    page.after === null ? [page.limit + 1] : [page.after, page.limit + 1],
  );
  const mails = rows.slice(0, page.limit).map((row) => ({
    ...row,
    queuedAt: new Date(row.queuedAt),
    settledAt: row.settledAt === null ? null : new Date(row.settledAt),
  }));
  return { mails, more: rows.length > page.limit };
}
