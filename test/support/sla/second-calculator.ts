import type { BreachReason, Level, Metric, SlaEvent, Terms } from '../../../domain/sla/sla.types.ts';

// A second way to the clocks, sharing no code with domain/sla: each clock by itself is walked through its life minute by minute with the wall-clock tables
// saying what is open. It knows from the start which event answers it, and looks ahead for the target it begins with.

const minute = 60_000;

/** The open time of a calendar in [from, to), cut into minutes and where the calendar has another version. */
export type Openness = { minutes(calendar: string, from: number, to: number): Iterable<OpenMinute> };
/** A minute that is open, or the part of it that was asked for. */
export type OpenMinute = { at: number; length: number };

/** What both calculators must agree on, in one shape. */
export type Verdict = {
  clock: string;
  state: string;
  due: number | null;
  metAt: number | null;
  isOverdue: boolean;
  consumedMs: number;
  pausedMs: number;
  breaches: string[];
  passed: string[];
  next: string | null;
};

type World = { status: string; priority: string; terms: Terms | null; calendar: string | null };
type Birth = { metric: Metric; cycle: number; since: number; at: number; event: number; answer: number | null };
type Goal = { minutes: number | null; marks: { level: Level; ms: number }[] };

/** How every clock of a history stands at `until`. */
export function secondCalculator(history: readonly SlaEvent[], openness: Openness, until: number): Verdict[] {
  const events = history.filter((event) => event.at <= until);
  return births(events).map((birth) => new Life(events, birth, openness, until).verdict());
}

function births(events: readonly SlaEvent[]): Birth[] {
  const found: Birth[] = [];
  const start = (metric: Metric, event: number): void => {
    const { at, since = at } = events[event] as SlaEvent;
    const reply = events.findIndex((other, index) => index > event && other.type === 'public_reply');
    const cycle = found.filter((one) => one.metric === metric).length + 1;
    found.push({ metric, cycle, since, at, event, answer: metric === 'resolution' || reply === -1 ? null : reply });
  };
  let isWaiting = false;
  for (const [index, { type }] of events.entries()) {
    if (type === 'created') for (const metric of ['firstResponse', 'resolution'] as const) start(metric, index);
    if (type === 'customer_message' && !isWaiting) start('nextReply', index);
    if (type === 'customer_message') isWaiting = true;
    if (type === 'public_reply') isWaiting = false;
  }
  return found;
}

class Life {
  private readonly events: readonly SlaEvent[];
  private readonly birth: Birth;
  private readonly openness: Openness;
  private readonly until: number;
  private world: World = { status: '', priority: '', terms: null, calendar: null };
  private goal: Goal;
  private version = 1;
  private versionAt: number | null = null;
  private consumed = 0;
  private reached = 0;
  private paused = 0;
  private sinceEnd = 0;
  private end: 'no' | 'met' | 'stopped' = 'no';
  private endedAt = 0;
  private endCalendar: string | null = null;
  private metAt: number | null = null;
  private isAnswered = false;
  private isOverdue = false;
  private hasNewGoal = false;
  private breaches: string[] = [];
  private passed: string[] = [];
  private counted: OpenMinute[] = [];

  constructor(events: readonly SlaEvent[], birth: Birth, openness: Openness, until: number) {
    this.events = events;
    this.birth = birth;
    this.openness = openness;
    this.until = until;
    this.world.calendar = firstNamed(events);
    this.goal = this.firstGoal();
    this.live();
  }

  verdict(): Verdict {
    const { metric, cycle } = this.birth;
    const isPaused = this.end === 'no' && this.isPausedNow();
    const mark = this.end === 'no' && !isPaused ? this.goal.marks[this.reached] : undefined;
    const nextAt = mark === undefined ? null : this.walkAhead(this.world.calendar, this.until, mark.ms - this.consumed);
    return {
      clock: `${metric} ${cycle}`,
      state: this.end === 'no' ? (isPaused ? 'paused' : 'running') : this.end,
      due: this.due(isPaused),
      metAt: this.metAt,
      isOverdue: this.isOverdue,
      consumedMs: this.consumed,
      pausedMs: this.paused,
      breaches: this.breaches,
      passed: this.passed,
      next: mark === undefined || nextAt === null ? null : `${mark.level} ${nextAt}`,
    };
  }

  private due(isPaused: boolean): number | null {
    const target = this.goal.marks.at(-1)?.ms;
    if (target === undefined) return null;
    if (this.consumed >= target) return this.whenConsumed(target);
    if (this.end !== 'no') return this.walkAhead(this.endCalendar, this.endedAt, target - this.consumed);
    return isPaused ? null : this.walkAhead(this.world.calendar, this.until, target - this.consumed);
  }

  private live(): void {
    let clock = this.birth.since;
    let index = 0;
    const moments = [...new Set([...this.events.map((event) => event.at), this.until])];
    for (const moment of moments) {
      if (moment > this.birth.since) this.pass(Math.max(clock, this.birth.since), moment);
      clock = moment;
      for (; this.events[index]?.at === moment; index += 1) this.meet(index);
      if (moment >= this.birth.at || moment > this.birth.since) this.decide(moment);
    }
  }

  /** Lets the time from one moment to the next go by. */
  private pass(from: number, to: number): void {
    // Nothing to wait for: used up at the start, even if the event that started it was filed later.
    if (this.goal.marks[0]?.ms === 0 && from === this.birth.since && to <= this.birth.at) this.mark(from, 'due passed');
    if (this.end !== 'no') this.sinceEnd += to - from;
    else if (this.isPausedNow()) this.paused += to - from;
    else this.countMinutes(from, to);
  }

  private countMinutes(from: number, to: number): void {
    if (this.world.calendar === null) return;
    for (const tick of this.openness.minutes(this.world.calendar, from, to)) {
      for (let mark = this.goal.marks[this.reached]; mark !== undefined; mark = this.goal.marks[this.reached]) {
        const at = tick.at + mark.ms - this.consumed;
        if (at > tick.at + tick.length || at >= to) break;
        this.mark(at, 'due passed');
      }
      this.consumed += tick.length;
      this.counted.push(tick);
    }
  }

  private walkAhead(calendar: string | null, from: number, left: number): number | null {
    if (calendar === null) return null;
    for (const { at, length } of this.openness.minutes(calendar, from, Number.POSITIVE_INFINITY)) {
      if (length >= left) return at + left;
      left -= length;
    }
    return null;
  }

  private whenConsumed(target: number): number {
    let sum = 0;
    for (const { at, length } of this.counted) {
      if (sum + length >= target && target > 0) return at + target - sum;
      sum += length;
    }
    return this.birth.since;
  }

  private meet(index: number): void {
    const event = this.events[index] as SlaEvent;
    const before = this.world;
    this.world = worldAfter(before, event);
    if (index < this.birth.event) return;
    if (index === this.birth.event) this.enter('', this.world.status, event.at);
    else if (index === this.birth.answer) this.answer(event.at);
    else if (event.type === 'status' && !this.isAnswered) this.enter(before.status, event.status, event.at);
    else if ((event.type === 'priority' && event.system !== true) || event.type === 'terms') this.retarget(event.at);
  }

  private answer(at: number): void {
    if (this.end === 'stopped') this.paused += this.sinceEnd;
    this.isAnswered = true;
    this.finish('met', at);
    this.metAt = at;
  }

  private enter(old: string, status: string, at: number): void {
    const [was, is] = [this.endingOf(old), this.endingOf(status)];
    if (this.end === 'no' && is !== null) this.finish(is, at);
    else if (this.end !== 'no' && is === null) {
      this.paused += this.sinceEnd;
      this.end = 'no';
      this.metAt = null;
      this.retarget(at);
    } else if (was === 'stopped' && is === 'met' && this.end === 'stopped') {
      this.paused += this.sinceEnd;
      this.finish('met', at);
    }
    if (this.end === 'met') this.metAt ??= at;
  }

  private finish(how: 'met' | 'stopped', at: number): void {
    this.end = how;
    this.endedAt = at;
    this.sinceEnd = 0;
  }

  private endingOf(status: string): 'met' | 'stopped' | null {
    if (status === 'cancelled') return 'stopped';
    return this.birth.metric === 'resolution' && /^(resolved|solved|closed)$/.test(status) ? 'met' : null;
  }

  private retarget(at: number): void {
    if (this.end !== 'no' || at === this.birth.at) return;
    const goal = goalOf(this.world, this.birth.metric);
    if (JSON.stringify(goal.marks) === JSON.stringify(this.goal.marks)) return;
    this.goal = goal;
    if (this.versionAt !== at || !this.hasNewGoal) this.version += 1;
    this.versionAt = at;
    this.hasNewGoal = true;
    this.reached = 0;
  }

  private decide(at: number): void {
    if (this.end !== 'no') {
      if (this.endedAt === at) this.endCalendar = this.world.calendar;
      if (this.hasNewGoal) this.isOverdue &&= this.isUsedUp();
      return;
    }
    if (this.hasNewGoal) this.decideNewGoal(at);
    while ((this.goal.marks[this.reached]?.ms ?? Number.POSITIVE_INFINITY) <= this.consumed) this.mark(at, 'due passed');
  }

  private decideNewGoal(at: number): void {
    const behind = this.goal.marks.filter(({ ms }) => ms <= this.consumed).length;
    const wasOverdue = this.isOverdue;
    this.hasNewGoal = false;
    this.isOverdue = this.isUsedUp();
    this.reached = behind;
    if (behind === 0 || (wasOverdue && this.isOverdue)) return;
    this.reached = behind - 1;
    this.mark(at, 'target changed');
  }

  private isUsedUp(): boolean {
    return (this.goal.marks.at(-1)?.ms ?? Number.POSITIVE_INFINITY) <= this.consumed;
  }

  private mark(at: number, reason: BreachReason): void {
    const level = this.goal.marks[this.reached]?.level;
    this.reached += 1;
    this.passed.push(`${level} ${at} ${reason} ${this.version}`);
    if (level !== 'breach') return;
    this.isOverdue = true;
    this.breaches.push(`${at} ${reason} ${this.version}`);
  }

  private isPausedNow(): boolean {
    return this.world.terms?.pausing[this.birth.metric]?.includes(this.world.status) === true;
  }

  /** The target that holds when everything of the moment of birth is said, but for raises by the system after it. */
  private firstGoal(): Goal {
    let world = this.world;
    let goal = goalOf(world, this.birth.metric);
    for (const [index, event] of this.events.entries()) {
      if (event.at > this.birth.at) break;
      world = worldAfter(world, event);
      const counts = index <= this.birth.event || event.type === 'terms' || (event.type === 'priority' && event.system !== true);
      if (counts) goal = goalOf(world, this.birth.metric);
    }
    return goal;
  }
}

function worldAfter(world: World, event: SlaEvent): World {
  if (event.type === 'created') return { ...world, status: event.status, priority: event.priority };
  if (event.type === 'status') return { ...world, status: event.status };
  if (event.type === 'priority') return { ...world, priority: event.priority };
  if (event.type === 'calendar') return { ...world, calendar: event.calendar };
  if (event.type === 'terms') return { ...world, terms: event.terms, calendar: event.terms?.calendar ?? world.calendar };
  return world;
}

function goalOf({ terms, priority }: World, metric: Metric): Goal {
  const minutes = terms?.targets[priority]?.[metric] ?? null;
  if (terms === null || minutes === null) return { minutes, marks: [] };
  const percents: [Level, number | null][] = [
    ['warning', terms.warningPercent],
    ['critical', terms.criticalPercent],
  ];
  const early = percents.flatMap(([level, percent]) =>
    percent === null || percent >= 100 || minutes === 0 ? [] : [{ level, ms: minutes * 600 * percent }],
  );
  return { minutes, marks: [...early, { level: 'breach', ms: minutes * minute }] };
}

function firstNamed(events: readonly SlaEvent[]): string | null {
  const first = events.find((event) => event.type === 'calendar' || (event.type === 'terms' && event.terms !== null));
  if (first?.type === 'calendar') return first.calendar;
  return first?.type === 'terms' ? (first.terms?.calendar ?? null) : null;
}
