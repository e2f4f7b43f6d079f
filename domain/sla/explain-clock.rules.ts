import type { Breach, Clock, Metric, Stretch, TargetVersion } from './sla.types.ts';
import { clockWords, dateWords, instantWords, lengthWords, spanWords } from './time-words.rules.ts';

/** Whose time the words are in, and when they are said. `calendarNames` gives names to the references of calendar versions. */
export type ExplainOptions = { timeZone: string; now: number; calendarNames?: Readonly<Record<string, string>> };

/** What each metric is called in texts for people. */
export const metricWords: Record<Metric, string> = { firstResponse: 'First response', nextReply: 'Next reply', resolution: 'Resolution' };

const minute = 60_000;

/**
 * Why a clock is due when it is, in plain lines: the answer, the target and what it was before, each day’s counted time with a running total, the pauses, and
 * what was missed or met. Everything comes from the clock’s own proof, so that the lines add up to what was decided.
 */
export function explainClock(clock: Clock, options: ExplainOptions): string[] {
  return [
    `${metricWords[clock.metric]}${clock.cycle > 1 ? ` ${clock.cycle}` : ''}: ${answerWords(clock, options)}`,
    `Started ${instantWords(clock.startedAt, options.timeZone)} (times in ${options.timeZone}).`,
    ...clock.targets.map((target, index) => targetWords(target, clock.targets[index + 1], options)),
    ...countedLines(clock, options),
    ...pauseLines(clock, options),
    ...clock.breaches.map((breach) => breachWords(breach, options)),
    ...endLines(clock, options),
  ];
}

function answerWords(clock: Clock, { timeZone, now }: ExplainOptions): string {
  if (clock.targetMinutes === null) return 'no target, so nothing is due.';
  const target = lengthWords(clock.targetMinutes * minute);
  if (clock.due === null)
    return clock.state === 'paused' ? `due ${target} of open time, paused now.` : 'the calendar has no open time ahead.';
  const late = clock.metAt === null && clock.isOverdue && clock.state !== 'stopped' ? `, overdue by ${lengthWords(now - clock.due)}` : '';
  return `due ${instantWords(clock.due, timeZone)}${late}. That is ${target} of open time after the start.`;
}

function targetWords(target: TargetVersion, next: TargetVersion | undefined, { timeZone }: ExplainOptions): string {
  const length = target.minutes === null ? 'no target' : lengthWords(target.minutes * minute);
  const due = target.due === null ? '' : `, due ${instantWords(target.due, timeZone)}`;
  const until = next === undefined ? '' : ` until ${instantWords(next.from, timeZone)}`;
  return `Target ${target.version}: ${length} for priority ${target.priority} from ${instantWords(target.from, timeZone)}${until}${due}.`;
}

function countedLines(clock: Clock, options: ExplainOptions): string[] {
  if (clock.proof.length === 0) return ['No open time has been counted yet.'];
  const whole = clock.targetMinutes === null ? '' : ` of ${lengthWords(clock.targetMinutes * minute)}`;
  let total = 0;
  return groupsOf(clock.proof, options).map((group) => {
    const [first] = group as [Stretch];
    const length = group.reduce((sum, { from, to }) => sum + to - from, 0);
    total += length;
    const spans = group.map(({ from, to }) => spanWords(from, to, options.timeZone)).join(', ');
    const calendar = options.calendarNames?.[first.calendar] ?? first.calendar;
    const counted = `counted ${lengthWords(length)} (calendar ${calendar}), ${lengthWords(total)}${whole} so far`;
    return `${dateWords(first.from, options.timeZone)} ${spans} ${counted}.`;
  });
}

/** Stretches that begin on the same day and were open by the same calendar. */
function groupsOf(proof: readonly Stretch[], { timeZone }: ExplainOptions): Stretch[][] {
  const groups: Stretch[][] = [];
  let key = '';
  for (const stretch of proof) {
    const itsKey = `${dateWords(stretch.from, timeZone)} ${stretch.calendar}`;
    if (itsKey === key) groups.at(-1)?.push(stretch);
    else groups.push([stretch]);
    key = itsKey;
  }
  return groups;
}

function pauseLines(clock: Clock, { timeZone, now }: ExplainOptions): string[] {
  const lines = clock.pauses.map(({ from, to, why }) => {
    if (to === null)
      return `Paused by status ${why} since ${instantWords(from, timeZone)}, ${lengthWords(Math.max(0, now - from))} so far.`;
    return `Paused by status ${why} ${dateWords(from, timeZone)} ${spanWords(from, to, timeZone)}, ${lengthWords(to - from)}.`;
  });
  return lines.length < 2 ? lines : [...lines, `Paused for ${lengthWords(clock.pausedMs)} altogether, inside and outside open hours.`];
}

function breachWords({ at, reason, targetVersion }: Breach, { timeZone }: ExplainOptions): string {
  const when = instantWords(at, timeZone);
  if (reason === 'due passed') return `Breached ${when}: target ${targetVersion} was used up.`;
  return `Breached ${when}: the change to target ${targetVersion} put the due time into the past.`;
}

function endLines(clock: Clock, { timeZone, now }: ExplainOptions): string[] {
  if (clock.state === 'stopped') return ['Stopped: the ticket is cancelled.'];
  if (clock.metAt !== null) return [`Met ${instantWords(clock.metAt, timeZone)}${marginWords(clock.metAt, clock.due, clock.isOverdue)}.`];
  if (clock.next === null) return [];
  const day = dateWords(clock.next.at, timeZone) === dateWords(now, timeZone) ? 'today' : dateWords(clock.next.at, timeZone);
  return [`Next: ${clock.next.level} ${day} at ${clockWords(clock.next.at, timeZone)}.`];
}

function marginWords(metAt: number, due: number | null, isOverdue: boolean): string {
  if (due === null) return '';
  if (metAt === due) return ', exactly in time';
  return isOverdue ? `, ${lengthWords(metAt - due)} late` : `, ${lengthWords(due - metAt)} before it was due`;
}
