import { computeClocks, slaEvents } from '../../../domain/sla/compute-clocks.rules.ts';
import { runClocks } from '../../../domain/sla/run-clocks.rules.ts';
import type { Clock, ClockReport } from '../../../domain/sla/sla.types.ts';
import { secondCalculator } from '../sla/second-calculator.ts';
import { verdictOf } from '../sla/verdict-of.ts';
import type { EventRow } from './fold-log.ts';
import type { FuzzWorld } from './fuzz-world.ts';
import { opennessOf } from './openness-of.ts';
import type { AlertRow, ClockRow, TicketSnapshot } from './snapshot.ts';

/** A level that the timer is for is written down within this long of being reached. */
const promptMs = 2_000;
const over = ['closed', 'cancelled'];

/** The projections of a ticket's clocks are what its log gives at this instant, to the millisecond, by both calculators; each level is there once and was noticed at once. */
export function checkClocks(world: FuzzWorld, ticket: TicketSnapshot): string[] {
  const { number } = ticket.row;
  const now = world.clock.now;
  const events = slaEvents(ticket.history, ticket.rules);
  const fresh = runClocks(events, ticket.rules.book, now);
  const forgetting = (clock: Settled): Settled => (isHypothetical(clock, ticket) ? { ...clock, due: null } : clock);
  const faults = [
    ...compare('clocks', ticket.clocks.map(settledPart).map(forgetting), fresh.clocks.map(settledOf).map(forgetting)),
    ...ticket.clocks.flatMap((row) => countedFaults(row, runClocks(events, ticket.rules.book, new Date(row.computed_at).getTime()))),
    ...compare(
      'the second calculator',
      fresh.clocks.map(verdictOf),
      secondCalculator(events, opennessOf(world.windowStart, ticket.rules.book), now),
    ),
    ...compare('alerts', ticket.alerts.map(alertLine).sort(), fresh.clocks.flatMap(passedLines).sort()),
    ...ticket.alerts.flatMap((alert) => alertFaults(alert, ticket.events)),
    ...rowFaults(world, ticket, fresh),
  ];
  return faults.map((fault) => `${number}: ${fault}`);
}

type Settled = Record<string, string | number | boolean | null>;

/** What of a clock does not change while nothing happens. */
function settledPart(row: ClockRow): Settled {
  return {
    clock: `${row.metric} ${row.cycle}`,
    state: row.state,
    startedAt: iso(row.started_at),
    minutes: row.target_minutes,
    version: row.target_version,
    due: iso(row.due_at),
    metAt: iso(row.met_at),
    isOverdue: row.is_overdue,
    breachedAt: iso(row.breached_at),
  };
}

/** The due time that an ended clock would have had is reckoned with the calendars of the day it is reckoned on: hours that were changed since move it. */
function isHypothetical({ state, metAt }: Settled, { rules, clocks }: TicketSnapshot): boolean {
  if (state !== 'met' && state !== 'stopped') return false;
  const since = Math.min(
    ...clocks.map((row) => new Date(row.computed_at).getTime()),
    metAt === null ? Number.POSITIVE_INFINITY : Date.parse(String(metAt)),
  );
  return Object.values(rules.book).some((versions) => versions.some((version) => version.from > since));
}

function settledOf(clock: Clock): Settled {
  return {
    clock: `${clock.metric} ${clock.cycle}`,
    state: clock.state,
    startedAt: iso(clock.startedAt),
    minutes: clock.targetMinutes,
    version: clock.targetVersion,
    due: iso(clock.due),
    metAt: iso(clock.metAt),
    isOverdue: clock.isOverdue,
    breachedAt: iso(clock.breaches[0]?.at ?? null),
  };
}

/** Consumed and paused time go on: they are those of the instant the row was computed at. */
function countedFaults(row: ClockRow, then: ClockReport): string[] {
  const clock = then.clocks.find((one) => one.metric === row.metric && one.cycle === row.cycle);
  const [stored, right] = [`${row.consumed_ms}/${row.paused_ms}`, `${clock?.consumedMs}/${clock?.pausedMs}`];
  return stored === right ? [] : [`${row.metric} ${row.cycle} counted and paused ${stored} ms instead of ${right}`];
}

function passedLines(clock: Clock): string[] {
  return clock.passed.map(({ level, at, targetVersion, reason }) =>
    [clock.metric, clock.cycle, targetVersion, level, iso(at), reason].join(' '),
  );
}

function alertLine(alert: AlertRow): string {
  return [alert.metric, alert.cycle, alert.target_version, alert.level, iso(alert.at), alert.reason].join(' ');
}

const lineOf = { warning: 'sla_warning', critical: 'sla_critical', breach: 'sla_breached' } as Record<string, string>;

/** One line of the log for each level; late only where what made it known came late itself, in the very same unit. */
function alertFaults(alert: AlertRow, events: readonly EventRow[]): string[] {
  const lines = events.filter((event) => event.type === lineOf[alert.level] && event.data.alertId === alert.id);
  const faults =
    lines.length === 1 && lines[0]?.data.at === iso(alert.at) ? [] : [`${alertLine(alert)} is ${lines.length} times in the log`];
  const detectedAt = new Date(alert.detected_at).getTime();
  const lateMs = detectedAt - new Date(alert.at).getTime();
  const cause = events.some(
    (event) => Math.abs(event.at - detectedAt) < promptMs && !event.type.startsWith('sla_') && !event.type.startsWith('snooze'),
  );
  const applied = events.some((event) => Math.abs(event.at - detectedAt) < promptMs && event.type === 'sla_applied');
  if (lateMs <= promptMs || cause || applied) return faults;
  return [...faults, `${alertLine(alert)} was noticed ${Math.round(lateMs / 1000)} s late, at ${iso(detectedAt)}`];
}

/** What the ticket's own row shows of its clocks, what its workflow waits for, and that the policy that should apply does. */
function rowFaults(world: FuzzWorld, { row, events, history, rules }: TicketSnapshot, fresh: ClockReport): string[] {
  const running = fresh.clocks.filter((clock) => clock.state === 'running' && clock.due !== null).map((clock) => clock.due as number);
  const nextDue = running.length === 0 ? null : Math.min(...running);
  const timer = world.timers.dueOf(row.id);
  const faults = compare('next due', [iso(row.next_due_at)], [iso(nextDue)]);
  // A ticket that was only opened is looked at early, and only then says when it is due next.
  const isJustOpened = events.every((event) => event.at === events[0]?.at);
  if (iso(row.clock_at) !== iso(timer) && !isJustOpened)
    faults.push(`its workflow waits for ${iso(timer)}, its row says ${iso(row.clock_at)}`);
  const isOver = over.includes(row.status);
  const levels = fresh.clocks.flatMap((clock) => (clock.next === null ? [] : [clock.next.at]));
  if (!isOver && levels.length > 0 && Math.min(...levels) < (timer ?? Number.POSITIVE_INFINITY))
    faults.push(`a level is due at ${iso(Math.min(...levels))}, its workflow waits for ${iso(timer)}`);
  const { applied } = computeClocks(history, rules, new Date(world.clock.now));
  if (!isOver && applied !== null) faults.push(`policy ${applied.name} version ${applied.version} should apply and does not`);
  return faults;
}

function compare(what: string, stored: readonly unknown[], right: readonly unknown[]): string[] {
  const line = (all: readonly unknown[]): string[] => all.map((one) => JSON.stringify(one)).sort();
  const [there, wanted] = [line(stored), line(right)];
  const wrong = there.filter((one) => !wanted.includes(one));
  const missing = wanted.filter((one) => !there.includes(one));
  if (wrong.length + missing.length === 0 && there.length === wanted.length) return [];
  return [`${what} differ\n      there: ${wrong.join('\n             ')}\n      right: ${missing.join('\n             ')}`];
}

function iso(at: Date | string | number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
