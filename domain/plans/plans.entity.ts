import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { ConfirmationId, StaffUserId } from '../ids.types.ts';

/** A change that was understood from free words and waits for one press of the one person who asked, until it expires. */
export const PlanConfirmation = defineEntity({
  name: 'PlanConfirmation',
  tableName: 'plan_confirmations',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().$type<ConfirmationId>().primary(),
    userId: p.uuid().$type<StaffUserId>(),
    op: p.text(),
    args: p.json().$type<Record<string, unknown>>(),
    /** SHA-256 over tenant, person, op and args */
    planHash: p.text(),
    source: p.text().$type<'grammar' | 'model'>(),
    /** the ticket's version as it was shown; a ticket that changed since is asked about again */
    ticketVersion: p.integer().nullable(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    usedAt: p.datetime().nullable(),
  },
});
