import type { CalendarHours } from '../calendars/calendar.types.ts';

/** What a clock measures (`helpdesk.md` 2.2): creation to the first public human answer, first unanswered customer message to the next one, creation to resolved. */
export const metrics = ['firstResponse', 'nextReply', 'resolution'] as const;
export type Metric = (typeof metrics)[number];

/** Minutes of open time by priority and metric. A metric that is missing or null has no target. */
export type Targets = Record<string, Partial<Record<Metric, number | null>>>;
/** Statuses in which a metric's clock stands still. Nothing else pauses it. */
export type Pausing = Partial<Record<Metric, readonly string[]>>;

/** What a ticket is measured by from some instant on. `calendar` names an entry of the `CalendarBook`; percents are of the target. */
export type Terms = {
  ref: string;
  calendar: string;
  targets: Targets;
  pausing: Pausing;
  warningPercent: number | null;
  criticalPercent: number | null;
};

/** The hours of a calendar from an instant on (epoch ms; the first one counts from −Infinity). */
export type CalendarVersion = { ref: string; from: number; hours: CalendarHours };
/** Every calendar by name, its versions in order: each stretch of time uses the version in force then. */
export type CalendarBook = Record<string, readonly CalendarVersion[]>;

/**
 * One line of a ticket's history as the clocks see it; `at` is epoch ms and never goes back. `since` is the server's receipt of what was filed at `at`:
 * a clock that this event starts counts from there. `system` marks a raise by the system, which never shortens clocks that run.
 */
export type SlaEvent = { at: number; since?: number } & (
  | { type: 'created'; priority: string; status: string }
  | { type: 'customer_message' | 'public_reply' | 'auto_reply' | 'internal_note' }
  | { type: 'status'; status: string }
  | { type: 'priority'; priority: string; system?: boolean }
  | { type: 'terms'; terms: Terms | null }
  | { type: 'calendar'; calendar: string }
);

/** Open time that was counted: instants in epoch ms, half-open, and the calendar version it was open by. */
export type Stretch = { from: number; to: number; calendar: string };
/** Time in which the clock stood still; `to` is null while it lasts. `why` is the status. */
export type Pause = { from: number; to: number | null; why: string };
/** A target from an instant on. `due` is where the consumed time reached or will reach it (null while that is unknown: paused). */
export type TargetVersion = { version: number; from: number; minutes: number | null; priority: string; terms: string; due: number | null };
/** `due passed`: the consumed time reached the target. `target changed`: a change put the due time into the past, the breach is at the change. */
export type BreachReason = 'due passed' | 'target changed';
export type Breach = { at: number; reason: BreachReason; targetVersion: number };
export type Level = 'warning' | 'critical' | 'breach';
/** A level that was reached: once per clock and target version. `at` is when the consumed time reached it, never when somebody looked. */
export type Passed = { level: Level; at: number; targetVersion: number; reason: BreachReason };

/**
 * One clock: a cycle of a metric. `running` counts (also outside open hours), `paused` stands still, `met` ended on time or late, `stopped` ended without an
 * end of its own (ticket cancelled). `due` is null without a target and while paused short of it; of a clock that has ended it is when it would have been
 * due had it run on.
 */
export type Clock = {
  metric: Metric;
  /** 1, 2, … within the metric. */
  cycle: number;
  startedAt: number;
  state: 'running' | 'paused' | 'met' | 'stopped';
  targetMinutes: number | null;
  targetVersion: number;
  consumedMs: number;
  /** Length of all pauses on the instant timeline (up to `until` for one that lasts), whether or not the calendar was open. */
  pausedMs: number;
  due: number | null;
  metAt: number | null;
  isOverdue: boolean;
  breaches: Breach[];
  passed: Passed[];
  /** The next level a running clock will reach and when; null when there is none. */
  next: { level: Level; at: number } | null;
  targets: TargetVersion[];
  proof: Stretch[];
  pauses: Pause[];
};

/** Every clock of a ticket in the order they started, as of `until`. */
export type ClockReport = { clocks: Clock[]; until: number };
