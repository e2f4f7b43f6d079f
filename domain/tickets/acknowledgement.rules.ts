import { deliveryPart } from '../deliveries/delivery-row.rules.ts';
import type { TicketId } from '../ids.types.ts';
import type { SqlPart, UnitFacts } from '../tenancy/sql-part.rules.ts';
import type { FilingRules, ReadableMail } from './file-mail.types.ts';
import { replyAddress } from './reply-address.rules.ts';
import { cleanSubject } from './ticket.rules.ts';
import { messageParts } from './ticket-rows.rules.ts';

/** What the tenant says about acknowledgements, and its own names. */
export type AcknowledgingTenant = { name: string; language: string; acknowledge: boolean };

/** The new ticket, the mail that opened it and who is to be answered. */
export type AcknowledgementInput = {
  ticket: { id: TicketId; number: string };
  mail: ReadableMail;
  participant: { address: string; replyRef: string };
  tenant: AcknowledgingTenant;
  rules: FilingRules;
  /** The sender's address is a contact's. */
  isKnown: boolean;
};

/**
 * Whether a new ticket may be acknowledged at all: the tenant switched the fixed template on (safety rule 4), the mail is no automatic one
 * (RFC 3834), and exactly one sender is named.
 */
export function mayAcknowledge({ parsed, trust }: ReadableMail, tenant: AcknowledgingTenant): boolean {
  return tenant.acknowledge && parsed.noAutoAnswerReason === null && parsed.fromCount === 1 && trust.verdict !== 'fail';
}

/** One acknowledgement per address and day (UTC), however many tickets a storm opens. */
export function acknowledgementKey(address: string, now: Date): string {
  return `acknowledge:${address.toLowerCase()}:${now.toISOString().slice(0, 10)}`;
}

/** The acknowledgement in the mail's own thread, as a delivery and a message of the ticket. */
export function acknowledgementParts(
  unit: UnitFacts,
  { ticket, mail, participant, tenant, rules, isKnown }: AcknowledgementInput,
): SqlPart[] {
  const { parsed, stored } = mail;
  const { subject, text, look } = rules.renderAcknowledgement({
    number: ticket.number,
    // Whoever borrows an unproven address chooses no word of the mail it gets (Zendesk, October 2025).
    subject: isKnown || mail.trust.verdict === 'pass' ? cleanSubject(parsed.subject) : '',
    language: parsed.language,
    tenantLanguage: tenant.language,
    companyName: tenant.name,
  });
  const to = [{ name: parsed.from?.name ?? '', address: participant.address }];
  const ours = { name: tenant.name, address: stored.mailboxAddress };
  const delivery = deliveryPart(unit, {
    effectKey: acknowledgementKey(participant.address, unit.now),
    purpose: 'acknowledgement',
    ticketId: ticket.id,
    messageId: null,
    mailboxId: stored.mailboxId,
    mail: {
      from: ours,
      to,
      cc: [],
      replyTo: { ...ours, address: replyAddress(stored.mailboxAddress, unit.tenantId, participant.replyRef, rules.replyKeys) },
      subject,
      text,
      ...(look === undefined ? {} : { look }),
      inReplyTo: parsed.messageId,
      references: [...parsed.references, ...(parsed.messageId === null ? [] : [parsed.messageId])],
      autoSubmitted: 'auto-replied',
      attachmentIds: [],
    },
  });
  const message = messageParts(unit, {
    ticketId: ticket.id,
    kind: 'acknowledgement',
    isPublic: true,
    author: { kind: 'system', name: 'Deskhand' },
    text,
    mailMessageId: delivery.mailMessageId,
    recipients: to,
  });
  return [delivery.part, ...message.parts];
}
