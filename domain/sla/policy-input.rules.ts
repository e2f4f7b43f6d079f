import { z } from 'zod';
import type { CustomerId } from '../ids.types.ts';
import { ticketPriorities, ticketTypes } from '../tickets/tickets.types.ts';
import { clockStatuses, type StoredTargets } from './policy.types.ts';
import { contractTypes } from './policy-in-force.types.ts';
import type { PolicyPromise } from './rules-draft.types.ts';
import { metrics } from './sla.types.ts';

const yearMinutes = 366 * 1_440;
const uuid = z.uuid('must be an id');
const minutes = z.int('must be whole minutes').min(1, 'must be at least a minute').max(yearMinutes, 'must be at most a year').nullable();
const target = z.strictObject({
  default: minutes,
  low: minutes.optional(),
  medium: minutes.optional(),
  high: minutes.optional(),
  urgent: minutes.optional(),
});
const percent = z.int('must be a whole percentage').min(1, 'must be 1 to 99').max(99, 'must be 1 to 99').nullable();
const statuses = z.array(z.enum(clockStatuses)).max(clockStatuses.length);
const perMetric = <Schema extends z.ZodType>(schema: Schema) =>
  z.strictObject({ firstResponse: schema.optional(), nextReply: schema.optional(), resolution: schema.optional() });

const conditions = z.strictObject({
  customerIds: z
    .array(uuid.transform((id) => id as CustomerId))
    .min(1, 'must name a customer')
    .max(500, 'must be at most 500')
    .optional(),
  contractType: z.enum(contractTypes).optional(),
  type: z.enum(ticketTypes).optional(),
  priority: z.enum(ticketPriorities).optional(),
});

const whom = z.union([
  z.strictObject({ kind: z.enum(['assignee', 'team', 'watchers', 'on_call', 'escalation_person']) }),
  z.strictObject({ kind: z.literal('user'), userId: uuid }),
]);
const moment = {
  level: z.enum(['warning', 'critical', 'breach']),
  metrics: z.array(z.enum(metrics)).min(1).optional(),
  afterMinutes: z
    .int()
    .min(0)
    .max(30 * 1_440, 'must be at most thirty days')
    .default(0),
};
const step = z.discriminatedUnion('act', [
  z.strictObject({ ...moment, act: z.literal('notify'), whom: z.array(whom).min(1, 'must name somebody').max(10) }),
  z.strictObject({ ...moment, act: z.literal('reassign'), to: whom, onlyIfUnassigned: z.boolean() }),
  z.strictObject({ ...moment, act: z.literal('raise_priority'), to: z.enum(['one_up', 'urgent']) }),
]);

/** What a policy may promise. Whether its calendar, customers and people exist is `checkPromise`’s to say. */
export const policyPromiseSchema: z.ZodType<PolicyPromise> = z
  .strictObject({
    calendarId: uuid,
    targets: perMetric(target),
    pausing: perMetric(statuses),
    warningPercent: percent,
    criticalPercent: percent,
    conditions: conditions.default({}),
    steps: z.array(step).max(20, 'must be at most 20').default([]),
  })
  .refine(({ targets }) => hasTarget(targets as StoredTargets), {
    path: ['targets'],
    error: 'must have a time for at least one of first response, next reply and resolution',
  })
  .refine((one) => one.warningPercent === null || one.criticalPercent === null || one.warningPercent < one.criticalPercent, {
    path: ['warningPercent'],
    error: 'must be below the critical one',
  })
  .transform((one) => one as PolicyPromise);

function hasTarget(targets: StoredTargets): boolean {
  return metrics.some((metric) => Object.values(targets[metric] ?? {}).some((value) => typeof value === 'number'));
}
