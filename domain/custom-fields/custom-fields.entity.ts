import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { FieldType } from './custom-fields.types.ts';

/** A field that the tenant added to its tickets. The values stand on the ticket under the key, also when the definition is no longer active. */
export const CustomFieldDefinition = defineEntity({
  name: 'CustomFieldDefinition',
  tableName: 'custom_field_definitions',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    key: p.text(),
    label: p.text(),
    type: p.text().$type<FieldType>(),
    options: p.json().$type<string[]>(),
    required: p.boolean().default(false),
    ticketTypes: p.json().$type<string[]>(),
    position: p.integer(),
    active: p.boolean().default(true),
    createdAt: p.datetime(),
  },
});
export type CustomFieldDefinition = InferEntity<typeof CustomFieldDefinition>;
