import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { InboundMailId, MailboxId, StaffUserId, TicketId } from '../ids.types.ts';
import type { MailTrust } from './mail-trust.types.ts';
import type { Door, InboundState, MailboxHealth, ServerSettings } from './mailboxes.types.ts';

/** A support address of a tenant. The mailbox alone selects the tenant. Passwords are encrypted with a key id (`storage/key-ring`). */
export const Mailbox = defineEntity({
  name: 'Mailbox',
  tableName: 'mailboxes',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<MailboxId>().primary(),
    address: p.text(),
    name: p.text(),
    enabled: p.boolean().default(true),
    imap: p.json().$type<ServerSettings>().nullable(),
    imapSecret: p.text().nullable().hidden(),
    smtp: p.json().$type<ServerSettings>().nullable(),
    smtpSecret: p.text().nullable().hidden(),
    /** receiving host whose topmost Authentication-Results header counts (RFC 8601) */
    trustedHost: p.text().nullable(),
    health: p.text().$type<MailboxHealth>().default('unknown'),
    failingSince: p.datetime().nullable(),
    lastError: p.text().nullable(),
    downNoticeAt: p.datetime().nullable(),
    /** the provider asked to be left alone until then */
    throttledUntil: p.datetime().nullable(),
    version: p.integer().version(),
    createdAt: p.datetime(),
  },
});
export type Mailbox = InferEntity<typeof Mailbox>;

/** Where IMAP fetching stands, and who holds the mailbox. `fence` grows with every take-over; a checkpoint with an old fence is refused. */
export const MailboxSync = defineEntity({
  name: 'MailboxSync',
  tableName: 'mailbox_sync',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    mailboxId: p.uuid().$type<MailboxId>().primary(),
    uidValidity: p.bigint('string').nullable(),
    lastUid: p.bigint('number').default(0),
    /** mails at or below were there before fetching began */
    floorUid: p.bigint('number').default(0),
    /** up to here a mail may be known under an older UIDVALIDITY */
    recheckUntilUid: p.bigint('number').default(0),
    syncedFrom: p.datetime().nullable(),
    syncedAt: p.datetime().nullable(),
    leaseOwner: p.text().nullable(),
    leaseExpiresAt: p.datetime().nullable(),
    fence: p.bigint('number').default(0),
  },
});
export type MailboxSync = InferEntity<typeof MailboxSync>;

/** A mail as received, stored before anything else happens to it. `naturalKey` is unique per mailbox. */
export const InboundMail = defineEntity({
  name: 'InboundMail',
  tableName: 'inbound_mails',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<InboundMailId>().primary(),
    mailboxId: p.uuid().$type<MailboxId>(),
    shard: p.smallint(),
    door: p.text().$type<Door>(),
    naturalKey: p.text(),
    sha256: p.text(),
    /** bytes */
    size: p.integer(),
    raw: p.blob().nullable().lazy(),
    rawBlobKey: p.text().nullable(),
    envelopeFrom: p.text().nullable(),
    envelopeTo: p.text().nullable(),
    /** address and greeting of the sending host, where a door saw them */
    clientIp: p.text().nullable(),
    clientHelo: p.text().nullable(),
    trust: p.json().$type<MailTrust>().nullable(),
    receivedAt: p.datetime(),
    state: p.text().$type<InboundState>().default('new'),
    attempts: p.integer().default(0),
    nextAttemptAt: p.datetime(),
    lastError: p.text().nullable(),
    ticketId: p.uuid().$type<TicketId>().nullable(),
    settledAt: p.datetime().nullable(),
    fromAddress: p.text().nullable(),
    subject: p.text().nullable(),
    /** Set when staff let a mail out of quarantine: the blocked-sender check is passed once, for this mail alone. */
    releasedAt: p.datetime().nullable(),
    releasedBy: p.uuid().$type<StaffUserId>().nullable(),
  },
});
export type InboundMail = InferEntity<typeof InboundMail>;

/** An address whose mail goes to quarantine until staff release it. */
export const BlockedSender = defineEntity({
  name: 'BlockedSender',
  tableName: 'blocked_senders',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    address: p.text().primary(),
    blockedAt: p.datetime(),
    blockedBy: p.uuid().$type<StaffUserId>().nullable(),
  },
});
export type BlockedSender = InferEntity<typeof BlockedSender>;
