import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { RuleConditions, RuleResult } from './assignment.types.ts';

/** One rule of the tenant's ordered list that says who gets a new ticket. */
export const AssignmentRule = defineEntity({
  name: 'AssignmentRule',
  tableName: 'assignment_rules',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    position: p.integer(),
    name: p.text(),
    conditions: p.json().$type<RuleConditions>(),
    result: p.json().$type<RuleResult>(),
    active: p.boolean().default(true),
    createdAt: p.datetime(),
  },
});
export type AssignmentRule = InferEntity<typeof AssignmentRule>;
