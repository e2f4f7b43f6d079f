import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { DeliveryId, MailboxId, StaffUserId, TicketId, TicketMessageId } from '../ids.types.ts';
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
