import type { DeliveryId, MailboxId, TicketId } from '../ids.types.ts';
import type { ServerSettings } from '../mailboxes/mailboxes.types.ts';
import { tellDeliveryFailed } from '../notifications/tell-delivery-failed.ts';
import type { Brand } from '../tenancy/brand.types.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { releasedStates } from '../tickets/file-scan.rules.ts';
import { recordEvent } from '../tickets/record-event.ts';
import type { DeliveryPurpose } from './deliveries.types.ts';
import type { SigningKey } from './dkim.types.ts';
import { sendingLeaseMs } from './retry.rules.ts';
import type { StoredMail } from './stored-mail.types.ts';
import { takeTurn } from './take-turn.ts';

/** A delivery taken for one attempt, with what is needed to send it. The secret is still sealed. */
export type ClaimedDelivery = {
  id: DeliveryId;
  mailMessageId: string;
  /** names the mail in its envelope sender; null for automatic mail */
  returnRef: string | null;
  mail: StoredMail;
  purpose: DeliveryPurpose;
  ticketId: TicketId | null;
  mailboxId: MailboxId;
  smtp: ServerSettings | null;
  smtpSecret: string | null;
  /** An access token is shown to the server, no password. */
  usesOauth: boolean;
  attempts: number;
  firstQueuedAt: Date;
  attachments: { filename: string; contentType: string; blobKey: string }[];
  /** The look and the key as they stood when the mail was queued; null for mails from before. */
  brand: Brand | null;
  dkim: SigningKey | null;
  /** The addresses that are still to be reached; null means all. */
  onlyTo: string[] | null;
};
type Row = Omit<ClaimedDelivery, 'attachments'>;

/**
 * Takes a due delivery for one attempt: `queued` becomes `sending`, committed before the first byte goes out. One found still `sending` after its
 * lease was cut off in the middle: it becomes `uncertain` and is not sent. Null when there is nothing to do, or when its mailbox's pace gave it a later turn.
 */
export async function claimDelivery(uow: TenantUnitOfWork, id: DeliveryId): Promise<ClaimedDelivery | 'uncertain' | null> {
  if (!(await takeTurn(uow, id))) return null;
  const lease = new Date(uow.now.getTime() + sendingLeaseMs);
  const [row] = await sqlRows<Row>(
    uow,
    `update deliveries d set state = 'sending', attempts = d.attempts + 1, next_attempt_at = ?, paced = false
     from mailboxes m where d.id = ? and d.state = 'queued' and d.next_attempt_at <= ? and m.id = d.mailbox_id
     returning d.id, d.mail_message_id as "mailMessageId", d.return_ref as "returnRef", d.mail, d.purpose, d.ticket_id as "ticketId", d.mailbox_id as "mailboxId",
       d.attempts, d.first_queued_at as "firstQueuedAt", m.smtp, m.smtp_secret as "smtpSecret", d.brand, d.only_to as "onlyTo",
       exists (select 1 from mailbox_oauth o where o.mailbox_id = m.id and (o.state <> 'pending' or m.smtp_secret is null)) as "usesOauth",
       (select jsonb_build_object('id', k.id, 'domain', k.domain, 'selector', k.selector, 'algorithm', k.algorithm, 'secret', k.private_secret)
        from dkim_keys k where k.id = d.dkim_key_id) as dkim`,
    [lease, id, uow.now],
  );
  if (row === undefined) return markCutOff(uow, id);
  return { ...row, firstQueuedAt: new Date(row.firstQueuedAt), attachments: await attachmentsOf(uow, row.mail.attachmentIds) };
}

async function markCutOff(uow: TenantUnitOfWork, id: DeliveryId): Promise<'uncertain' | null> {
  const reason = 'The connection was cut off while this mail was being handed over.';
  const [row] = await sqlRows<{ ticketId: TicketId | null }>(
    uow,
    `update deliveries set state = 'uncertain', settled_at = ?, last_result = ? where id = ? and state = 'sending' and next_attempt_at <= ?
     returning ticket_id as "ticketId"`,
    [uow.now, reason, id, uow.now],
  );
  if (row === undefined) return null;
  if (row.ticketId !== null) await recordEvent(uow, row.ticketId, 'delivery_settled', { deliveryId: id, state: 'uncertain', reason });
  await tellDeliveryFailed(uow, id, 'uncertain');
  return 'uncertain';
}

async function attachmentsOf(uow: TenantUnitOfWork, ids: string[]): Promise<ClaimedDelivery['attachments']> {
  if (ids.length === 0) return [];
  return sqlRows(
    uow,
    `select filename, content_type as "contentType", blob_key as "blobKey" from attachments
     where id in (${listMarks(ids)}) and scan_state in (${releasedStates})`,
    ids,
  );
}
