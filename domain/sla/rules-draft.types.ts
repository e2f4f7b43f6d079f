import type { CalendarHours } from '../calendars/calendar.types.ts';
import type { EscalationStep, PolicyConditions, StoredPausing, StoredTargets } from './policy.types.ts';

/** What a version of a policy promises: all that an edit can change besides name and activity. Minutes and percents. */
export type PolicyPromise = {
  calendarId: string;
  targets: StoredTargets;
  pausing: StoredPausing;
  warningPercent: number | null;
  criticalPercent: number | null;
  conditions: PolicyConditions;
  steps: EscalationStep[];
};

/** A policy as somebody would have it; `id` is null for one that does not exist yet. */
export type PolicyDraft = { id: string | null; name: string; isActive: boolean; isDefault: boolean; promise: PolicyPromise };

/** Rules that are not saved: a calendar with other hours, a policy with other promises, or both. */
export type RulesDraft = { calendar?: { id: string; hours: CalendarHours }; policy?: PolicyDraft };
