import type { WeekHours } from '../calendars/calendar.types.ts';
import type { EscalationStep, PolicyConditions, StoredTargets } from './policy.types.ts';

/** Opening hours that a template counts by. `timeZone` null is the tenant's own. */
export type TemplateHours = { name: string; timeZone: string | null; hours: WeekHours };

/** A built-in policy (`domain.md` 2.8). Targets in minutes of open time, percents of the target. */
export type PolicyTemplate = {
  key: string;
  name: string;
  description: string;
  hours: TemplateHours;
  targets: StoredTargets;
  warningPercent: number;
  criticalPercent: number;
  steps: EscalationStep[];
  conditions: PolicyConditions;
};

const weekOf = (days: readonly (keyof WeekHours)[], from: string, to: string): WeekHours =>
  Object.fromEntries(days.map((day) => [day, [[from, to]]]));
const workdays = ['1', '2', '3', '4', '5'] as const;
const allDays = ['0', '1', '2', '3', '4', '5', '6'] as const;

const business: TemplateHours = { name: 'Mon–Fri 09:00–17:00', timeZone: null, hours: weekOf(workdays, '09:00', '17:00') };
const extended: TemplateHours = { name: 'Mon–Fri 08:00–18:00', timeZone: null, hours: weekOf(workdays, '08:00', '18:00') };
const premium: TemplateHours = { name: 'Mon–Sat 08:00–20:00', timeZone: null, hours: weekOf([...workdays, '6'], '08:00', '20:00') };
const always: TemplateHours = { name: 'Around the clock', timeZone: 'UTC', hours: weekOf(allDays, '00:00', '24:00') };

/** What is done about a clock that runs out, unless a policy says otherwise: warn, then call for help, then raise once and give it to somebody. */
export const escalatingSteps: readonly EscalationStep[] = [
  { level: 'warning', afterMinutes: 0, act: 'notify', whom: [{ kind: 'assignee' }] },
  { level: 'critical', afterMinutes: 0, act: 'notify', whom: [{ kind: 'assignee' }, { kind: 'team' }] },
  { level: 'breach', afterMinutes: 0, act: 'notify', whom: [{ kind: 'assignee' }, { kind: 'escalation_person' }, { kind: 'on_call' }] },
  { level: 'breach', afterMinutes: 0, act: 'raise_priority', to: 'one_up' },
  { level: 'breach', afterMinutes: 0, act: 'reassign', to: { kind: 'escalation_person' }, onlyIfUnassigned: true },
];

/** For policies that do not escalate: who has the ticket is told, and nothing else happens. */
export const tellingSteps: readonly EscalationStep[] = [
  { level: 'warning', afterMinutes: 0, act: 'notify', whom: [{ kind: 'assignee' }] },
  { level: 'critical', afterMinutes: 0, act: 'notify', whom: [{ kind: 'assignee' }] },
  { level: 'breach', afterMinutes: 0, act: 'notify', whom: [{ kind: 'assignee' }] },
];

/** Minutes: default, urgent, high, medium, low. */
type FiveMinutes = readonly [number, number, number, number, number];
type Line = Omit<PolicyTemplate, 'targets' | 'warningPercent' | 'criticalPercent' | 'steps' | 'conditions' | 'description'> & {
  first: FiveMinutes;
  resolution: FiveMinutes;
  percents: readonly [number, number];
  escalates?: boolean;
  conditions?: PolicyConditions;
  description?: string;
};

const lines: readonly Line[] = [
  {
    key: 'standard_business',
    name: 'Standard business',
    hours: business,
    first: [240, 60, 120, 240, 480],
    resolution: [1_440, 240, 480, 1_440, 2_880],
    percents: [80, 95],
  },
  {
    key: 'extended_business',
    name: 'Extended business',
    hours: extended,
    first: [120, 60, 60, 120, 240],
    resolution: [960, 120, 240, 960, 1_920],
    percents: [80, 95],
  },
  {
    key: 'around_the_clock',
    name: '24/7',
    hours: always,
    first: [60, 30, 30, 60, 120],
    resolution: [480, 120, 240, 480, 960],
    percents: [75, 90],
  },
  {
    ...{
      key: 'gold',
      name: 'Premium (Gold)',
      hours: premium,
      first: [30, 15, 15, 30, 60],
      resolution: [240, 60, 120, 240, 480],
      percents: [70, 85],
    },
    description: 'Availability target 99.95 %.',
  },
  {
    ...{
      key: 'silver',
      name: 'Standard (Silver)',
      hours: business,
      first: [240, 60, 120, 240, 480],
      resolution: [1_440, 240, 480, 1_440, 2_880],
      percents: [80, 95],
    },
    description: 'Availability target 99.90 %.',
  },
  {
    ...{
      key: 'bronze',
      name: 'Basic (Bronze)',
      hours: business,
      first: [480, 120, 240, 480, 960],
      resolution: [2_880, 480, 960, 2_880, 4_320],
      percents: [80, 95],
    },
    escalates: false,
    description: 'Availability target 99.50 %.',
  },
  {
    ...{
      key: 'urgent_only',
      name: 'Urgent only',
      hours: always,
      first: [30, 30, 30, 30, 30],
      resolution: [120, 120, 120, 120, 120],
      percents: [70, 85],
    },
    conditions: { priority: 'urgent' },
  },
  {
    ...{
      key: 'technical',
      name: 'Technical',
      hours: business,
      first: [120, 30, 60, 120, 240],
      resolution: [720, 120, 240, 720, 1_440],
      percents: [80, 95],
    },
    conditions: { type: 'technical' },
  },
];

/** The built-in policies of `domain.md` 2.8. An answer to a customer who writes again is due as soon as the first one. */
export const policyTemplates: readonly PolicyTemplate[] = lines.map(templateOf);

/** The template of that key or name, or whose name contains the text (“Gold”); null when none or several do. */
export function findTemplate(text: string): PolicyTemplate | null {
  const wanted = text.trim().toLowerCase();
  const exact = policyTemplates.find((one) => one.key === wanted || one.name.toLowerCase() === wanted);
  if (exact !== undefined) return exact;
  const found = policyTemplates.filter((one) => wanted !== '' && one.name.toLowerCase().includes(wanted));
  return found.length === 1 ? (found[0] ?? null) : null;
}

function templateOf({ first, resolution, percents, escalates = true, conditions = {}, description = '', ...rest }: Line): PolicyTemplate {
  return {
    ...rest,
    description,
    targets: { firstResponse: targetOf(first), nextReply: targetOf(first), resolution: targetOf(resolution) },
    warningPercent: percents[0],
    criticalPercent: percents[1],
    steps: [...(escalates ? escalatingSteps : tellingSteps)],
    conditions,
  };
}

/** One time for all priorities needs no overrides. */
function targetOf([general, urgent, high, medium, low]: FiveMinutes): NonNullable<StoredTargets['resolution']> {
  if ([urgent, high, medium, low].every((one) => one === general)) return { default: general };
  return { default: general, urgent, high, medium, low };
}
