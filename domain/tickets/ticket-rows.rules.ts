import { type AttachmentId, newId, type ParticipantId, type TicketId, type TicketMessageId } from '../ids.types.ts';
import type { MailAddress, ParsedAttachment } from '../mailboxes/parsed-mail.types.ts';
import { appliedData } from '../sla/applied-data.rules.ts';
import type { OpeningClocks } from '../sla/opening-clocks.rules.ts';
import { shardOf } from '../tenancy/shard.rules.ts';
import { insertPart, type SqlPart, type UnitFacts } from '../tenancy/sql-part.rules.ts';
import { authorOf } from './author-of.rules.ts';
import type { NewMessage } from './new-message.types.ts';
import type { NewTicket } from './new-ticket.types.ts';
import { nextActionHours } from './next-action.rules.ts';
import { newReplyRef } from './reply-address.rules.ts';
import { cleanSubject } from './ticket.rules.ts';
import type { ParticipantRole, TicketEventType } from './tickets.types.ts';

/** A line of the append-only log. */
export function eventPart(unit: UnitFacts, ticketId: TicketId, type: TicketEventType, data: Record<string, unknown> = {}): SqlPart {
  const { tenantId, now } = unit;
  return insertPart('ticket_events', {
    tenant_id: tenantId,
    id: newId<string>(),
    ticket_id: ticketId,
    type,
    at: now,
    actor: authorOf(unit),
    data,
  });
}

/** When the ticket's workflow has something to do next: at an instant, never, or it must look for itself. */
export type NextLook = Date | 'never' | 'look';

/**
 * A request to start or wake the ticket's workflow, with what it then waits for. Requests for one ticket coalesce into one row; the fresh stamp keeps a request alive that arrives
 * while an older one is being served. A request to look
 * stays one: it may tell of rules that the unit which comes after it has not seen.
 */
export function wakeupPart(unit: UnitFacts, ticketId: TicketId, isNew: boolean, nextAt: NextLook = 'look'): SqlPart {
  const { tenantId, now } = unit;
  const row = {
    tenant_id: tenantId,
    ticket_id: ticketId,
    shard: shardOf(tenantId),
    stamp: newId<string>(),
    requested_at: now,
    is_new: isNew,
    next_at: nextAt === 'look' ? null : nextAt === 'never' ? 'infinity' : nextAt,
  };
  const coalesce = `on conflict (tenant_id, ticket_id) do update set stamp = excluded.stamp, is_new = ticket_wakeups.is_new and excluded.is_new,
    next_at = case when ticket_wakeups.next_at is null then null else excluded.next_at end`;
  return insertPart('ticket_wakeups', row, coalesce);
}

/** The ticket, its first log lines, its clocks and the request for its workflow. */
export function ticketParts(
  unit: UnitFacts,
  ticket: { id: TicketId; number: string },
  wanted: NewTicket,
  clocks: OpeningClocks,
): SqlPart[] {
  const { tenantId, now } = unit;
  const row = insertPart('tickets', {
    tenant_id: tenantId,
    id: ticket.id,
    number: ticket.number,
    subject: cleanSubject(wanted.subject),
    priority: wanted.triage?.priority ?? 'medium',
    type: wanted.triage?.type ?? 'general',
    channel: wanted.channel,
    language: wanted.triage?.language ?? null,
    mailbox_id: wanted.mailboxId,
    customer_id: wanted.customerId,
    contact_id: wanted.contactId,
    requester_address: wanted.requester?.address ?? null,
    requester_name: wanted.requester?.name ?? '',
    triage: wanted.triage,
    follows_ticket_id: wanted.followsTicketId ?? null,
    next_due_at: clocks.summary.nextDueAt,
    breached: clocks.summary.breached,
    clock_at: clocks.summary.nextLevelAt,
    created_at: now,
    updated_at: now,
  });
  const opened = eventPart(unit, ticket.id, 'opened', {
    number: ticket.number,
    follows: wanted.followsTicketId ?? null,
    priority: wanted.triage?.priority ?? 'medium',
    type: wanted.triage?.type ?? 'general',
    customerId: wanted.customerId,
    ...(wanted.receivedAt === undefined ? {} : { receivedAt: wanted.receivedAt.toISOString() }),
  });
  const { applied } = clocks;
  const lines = applied === null ? [opened] : [opened, eventPart(unit, ticket.id, 'sla_applied', appliedData(applied))];
  return [row, ...lines, ...clocks.parts, wakeupPart(unit, ticket.id, true, firstLook(unit, wanted, clocks))];
}

/** The first level of a clock, and not later than the next point of action can be due: its working hours are at least as long on the clock. */
function firstLook({ now }: UnitFacts, wanted: NewTicket, { summary }: OpeningClocks): Date {
  const actionAt = new Date(now.getTime() + nextActionHours[wanted.triage?.priority ?? 'medium'] * 3_600_000);
  return summary.nextLevelAt === null || summary.nextLevelAt > actionAt ? actionAt : summary.nextLevelAt;
}

/** The message, its files and its log line. */
export function messageParts(unit: UnitFacts, wanted: NewMessage): { id: TicketMessageId; parts: SqlPart[] } {
  const id = newId<TicketMessageId>();
  const files = wanted.attachments ?? [];
  const row = insertPart('ticket_messages', {
    tenant_id: unit.tenantId,
    id,
    ticket_id: wanted.ticketId,
    kind: wanted.kind,
    is_public: wanted.isPublic,
    is_verified: wanted.isVerified ?? true,
    author: wanted.author,
    text: wanted.text,
    full_text: wanted.fullText ?? null,
    mail_message_id: wanted.mailMessageId ?? null,
    recipients: wanted.recipients ?? [],
    reply_to: wanted.replyTo ?? [],
    inbound_mail_id: wanted.inboundMailId ?? null,
    created_at: wanted.saidAt ?? unit.now,
  });
  const added = eventPart(unit, wanted.ticketId, 'message_added', {
    messageId: id,
    kind: wanted.heardAs ?? wanted.kind,
    public: wanted.isPublic,
    attachments: files.length,
    ...(wanted.receivedAt === undefined ? {} : { receivedAt: wanted.receivedAt.toISOString() }),
    ...(wanted.isAutomatic === true ? { automatic: true } : {}),
  });
  const html = wanted.html ? [insertPart('message_html', { tenant_id: unit.tenantId, message_id: id, html: wanted.html })] : [];
  return { id, parts: [row, ...html, ...files.map((file) => attachmentPart(unit, wanted.ticketId, id, file)), added] };
}

/** A participant of a ticket that is new in this unit, and the log line. */
export function participantParts(
  unit: UnitFacts,
  ticketId: TicketId,
  person: MailAddress,
  role: ParticipantRole,
): { address: string; replyRef: string; parts: SqlPart[] } {
  const [address, replyRef] = [person.address.toLowerCase(), newReplyRef()];
  const row = insertPart('ticket_participants', {
    tenant_id: unit.tenantId,
    id: newId<ParticipantId>(),
    ticket_id: ticketId,
    address,
    name: person.name,
    role,
    reply_ref: replyRef,
    created_at: unit.now,
  });
  return { address, replyRef, parts: [row, eventPart(unit, ticketId, 'participant_added', { address, role })] };
}

function attachmentPart(unit: UnitFacts, ticketId: TicketId, messageId: TicketMessageId, file: ParsedAttachment): SqlPart {
  return insertPart('attachments', {
    tenant_id: unit.tenantId,
    id: newId<AttachmentId>(),
    ticket_id: ticketId,
    message_id: messageId,
    filename: file.filename,
    content_type: file.contentType,
    size: file.size,
    sha256: file.sha256,
    blob_key: file.blobKey,
    inline: file.inline,
    content_id: file.contentId,
    created_at: unit.now,
  });
}
