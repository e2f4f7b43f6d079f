import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { tenantColumn, tenantScope } from '../database/base.entity.ts';
import type { CustomerId, StaffUserId, TicketId } from '../ids.types.ts';
import type { EscalationStep, PolicyConditions, StoredPausing, StoredTargets } from './policy.types.ts';
import type { BreachReason, Clock, Level, Metric } from './sla.types.ts';

/** A set of promises. What it promised when is in its versions. */
export const SlaPolicy = defineEntity({
  name: 'SlaPolicy',
  tableName: 'sla_policies',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    name: p.text(),
    description: p.text().default(''),
    isActive: p.boolean().default(true),
    isDefault: p.boolean().default(false),
    version: p.integer().default(1),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});
export type SlaPolicy = InferEntity<typeof SlaPolicy>;

/** What a policy promised from `effectiveFrom` on. Never changed: an edit is a further version. */
export const SlaPolicyVersion = defineEntity({
  name: 'SlaPolicyVersion',
  tableName: 'sla_policy_versions',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    policyId: p.uuid(),
    version: p.integer(),
    effectiveFrom: p.datetime(),
    calendarId: p.uuid(),
    /** minutes */
    targets: p.json().$type<StoredTargets>(),
    pausing: p.json().$type<StoredPausing>(),
    warningPercent: p.integer().nullable(),
    criticalPercent: p.integer().nullable(),
    conditions: p.json().$type<PolicyConditions>(),
    steps: p.json().$type<EscalationStep[]>(),
    isActive: p.boolean().default(true),
    createdBy: p.uuid().$type<StaffUserId>().nullable(),
    createdAt: p.datetime(),
  },
});
export type SlaPolicyVersion = InferEntity<typeof SlaPolicyVersion>;

/** A customer's contract as far as service levels need it. */
export const SupportContract = defineEntity({
  name: 'SupportContract',
  tableName: 'support_contracts',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    number: p.text(),
    customerId: p.uuid().$type<CustomerId>(),
    name: p.text(),
    type: p.text(),
    status: p.text(),
    startsOn: p.date(),
    endsOn: p.date().nullable(),
    slaPolicyId: p.uuid().nullable(),
    version: p.integer().default(1),
    createdAt: p.datetime(),
  },
});
export type SupportContract = InferEntity<typeof SupportContract>;

/** A clock as it stood at `computedAt`: a projection of the event log, with its proof. */
export const SlaClock = defineEntity({
  name: 'SlaClock',
  tableName: 'sla_clocks',
  ...tenantScope,
  properties: {
    tenantId: tenantColumn.tenantId.primary(),
    ticketId: p.uuid().$type<TicketId>().primary(),
    metric: p.text().$type<Metric>().primary(),
    cycle: p.integer().primary(),
    policyId: p.uuid().nullable(),
    policyVersion: p.integer().nullable(),
    priority: p.text(),
    state: p.text().$type<Clock['state']>(),
    startedAt: p.datetime(),
    targetMinutes: p.integer().nullable(),
    targetVersion: p.integer(),
    consumedMs: p.bigint('number'),
    pausedMs: p.bigint('number'),
    dueAt: p.datetime().nullable(),
    metAt: p.datetime().nullable(),
    isOverdue: p.boolean(),
    breachedAt: p.datetime().nullable(),
    proof: p.json().$type<Pick<Clock, 'proof' | 'pauses' | 'targets' | 'breaches' | 'passed'>>(),
    computedAt: p.datetime(),
  },
});
export type SlaClock = InferEntity<typeof SlaClock>;

/** A level that a clock reached: `at` is when, `detectedAt` when we looked. Once per clock, target version and level. */
export const SlaAlert = defineEntity({
  name: 'SlaAlert',
  tableName: 'sla_alerts',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    ticketId: p.uuid().$type<TicketId>(),
    metric: p.text().$type<Metric>(),
    cycle: p.integer(),
    targetVersion: p.integer(),
    level: p.text().$type<Level>(),
    at: p.datetime(),
    detectedAt: p.datetime(),
    reason: p.text().$type<BreachReason>(),
    policyId: p.uuid().nullable(),
    acknowledgedAt: p.datetime().nullable(),
    acknowledgedBy: p.uuid().$type<StaffUserId>().nullable(),
    acknowledgedReason: p.text().nullable(),
  },
});
export type SlaAlert = InferEntity<typeof SlaAlert>;

/** A step of a policy that an alert set off; due at once or some minutes later. */
export const SlaEscalation = defineEntity({
  name: 'SlaEscalation',
  tableName: 'sla_escalations',
  ...tenantScope,
  properties: {
    ...tenantColumn,
    id: p.uuid().primary(),
    alertId: p.uuid(),
    ticketId: p.uuid().$type<TicketId>(),
    policyVersion: p.integer(),
    step: p.integer(),
    dueAt: p.datetime(),
    doneAt: p.datetime().nullable(),
    outcome: p.text().nullable(),
  },
});
export type SlaEscalation = InferEntity<typeof SlaEscalation>;
