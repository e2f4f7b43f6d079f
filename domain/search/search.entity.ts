import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { TicketId } from '../ids.types.ts';

/**
 * The words of one message with those of its ticket's head, or of the head alone (`id` is the ticket's then). Written by triggers of the database and
 * by nobody else; holds nothing that is not in tickets and messages.
 */
export const SearchDocument = defineEntity({
  name: 'SearchDocument',
  tableName: 'search_documents',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    ticketId: p.uuid().$type<TicketId>().primary(),
    id: p.uuid().primary(),
    doc: p.text().columnType('tsvector').lazy(),
  },
});
export type SearchDocument = InferEntity<typeof SearchDocument>;
