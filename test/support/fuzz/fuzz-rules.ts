import type { CalendarHours } from '../../../domain/calendars/calendar.types.ts';
import { defaultPausing } from '../../../domain/sla/default-pausing.rules.ts';
import type { EscalationStep, StoredPausing, StoredTargets } from '../../../domain/sla/policy.types.ts';
import type { PolicyPromise } from '../../../domain/sla/rules-draft.types.ts';
import { pick, weekly } from '../sla/random-calendars.ts';

const day = 86_400_000;

/** Windows of time with a change of summer time in them. */
export const fuzzWindows = ['2026-03-10', '2026-10-12'].map((date) => Date.parse(`${date}T00:00:00Z`));
export const fuzzWindowDays = 90;

/** Hours a tenant may have: an office with holidays, nights, a lunch break elsewhere, always. A window has the same ones for everybody. */
export function fuzzHours(windowStart: number): CalendarHours[] {
  const date = (days: number): string => new Date(windowStart + days * day).toISOString().slice(0, 10);
  const lunch: [string, string][] = [
    ['09:00', '12:30'],
    ['13:30', '17:30'],
  ];
  return [
    weekly('Europe/London', '12345', [['09:00', '17:00']], [date(9), { date: date(14), open: [['10:00', '12:00']] }]),
    weekly('Europe/London', '0123456', [['22:00', '06:00']]),
    weekly('America/New_York', '12345', lunch, [date(16)]),
    weekly('UTC', '0123456', [['00:00', '24:00']]),
  ];
}

const pausings: StoredPausing[] = [
  defaultPausing,
  {
    firstResponse: ['resolved', 'closed', 'waiting_customer', 'excluded'],
    nextReply: ['resolved', 'closed', 'waiting_vendor'],
    resolution: ['waiting_customer', 'excluded', 'waiting_vendor', 'waiting_parts'],
  },
  { firstResponse: ['resolved', 'closed'], nextReply: ['resolved', 'closed', 'waiting_customer'], resolution: [] },
];

const ladders: EscalationStep[][] = [
  [],
  [
    { level: 'warning', afterMinutes: 0, act: 'notify', whom: [{ kind: 'assignee' }, { kind: 'watchers' }] },
    { level: 'breach', afterMinutes: 0, act: 'raise_priority', to: 'one_up' },
    { level: 'breach', afterMinutes: 45, act: 'reassign', to: { kind: 'escalation_person' }, onlyIfUnassigned: false },
  ],
  [
    { level: 'critical', afterMinutes: 0, act: 'raise_priority', to: 'urgent' },
    { level: 'critical', afterMinutes: 0, act: 'reassign', to: { kind: 'escalation_person' }, onlyIfUnassigned: true },
    { level: 'breach', metrics: ['resolution'], afterMinutes: 0, act: 'notify', whom: [{ kind: 'assignee' }] },
  ],
];

/** What a policy of a fuzz promises. */
export function randomPromise(random: () => number, calendarId: string, conditions: PolicyPromise['conditions'] = {}): PolicyPromise {
  const targets: StoredTargets = {
    firstResponse: { default: pick(random, [30, 60, 240, 480]), high: pick(random, [15, 60, 120]), urgent: pick(random, [1, 15, 30]) },
    nextReply: { default: pick(random, [null, 30, 120, 480]), urgent: 20 },
    resolution: { default: pick(random, [240, 960, 1440]), low: pick(random, [null, 2400]), urgent: pick(random, [120, 300]) },
  };
  return {
    calendarId,
    targets,
    pausing: pick(random, pausings),
    warningPercent: pick(random, [null, 50, 80]),
    criticalPercent: pick(random, [null, 95]),
    conditions,
    steps: pick(random, ladders),
  };
}
