import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { DeliveryId, TicketId } from '../ids.types.ts';
import type { AddressState } from './address-health.types.ts';

/** An outside address whose mails came back or who complained. An address without a row is well. */
export const AddressHealth = defineEntity({
  name: 'AddressHealth',
  tableName: 'address_health',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    address: p.text().primary(),
    state: p.text().$type<AddressState>(),
    since: p.datetime(),
    until: p.datetime().nullable(),
    status: p.text().default(''),
    reply: p.text().default(''),
    reason: p.text().default(''),
    diagnostic: p.text().default(''),
    softAt: p.json().$type<string[]>().default([]),
    deliveryId: p.uuid().$type<DeliveryId>().nullable(),
    ticketId: p.uuid().$type<TicketId>().nullable(),
    updatedAt: p.datetime(),
  },
});
export type AddressHealth = InferEntity<typeof AddressHealth>;
