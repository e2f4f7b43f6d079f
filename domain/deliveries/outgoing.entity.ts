import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { MailboxId } from '../ids.types.ts';
import type { DkimAlgorithm, DkimState } from './dkim.types.ts';
import type { StoppableKind } from './mail-choice.rules.ts';

/** A key that signs the mails of a sending domain (RFC 6376). The private half is sealed (`storage/key-ring`). One is active per domain. */
export const DkimKey = defineEntity({
  name: 'DkimKey',
  tableName: 'dkim_keys',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    domain: p.text(),
    selector: p.text(),
    algorithm: p.text().$type<DkimAlgorithm>(),
    /** base64 of the DNS record's `p=` */
    publicKey: p.text(),
    privateSecret: p.text().hidden(),
    state: p.text().$type<DkimState>().default('unpublished'),
    checkedAt: p.datetime().nullable(),
    lastProblem: p.text().nullable(),
    createdAt: p.datetime(),
  },
});
export type DkimKey = InferEntity<typeof DkimKey>;

/** A logo that mails were or are sent with; never changed, since mails under way name it. */
export const TenantLogo = defineEntity({
  name: 'TenantLogo',
  tableName: 'tenant_logos',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    contentType: p.text(),
    width: p.smallint(),
    height: p.smallint(),
    blobKey: p.text(),
    createdAt: p.datetime(),
  },
});
export type TenantLogo = InferEntity<typeof TenantLogo>;

/** Whether an address still gets one kind of mail that nobody asked for. */
export const MailChoice = defineEntity({
  name: 'MailChoice',
  tableName: 'mail_choices',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    address: p.text(),
    kind: p.text().$type<StoppableKind>(),
    createdAt: p.datetime(),
    stoppedAt: p.datetime().nullable(),
  },
});
export type MailChoice = InferEntity<typeof MailChoice>;

/** How fast a mailbox may send. A row stands only where an admin set a cap or a server asked us to slow down. */
export const MailboxPace = defineEntity({
  name: 'MailboxPace',
  tableName: 'mailbox_paces',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    mailboxId: p.uuid().$type<MailboxId>().primary(),
    /** null: no cap of ours */
    perMinute: p.integer().nullable(),
    /** when the next mail may go (generic cell rate algorithm, ITU-T I.371) */
    slotAt: p.datetime(),
    pausedUntil: p.datetime(),
    pauses: p.smallint().default(0),
    lastReason: p.text().nullable(),
  },
});
export type MailboxPace = InferEntity<typeof MailboxPace>;
