import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { DeliveryId, MailboxId, StaffUserId, TicketId, TicketMessageId } from '../ids.types.ts';
import type { Brand } from '../tenancy/brand.types.ts';
import type { BouncedRecipient } from './bounced-recipient.types.ts';
import type { DeliveryPurpose, DeliveryState } from './deliveries.types.ts';
import type { DraftKind, DraftOutcome, DraftPayload, StoredMail } from './stored-mail.types.ts';

/** One outward mail: its row, key and Message-ID stand before the first attempt. */
export const Delivery = defineEntity({
  name: 'Delivery',
  tableName: 'deliveries',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<DeliveryId>().primary(),
    shard: p.smallint(),
    effectKey: p.text(),
    purpose: p.text().$type<DeliveryPurpose>(),
    ticketId: p.uuid().$type<TicketId>().nullable(),
    messageId: p.uuid().$type<TicketMessageId>().nullable(),
    mailboxId: p.uuid().$type<MailboxId>(),
    mailMessageId: p.text(),
    mail: p.json().$type<StoredMail>(),
    state: p.text().$type<DeliveryState>().default('queued'),
    attempts: p.integer().default(0),
    /** queued: not before; sending: presumed dead after */
    nextAttemptAt: p.datetime(),
    firstQueuedAt: p.datetime(),
    settledAt: p.datetime().nullable(),
    lastResult: p.text().nullable(),
    /** names the mail in its envelope sender, where it has one */
    returnRef: p.text().nullable(),
    /** what came back of it, one entry a recipient */
    bounces: p.json().$type<BouncedRecipient[]>().default([]),
    /** the tenant's look when the mail was queued */
    brand: p.json().$type<Brand>().nullable(),
    dkimKeyId: p.uuid().nullable(),
    /** the addresses still to be reached, once a server took the mail for some */
    onlyTo: p.json().$type<string[]>().nullable(),
    /** its turn was given to it by the mailbox's pace */
    paced: p.boolean().default(false),
  },
});
export type Delivery = InferEntity<typeof Delivery>;

/** A mail a person has composed and not yet confirmed; consumed at most once. */
export const Draft = defineEntity({
  name: 'Draft',
  tableName: 'drafts',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    userId: p.uuid().$type<StaffUserId>(),
    kind: p.text().$type<DraftKind>(),
    ticketId: p.uuid().$type<TicketId>().nullable(),
    payload: p.json().$type<DraftPayload>(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    consumedAt: p.datetime().nullable(),
    outcome: p.text().$type<DraftOutcome>().nullable(),
  },
});
export type Draft = InferEntity<typeof Draft>;

/** The answer to a command that changed something, by the key the surface chose: a second press returns the first answer. */
export const CommandReceipt = defineEntity({
  name: 'CommandReceipt',
  tableName: 'command_receipts',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    id: p.uuid().primary(),
    userId: p.uuid().$type<StaffUserId>(),
    card: p.json().$type<unknown>(),
    createdAt: p.datetime(),
  },
});
export type CommandReceipt = InferEntity<typeof CommandReceipt>;
