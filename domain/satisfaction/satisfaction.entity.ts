import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { TicketId } from '../ids.types.ts';

/** One question to a requester about one resolved ticket, and the answer; or why it was not asked. Only the SHA-256 of its token is kept. */
export const SatisfactionRequest = defineEntity({
  name: 'SatisfactionRequest',
  tableName: 'satisfaction_requests',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    ticketId: p.uuid().$type<TicketId>(),
    address: p.text(),
    language: p.text(),
    tokenHash: p.text().nullable(),
    /** why nobody was asked after all; the ticket is not looked at again */
    skipped: p.text().nullable(),
    askedAt: p.datetime(),
    expiresAt: p.datetime(),
    /** 1…5 */
    score: p.smallint().nullable(),
    comment: p.text().default(''),
    ratedAt: p.datetime().nullable(),
    changedAt: p.datetime().nullable(),
  },
});
export type SatisfactionRequest = InferEntity<typeof SatisfactionRequest>;
