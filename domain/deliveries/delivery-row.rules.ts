import { type DeliveryId, type MailboxId, newId, type TicketId, type TicketMessageId } from '../ids.types.ts';
import { shardOf } from '../tenancy/shard.rules.ts';
import { insertPart, type SqlPart, type UnitFacts } from '../tenancy/sql-part.rules.ts';
import { newReplyRef } from '../tickets/reply-address.rules.ts';
import type { DeliveryPurpose } from './deliveries.types.ts';
import { ownMessageId } from './message-id.rules.ts';
import type { StoredMail } from './stored-mail.types.ts';

/** An outward mail to be written into the ledger. */
export type NewDelivery = {
  /** Names the effect, not the attempt: the same key is never queued twice in a tenant. */
  effectKey: string;
  purpose: DeliveryPurpose;
  ticketId: TicketId | null;
  messageId: TicketMessageId | null;
  mailboxId: MailboxId;
  mail: StoredMail;
};

/** The ledger row with its Message-ID; `tail` says what happens when the effect was queued before. */
export function deliveryPart(unit: UnitFacts, wanted: NewDelivery, tail = ''): { id: DeliveryId; mailMessageId: string; part: SqlPart } {
  const id = newId<DeliveryId>();
  const mailMessageId = ownMessageId(id, wanted.mail.from.address, wanted.mail.replyTo?.address ?? null);
  const row = {
    tenant_id: unit.tenantId,
    id,
    shard: shardOf(unit.tenantId),
    effect_key: wanted.effectKey,
    purpose: wanted.purpose,
    ticket_id: wanted.ticketId,
    message_id: wanted.messageId,
    mailbox_id: wanted.mailboxId,
    mail_message_id: mailMessageId,
    mail: wanted.mail,
    // Nothing can come back of automatic mail: it goes out with the null sender (RFC 3834 3.3).
    return_ref: wanted.mail.autoSubmitted === 'no' ? newReplyRef() : null,
    next_attempt_at: unit.now,
    first_queued_at: unit.now,
  };
  return { id, mailMessageId, part: insertPart('deliveries', row, tail, standingNow(wanted.mail.from.address)) };
}

/** Look and signing key are taken as they stand now, so that every attempt sends the same bytes whatever an admin changes meanwhile. */
function standingNow(from: string): Record<string, SqlPart> {
  return {
    brand: {
      sql: "select t.brand || jsonb_build_object('company', coalesce(t.brand->>'name', t.name), 'language', t.language) from tenants t",
      params: [],
    },
    dkim_key_id: {
      sql: "select k.id from dkim_keys k where k.domain = ? and k.state = 'active'",
      params: [from.slice(from.lastIndexOf('@') + 1).toLowerCase()],
    },
  };
}
