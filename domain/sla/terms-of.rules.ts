import { ticketPriorities } from '../tickets/tickets.types.ts';
import type { PolicyInForce } from './policy-in-force.types.ts';
import { metrics, type Targets, type Terms } from './sla.types.ts';

/** The terms a ticket is measured by under a policy: `policyId:version`, its calendar, and for every priority its own target or else the general one. */
export function termsOf(
  policy: Pick<PolicyInForce, 'id' | 'version' | 'calendarId' | 'targets' | 'pausing' | 'warningPercent' | 'criticalPercent'>,
): Terms {
  return {
    ref: `${policy.id}:${policy.version}`,
    calendar: policy.calendarId,
    targets: targetsOf(policy),
    pausing: policy.pausing,
    warningPercent: policy.warningPercent,
    criticalPercent: policy.criticalPercent,
  };
}

function targetsOf(policy: Pick<PolicyInForce, 'targets'>): Targets {
  const minutes = (metric: (typeof metrics)[number], priority: (typeof ticketPriorities)[number]): number | null => {
    const own = policy.targets[metric]?.[priority];
    return own === undefined ? (policy.targets[metric]?.default ?? null) : own;
  };
  return Object.fromEntries(
    ticketPriorities.map((priority) => [priority, Object.fromEntries(metrics.map((metric) => [metric, minutes(metric, priority)]))]),
  );
}
