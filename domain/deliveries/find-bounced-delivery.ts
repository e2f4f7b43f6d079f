import type { DeliveryId, StaffUserId, TicketId, TicketMessageId } from '../ids.types.ts';
import type { ParsedMail } from '../mailboxes/parsed-mail.types.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ReplyKeys } from '../tickets/reply-address.rules.ts';
import type { BouncedRecipient } from './bounced-recipient.types.ts';
import type { DeliveryPurpose } from './deliveries.types.ts';
import { returnRefs } from './return-address.rules.ts';

/** The mail of ours that a report is about. `to` and `cc` are lower-case addresses. */
export type BouncedDelivery = {
  id: DeliveryId;
  purpose: DeliveryPurpose;
  ticketId: TicketId | null;
  messageId: TicketMessageId | null;
  /** Who wrote it; null for automatic mail. */
  writer: StaffUserId | null;
  to: string[];
  cc: string[];
  bounces: BouncedRecipient[];
};
type Row = Omit<BouncedDelivery, 'to' | 'cc'> & { to: { address: string }[]; cc: { address: string }[] };

/**
 * The delivery a report belongs to, taken for this unit: by the return address it came to, else by the Message-ID of the mail it returns or answers. Null when it
 * names none of ours: then nothing in it may be believed (`mail.md` rule 34).
 */
export async function findBouncedDelivery(
  uow: TenantUnitOfWork,
  mail: ParsedMail,
  envelopeTo: string | null,
  keys: ReplyKeys,
): Promise<BouncedDelivery | null> {
  const refs = returnRefs(mail, envelopeTo, uow.tenantId, keys);
  const byAddress = refs.length === 0 ? null : await lockOne(uow, 'return_ref', refs);
  if (byAddress !== null) return byAddress;
  const ids = [mail.bounce?.originalMessageId ?? null, mail.inReplyTo, ...mail.references.toReversed()].filter((id) => id !== null);
  return ids.length === 0 ? null : lockOne(uow, 'mail_message_id', [...new Set(ids)].slice(0, 50));
}

async function lockOne(uow: TenantUnitOfWork, column: 'return_ref' | 'mail_message_id', values: string[]): Promise<BouncedDelivery | null> {
  const [row] = await sqlRows<Row>(
    uow,
    `select d.id, d.purpose, d.ticket_id as "ticketId", d.message_id as "messageId", d.mail->'to' as "to", d.mail->'cc' as cc, d.bounces,
       (select (m.author->>'userId')::uuid from ticket_messages m where m.id = d.message_id) as writer
     from deliveries d where d.${column} in (${listMarks(values)}) order by d.first_queued_at desc limit 1 for no key update of d`,
    values,
  );
  if (row === undefined) return null;
  const lower = (people: { address: string }[]): string[] => people.map((person) => person.address.toLowerCase());
  return { ...row, to: lower(row.to), cc: lower(row.cc) };
}
