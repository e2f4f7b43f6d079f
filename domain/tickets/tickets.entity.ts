import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { FieldValue } from '../custom-fields/custom-fields.types.ts';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type {
  AttachmentId,
  ContactId,
  CustomerId,
  InboundMailId,
  MailboxId,
  ParticipantId,
  StaffUserId,
  TeamId,
  TicketId,
  TicketMessageId,
} from '../ids.types.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import type { ScanState } from './file-scan.types.ts';
import type { NextActionState } from './next-action.types.ts';
import type {
  MessageAuthor,
  MessageKind,
  ParticipantRole,
  TicketChannel,
  TicketEventType,
  TicketPriority,
  TicketStatus,
  TicketType,
  TriageSuggestion,
} from './tickets.types.ts';

/** A request of a customer, whatever channel it came by. */
export const Ticket = defineEntity({
  name: 'Ticket',
  tableName: 'tickets',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<TicketId>().primary(),
    number: p.text(),
    subject: p.text(),
    status: p.text().$type<TicketStatus>().default('open'),
    priority: p.text().$type<TicketPriority>().default('medium'),
    type: p.text().$type<TicketType>().default('general'),
    channel: p.text().$type<TicketChannel>(),
    language: p.text().nullable(),
    mailboxId: p.uuid().$type<MailboxId>().nullable(),
    customerId: p.uuid().$type<CustomerId>().nullable(),
    contactId: p.uuid().$type<ContactId>().nullable(),
    requesterAddress: p.text().nullable(),
    requesterName: p.text().default(''),
    assigneeId: p.uuid().$type<StaffUserId>().nullable(),
    teamId: p.uuid().$type<TeamId>().nullable(),
    tags: p.array().default([]),
    customFields: p.json().$type<Record<string, FieldValue>>(),
    triage: p.json().$type<TriageSuggestion>().nullable(),
    isSpam: p.boolean().default(false),
    followsTicketId: p.uuid().$type<TicketId>().nullable(),
    /** the ticket that took this one over; it is read-only then */
    mergedIntoId: p.uuid().$type<TicketId>().nullable(),
    mergedAt: p.datetime().nullable(),
    parentId: p.uuid().$type<TicketId>().nullable(),
    /** left out of lists until then */
    snoozedUntil: p.datetime().nullable(),
    /** null: the default of its status and assignee (`next-action.rules.ts`) */
    nextAction: p.text().nullable(),
    nextActionState: p.text().$type<NextActionState>().nullable(),
    nextActionDueAt: p.datetime().nullable(),
    nextActionDueIsManual: p.boolean().default(false),
    nextActionOwnerId: p.uuid().$type<StaffUserId>().nullable(),
    /** its clocks stand still */
    nextActionExcluded: p.boolean().default(false),
    /** the customer may see it */
    nextActionIsPublic: p.boolean().default(false),
    nextActionUpdatedAt: p.datetime().nullable(),
    nextActionRemindedAt: p.datetime().nullable(),
    slaPolicyId: p.uuid().nullable(),
    contractId: p.uuid().nullable(),
    /** earliest due time of a running clock */
    nextDueAt: p.datetime().nullable(),
    breached: p.boolean().default(false),
    /** the next instant its workflow looks at it */
    clockAt: p.datetime().nullable(),
    /** when the system raised its priority */
    escalatedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    resolvedAt: p.datetime().nullable(),
    closedAt: p.datetime().nullable(),
    reopened: p.integer().default(0),
    version: p.integer().version(),
  },
});
export type Ticket = InferEntity<typeof Ticket>;

/** An outside address that takes part in a ticket. `replyRef` is the unguessable half of its reply address. */
export const TicketParticipant = defineEntity({
  name: 'TicketParticipant',
  tableName: 'ticket_participants',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<ParticipantId>().primary(),
    ticketId: p.uuid().$type<TicketId>(),
    address: p.text(),
    name: p.text().default(''),
    role: p.text().$type<ParticipantRole>(),
    replyRef: p.text(),
    createdAt: p.datetime(),
    removedAt: p.datetime().nullable(),
  },
});
export type TicketParticipant = InferEntity<typeof TicketParticipant>;

/** One message of a ticket. `isPublic` false never leaves the house; `isVerified` false came from an address that proved no right to write here. */
export const TicketMessage = defineEntity({
  name: 'TicketMessage',
  tableName: 'ticket_messages',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<TicketMessageId>().primary(),
    ticketId: p.uuid().$type<TicketId>(),
    kind: p.text().$type<MessageKind>(),
    isPublic: p.boolean(),
    isVerified: p.boolean().default(true),
    author: p.json().$type<MessageAuthor>(),
    text: p.text(),
    /** Whole text with quoted history when it differs from `text`. */
    fullText: p.text().nullable().lazy(),
    mailMessageId: p.text().nullable(),
    recipients: p.json().$type<MailAddress[]>(),
    /** where its writer wants answers; empty: at their own address */
    replyTo: p.json().$type<MailAddress[]>().default([]),
    inboundMailId: p.uuid().$type<InboundMailId>().nullable(),
    createdAt: p.datetime(),
    /** Last change of an internal message's text by its writer. */
    editedAt: p.datetime().nullable(),
    deletedAt: p.datetime().nullable(),
  },
});
export type TicketMessage = InferEntity<typeof TicketMessage>;

/** A file of a message; its bytes are in the blob store. */
export const Attachment = defineEntity({
  name: 'Attachment',
  tableName: 'attachments',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<AttachmentId>().primary(),
    ticketId: p.uuid().$type<TicketId>(),
    messageId: p.uuid().$type<TicketMessageId>(),
    filename: p.text(),
    contentType: p.text(),
    /** bytes */
    size: p.bigint('number'),
    sha256: p.text(),
    blobKey: p.text(),
    inline: p.boolean().default(false),
    contentId: p.text().nullable(),
    createdAt: p.datetime(),
    /** What the virus scanner said; the database knows whether a new row has to wait for it. */
    scanState: p.text().$type<ScanState>().default('not_scanned'),
    scanVirus: p.text().nullable(),
    scannedAt: p.datetime().nullable(),
    scanAttempts: p.integer().default(0),
  },
});
export type Attachment = InferEntity<typeof Attachment>;

/** One line of the append-only event log; the database refuses updates and deletes. */
export const TicketEvent = defineEntity({
  name: 'TicketEvent',
  tableName: 'ticket_events',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    ticketId: p.uuid().$type<TicketId>(),
    type: p.text().$type<TicketEventType>(),
    /** Order of the log: two units of one ticket write one after the other, whatever their clocks said when they began. */
    seq: p.bigint('number').generated('identity'),
    at: p.datetime(),
    actor: p.json().$type<MessageAuthor>(),
    data: p.json().$type<Record<string, unknown>>(),
  },
});
export type TicketEvent = InferEntity<typeof TicketEvent>;

/** A request to start or wake the ticket's workflow, written in the same commit as the change. One row a ticket: requests coalesce. */
export const TicketWakeup = defineEntity({
  name: 'TicketWakeup',
  tableName: 'ticket_wakeups',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    ticketId: p.uuid().$type<TicketId>().primary(),
    shard: p.smallint(),
    stamp: p.uuid(),
    requestedAt: p.datetime(),
    isNew: p.boolean(),
    nextAt: p.datetime().nullable(),
  },
});
export type TicketWakeup = InferEntity<typeof TicketWakeup>;
