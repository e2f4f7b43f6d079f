import type { TicketPriority } from '../tickets/tickets.types.ts';
import type { ClockStatus, PolicyConditions } from './policy.types.ts';
import { escalatingSteps, tellingSteps } from './policy-templates.rules.ts';
import type { PolicyPromise } from './rules-draft.types.ts';
import type { Metric } from './sla.types.ts';

/** One change of what a policy promises; what is missing stays. Minutes null: no target there. */
export type PromiseEdit = {
  target?: { metric: Metric; priority: TicketPriority | 'default'; minutes: number | null } | undefined;
  percents?: { warning?: number | null | undefined; critical?: number | null | undefined } | undefined;
  calendarId?: string | undefined;
  pause?: { metric: Metric; statuses: ClockStatus[] } | undefined;
  conditions?: PolicyConditions | undefined;
  /** true: the built-in steps; false: who has the ticket is told and nothing else. */
  escalate?: boolean | undefined;
};

/** The promise with the edit made. A general target leaves those of single priorities as they are. */
export function editPromise(promise: PolicyPromise, edit: PromiseEdit): PolicyPromise {
  const { target, percents, calendarId, pause, conditions, escalate } = edit;
  return {
    ...promise,
    ...(target === undefined ? {} : { targets: withTarget(promise.targets, target) }),
    ...(percents?.warning === undefined ? {} : { warningPercent: percents.warning }),
    ...(percents?.critical === undefined ? {} : { criticalPercent: percents.critical }),
    ...(calendarId === undefined ? {} : { calendarId }),
    ...(pause === undefined ? {} : { pausing: { ...promise.pausing, [pause.metric]: pause.statuses } }),
    ...(conditions === undefined ? {} : { conditions }),
    ...(escalate === undefined ? {} : { steps: [...(escalate ? escalatingSteps : tellingSteps)] }),
  };
}

/** Minutes of what people write as a target, such as `8h`, `30m`, `1h30`, `90 min`, `48 hours`; null for anything else. */
export function readTargetMinutes(text: string): number | null {
  const said = text.trim().toLowerCase();
  const found = /^(?:(\d{1,4})\s*(?:h|hrs?|hours?)\s*)?(?:(\d{1,6})\s*(?:m|mins?|minutes?)?)?$/.exec(said);
  if (found === null || said === '') return null;
  return Number(found[1] ?? 0) * 60 + Number(found[2] ?? 0);
}

function withTarget(targets: PolicyPromise['targets'], target: NonNullable<PromiseEdit['target']>): PolicyPromise['targets'] {
  const before = targets[target.metric] ?? { default: null };
  return { ...targets, [target.metric]: { ...before, [target.priority]: target.minutes } };
}
