import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { StaffUserId } from '../ids.types.ts';
import type { TicketPriority, TicketType } from '../tickets/tickets.types.ts';
import type { MacroAction } from './macros.types.ts';

/** Steps that are done to a ticket in one go. Only its owner changes it; a shared one may be run by everybody. */
export const Macro = defineEntity({
  name: 'Macro',
  tableName: 'macros',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    ownerId: p.uuid().$type<StaffUserId>(),
    name: p.text(),
    description: p.text().default(''),
    actions: p.json().$type<MacroAction[]>(),
    shared: p.boolean().default(false),
    version: p.integer().version(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});
export type Macro = InferEntity<typeof Macro>;

/** A text with variables that goes into a reply. */
export const QuickReply = defineEntity({
  name: 'QuickReply',
  tableName: 'quick_replies',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    ownerId: p.uuid().$type<StaffUserId>(),
    name: p.text(),
    category: p.text().default(''),
    content: p.text(),
    shared: p.boolean().default(false),
    version: p.integer().version(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});
export type QuickReply = InferEntity<typeof QuickReply>;

/** What a ticket of a recurring kind starts with. */
export const TicketTemplate = defineEntity({
  name: 'TicketTemplate',
  tableName: 'ticket_templates',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    name: p.text(),
    category: p.text().default(''),
    subject: p.text(),
    description: p.text().default(''),
    nextAction: p.text().nullable(),
    tags: p.json().$type<string[]>(),
    priority: p.text().$type<TicketPriority>().nullable(),
    type: p.text().$type<TicketType>().nullable(),
    active: p.boolean().default(true),
    version: p.integer().version(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});
export type TicketTemplate = InferEntity<typeof TicketTemplate>;
