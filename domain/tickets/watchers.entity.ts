import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { StaffUserId, TicketId } from '../ids.types.ts';

/** A member of staff who wants to hear of a ticket without having it. */
export const TicketWatcher = defineEntity({
  name: 'TicketWatcher',
  tableName: 'ticket_watchers',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    ticketId: p.uuid().$type<TicketId>().primary(),
    userId: p.uuid().$type<StaffUserId>().primary(),
    addedAt: p.datetime(),
  },
});
export type TicketWatcher = InferEntity<typeof TicketWatcher>;
