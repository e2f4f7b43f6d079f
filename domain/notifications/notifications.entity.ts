import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { DeliveryId, StaffUserId, TicketId } from '../ids.types.ts';
import type {
  MailChoice,
  NotificationFacts,
  NotificationKind,
  NotificationReason,
  NotificationState,
  NotificationSurface,
  NotificationVia,
} from './notifications.types.ts';

/** One person told of one event on one surface: at most one row of each, for ever. */
export const Notification = defineEntity({
  name: 'Notification',
  tableName: 'notifications',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    shard: p.smallint(),
    userId: p.uuid().$type<StaffUserId>(),
    kind: p.text().$type<NotificationKind>(),
    eventKey: p.text(),
    ticketId: p.uuid().$type<TicketId>(),
    reason: p.text().$type<NotificationReason>(),
    surface: p.text().$type<NotificationSurface>(),
    isDigest: p.boolean().default(false),
    facts: p.json().$type<NotificationFacts>(),
    createdAt: p.datetime(),
    /** not before */
    deliverAt: p.datetime(),
    state: p.text().$type<NotificationState>().default('waiting'),
    settledAt: p.datetime().nullable(),
    deliveryId: p.uuid().$type<DeliveryId>().nullable(),
  },
});
export type Notification = InferEntity<typeof Notification>;

/** What a person set; who set nothing has no row and gets the defaults. */
export const NotificationPreference = defineEntity({
  name: 'NotificationPreference',
  tableName: 'notification_preferences',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    userId: p.uuid().$type<StaffUserId>().primary(),
    /** minutes after local midnight */
    quietFrom: p.smallint().nullable(),
    quietTo: p.smallint().nullable(),
    /** 0 is Sunday */
    days: p.json().$type<number[]>(),
    digestAt: p.smallint().default(480),
    via: p.text().$type<NotificationVia>().default('auto'),
    morning: p.boolean().default(true),
    kinds: p.json().$type<Partial<Record<NotificationKind, MailChoice>>>(),
    updatedAt: p.datetime(),
  },
});
export type NotificationPreference = InferEntity<typeof NotificationPreference>;
