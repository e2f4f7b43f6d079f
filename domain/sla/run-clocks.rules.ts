import { AppError } from '../errors.ts';
import { versionsOf } from './book-time.rules.ts';
import { changeTarget, meetClock, moveStatus, settle } from './clock-moves.rules.ts';
import { clockReport } from './clock-report.rules.ts';
import { countTo, type LiveClock, type Situation, startClock } from './live-clock.rules.ts';
import type { CalendarBook, ClockReport, SlaEvent, Terms } from './sla.types.ts';

/** A history while it is walked: what held when, the clocks so far, and the situation that the events of one instant are building. */
type Walk = { book: CalendarBook; situations: Situation[]; clocks: LiveClock[]; draft: Situation };

/**
 * Walks a ticket's history and says how its clocks stand at `until` (epoch ms, inclusive; later events are not seen). Pure: the same history always gives the
 * same report, so that replaying a copy under other terms shows what would have been.
 *
 * All events of an instant are applied before what is reached at that instant is decided: an answer at the due time is on time, a pause then is too late. A
 * clock counts open time only (`domain/calendars`), not in the statuses that the terms pause it in, nor while it has ended. Throws `invalid_input` for a
 * calendar that the book lacks or that is malformed, and when `at` goes back.
 */
export function runClocks(history: readonly SlaEvent[], book: CalendarBook, until: number): ClockReport {
  const seen = history.filter((event) => event.at <= until);
  const beginning = { from: Number.NEGATIVE_INFINITY, status: '', priority: '', terms: null, calendar: firstCalendar(seen) };
  const walk: Walk = { book, situations: [beginning], clocks: [], draft: beginning };
  for (let index = 0; index < seen.length; ) {
    const at = (seen[index] as SlaEvent).at;
    const group = seen.slice(index, endOfGroup(seen, index));
    workInstant(walk, group, at);
    index += group.length;
  }
  workInstant(walk, [], until);
  return clockReport(walk.clocks, walk.draft, book, until);
}

// Time before the first terms counts by their calendar: an SLA that comes late keeps the start of the clocks.
function firstCalendar(seen: readonly SlaEvent[]): string | null {
  for (const event of seen) {
    if (event.type === 'calendar') return event.calendar;
    if (event.type === 'terms' && event.terms !== null) return event.terms.calendar;
  }
  return null;
}

function endOfGroup(seen: readonly SlaEvent[], start: number): number {
  const at = seen[start]?.at ?? 0;
  let end = start + 1;
  while (seen[end]?.at === at) end += 1;
  if ((seen[end]?.at ?? at) < at) throw goesBack();
  return end;
}

function workInstant(walk: Walk, events: readonly SlaEvent[], at: number): void {
  for (const clock of walk.clocks) if (clock.ended === null) countTo(clock, walk.situations, walk.book, at);
  const before = walk.draft;
  for (const event of events) applyEvent(walk, event, before);
  if (walk.draft !== before) walk.situations.push(walk.draft);
  for (const clock of walk.clocks) {
    if (clock.isFresh) countTo(clock, walk.situations, walk.book, at);
    settle(clock, walk.draft, at);
  }
}

function applyEvent(walk: Walk, event: SlaEvent, before: Situation): void {
  const { at } = event;
  if (event.type === 'created') applyCreated(walk, event, before);
  else if (event.type === 'customer_message') startNextReply(walk, Math.min(event.since ?? at, at), at, before);
  else if (event.type === 'public_reply') applyReply(walk, at);
  else if (event.type === 'status') applyStatus(walk, event.status, at, before);
  else if (event.type === 'priority') applyPriority(walk, event, before);
  else if (event.type === 'terms') applyTerms(walk, event.terms, at, before);
  else if (event.type === 'calendar') applyCalendar(walk, event.calendar, at);
  // An automatic reply and an internal note answer nobody.
}

function applyReply(walk: Walk, at: number): void {
  for (const clock of walk.clocks) if (clock.metric !== 'resolution') meetClock(clock, at);
}

function applyPriority(walk: Walk, event: Extract<SlaEvent, { type: 'priority' }>, before: Situation): void {
  walk.draft = { ...walk.draft, from: event.at, priority: event.priority };
  if (event.system !== true) changeTargets(walk, event.at, before);
}

function applyTerms(walk: Walk, terms: Terms | null, at: number, before: Situation): void {
  if (terms !== null) versionsOf(walk.book, terms.calendar);
  walk.draft = { ...walk.draft, from: at, terms, calendar: terms?.calendar ?? walk.draft.calendar };
  changeTargets(walk, at, before);
}

function applyCalendar(walk: Walk, calendar: string, at: number): void {
  versionsOf(walk.book, calendar);
  walk.draft = { ...walk.draft, from: at, calendar };
}

function applyCreated(walk: Walk, event: Extract<SlaEvent, { type: 'created' }>, before: Situation): void {
  const { at, priority, status } = event;
  if (walk.clocks.some((clock) => clock.metric === 'resolution')) return;
  walk.draft = { ...walk.draft, from: at, priority, status };
  const since = Math.min(event.since ?? at, at);
  const started = (['firstResponse', 'resolution'] as const).map((metric) => startClock(metric, 1, since, walk.draft));
  walk.clocks.push(...started);
  for (const clock of started) moveStatus(clock, walk.draft, at, before, walk.book);
}

/** Messages after the first unanswered one add nothing. */
function startNextReply(walk: Walk, since: number, at: number, before: Situation): void {
  const cycles = walk.clocks.filter((clock) => clock.metric === 'nextReply');
  if (cycles.some((clock) => clock.ended !== 'met')) return;
  const clock = startClock('nextReply', cycles.length + 1, since, walk.draft);
  walk.clocks.push(clock);
  moveStatus(clock, walk.draft, at, before, walk.book);
}

function applyStatus(walk: Walk, status: string, at: number, before: Situation): void {
  if (status === walk.draft.status) return;
  walk.draft = { ...walk.draft, from: at, status };
  for (const clock of walk.clocks) moveStatus(clock, walk.draft, at, before, walk.book);
}

function changeTargets(walk: Walk, at: number, before: Situation): void {
  for (const clock of walk.clocks) if (clock.ended === null || clock.isFresh) changeTarget(clock, walk.draft, at, before, walk.book);
}

function goesBack(): AppError {
  return new AppError('invalid_input', {
    message: 'the events of a history go back in time',
    userMessage: 'The events of a ticket’s history must be in the order of their times.',
  });
}
