import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { StaffUserId, TicketId, TicketMessageId } from '../ids.types.ts';
import type { NextActionEnd, NextActionState } from './next-action.types.ts';
import type { MergeBefore, StoredLinkKind } from './ticket-relations.types.ts';
import type { MessageAuthor } from './tickets.types.ts';

/** A link of two tickets, kept once; the database refuses a second one of the kind, either way round. */
export const TicketLink = defineEntity({
  name: 'TicketLink',
  tableName: 'ticket_links',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    sourceId: p.uuid().$type<TicketId>(),
    targetId: p.uuid().$type<TicketId>(),
    kind: p.text().$type<StoredLinkKind>(),
    createdAt: p.datetime(),
    createdBy: p.json().$type<MessageAuthor>(),
  },
});
export type TicketLink = InferEntity<typeof TicketLink>;

/** One merge of a ticket into another with what undoing it needs. A ticket has at most one that stands. */
export const TicketMerge = defineEntity({
  name: 'TicketMerge',
  tableName: 'ticket_merges',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    sourceId: p.uuid().$type<TicketId>(),
    targetId: p.uuid().$type<TicketId>(),
    mergedAt: p.datetime(),
    mergedBy: p.json().$type<MessageAuthor>(),
    before: p.json().$type<MergeBefore>(),
    undoneAt: p.datetime().nullable(),
    undoneBy: p.json().$type<MessageAuthor>().nullable(),
  },
});
export type TicketMerge = InferEntity<typeof TicketMerge>;

/** Where a message of a split ticket came from. */
export const TicketSplit = defineEntity({
  name: 'TicketSplit',
  tableName: 'ticket_splits',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    messageId: p.uuid().$type<TicketMessageId>().primary(),
    ticketId: p.uuid().$type<TicketId>(),
    sourceTicketId: p.uuid().$type<TicketId>(),
    sourceMessageId: p.uuid().$type<TicketMessageId>(),
    splitAt: p.datetime(),
    splitBy: p.json().$type<MessageAuthor>(),
  },
});
export type TicketSplit = InferEntity<typeof TicketSplit>;

/** A next point of action that is over. Added to, never changed. */
export const NextActionHistory = defineEntity({
  name: 'NextActionHistory',
  tableName: 'next_action_history',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    ticketId: p.uuid().$type<TicketId>(),
    text: p.text(),
    state: p.text().$type<NextActionState>(),
    ownerId: p.uuid().$type<StaffUserId>().nullable(),
    dueAt: p.datetime().nullable(),
    setAt: p.datetime().nullable(),
    endedAt: p.datetime(),
    endedBy: p.json().$type<MessageAuthor>(),
    endedHow: p.text().$type<NextActionEnd>(),
    answer: p.text().nullable(),
  },
});
export type NextActionHistory = InferEntity<typeof NextActionHistory>;
