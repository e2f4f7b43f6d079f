import { localDate } from '../calendars/local-date.rules.ts';
import { slaEvents } from './compute-clocks.rules.ts';
import type { HistoryEvent, TicketHistory } from './history.types.ts';
import type { ContractLine, PolicyInForce } from './policy-in-force.types.ts';
import { runClocks } from './run-clocks.rules.ts';
import { selectPolicy } from './select-policy.rules.ts';
import { type CalendarBook, type Clock, type Metric, metrics, type SlaEvent } from './sla.types.ts';

/** The rules as they were: every policy version by `policyId:version`, and the calendars with all their versions. */
export type RulesAsTheyWere = { versions: ReadonlyMap<string, PolicyInForce>; book: CalendarBook };
/** Rules taken to have been in force all along; policies are chosen anew at every change of a ticket, by the tenant's local date there. */
export type RulesThroughout = {
  policies: readonly PolicyInForce[];
  contracts: readonly ContractLine[];
  book: CalendarBook;
  timeZone: string;
};

/** How a metric of a ticket went; instants in epoch ms. `due` is that of its last clock, null without a target and while paused. */
export type MetricOutcome = { breaches: number[]; due: number | null; metAt: number | null };
/** One metric of one ticket under both rules; null when nothing was measured. */
export type MetricComparison = { metric: Metric; before: MetricOutcome | null; after: MetricOutcome | null };
export type TicketComparison = { number: string; ticketId: TicketHistory['ticketId']; metrics: MetricComparison[] };
/** Tickets by what happened to a metric: `breached` are missed only under the new rules, `saved` only under the old ones. */
export type MetricSum = {
  metric: Metric;
  breached: number;
  saved: number;
  unchanged: number;
  breachedBefore: number;
  breachedAfter: number;
};
export type RulesComparison = { tickets: TicketComparison[]; sums: MetricSum[] };

/**
 * Replays every history under the rules as they were and under other rules throughout, up to `until` (epoch ms), and puts the outcomes side by side. Pure:
 * nothing of the past is changed by asking.
 */
export function compareRules(
  histories: readonly TicketHistory[],
  before: RulesAsTheyWere,
  after: RulesThroughout,
  until: number,
): RulesComparison {
  const tickets = histories.map(({ number, ticketId, events }): TicketComparison => {
    const was = runClocks(slaEvents(events, before), before.book, until).clocks;
    const would = runClocks(eventsThroughout(events, after), after.book, until).clocks;
    const compared = metrics.map((metric) => ({ metric, before: outcomeOf(was, metric), after: outcomeOf(would, metric) }));
    return { number, ticketId, metrics: compared.filter((one) => one.before !== null || one.after !== null) };
  });
  return { tickets, sums: metrics.map((metric) => sumOf(tickets, metric)) };
}

/** How a metric went over all its clocks; null when it had none. */
export function outcomeOf(clocks: readonly Clock[], metric: Metric): MetricOutcome | null {
  const own = clocks.filter((clock) => clock.metric === metric);
  const last = own.at(-1);
  if (last === undefined) return null;
  return { breaches: own.flatMap((clock) => clock.breaches.map((breach) => breach.at)), due: last.due, metAt: last.metAt };
}

/** True when a metric is missed under one of the rules only. */
export function isChanged({ before, after }: MetricComparison): boolean {
  return isBreached(before) !== isBreached(after);
}

/** True when the metric was missed at least once. */
export function isBreached(outcome: MetricOutcome | null): boolean {
  return outcome !== null && outcome.breaches.length > 0;
}

/** The history with what was applied taken out, and the choice that these rules make put in wherever the ticket changed. */
function eventsThroughout(events: readonly HistoryEvent[], rules: RulesThroughout): SlaEvent[] {
  const versions = new Map<string, PolicyInForce>();
  const whole: HistoryEvent[] = [];
  let applied: string | null = null;
  const facts = events.filter((event) => event.type !== 'applied' && event.type !== 'noticed');
  for (const [index, event] of facts.entries()) {
    whole.push(event);
    if (facts[index + 1]?.at === event.at) continue;
    const choice = choiceAt(facts.slice(0, index + 1), event.at, rules);
    const ref = choice.policy === null ? null : `${choice.policy.id}:${choice.policy.version}`;
    if (ref === applied) continue;
    applied = ref;
    if (ref !== null && choice.policy !== null) versions.set(ref, choice.policy);
    whole.push({
      at: event.at,
      type: 'applied',
      policyId: choice.policy?.id ?? null,
      version: choice.policy?.version ?? null,
      because: '',
    });
  }
  return slaEvents(whole, { versions });
}

function choiceAt(seen: readonly HistoryEvent[], at: number, rules: RulesThroughout): ReturnType<typeof selectPolicy> {
  const last = seen.findLast((event) => event.type === 'facts');
  if (last === undefined) return { policy: null, because: '' };
  return selectPolicy(last.facts, rules.contracts, rules.policies, localDate(new Date(at), rules.timeZone));
}

function sumOf(tickets: readonly TicketComparison[], metric: Metric): MetricSum {
  const all = tickets.flatMap((ticket) => ticket.metrics.filter((one) => one.metric === metric));
  const changed = all.filter(isChanged);
  const breached = changed.filter((one) => isBreached(one.after)).length;
  return {
    metric,
    breached,
    saved: changed.length - breached,
    unchanged: all.length - changed.length,
    breachedBefore: all.filter((one) => isBreached(one.before)).length,
    breachedAfter: all.filter((one) => isBreached(one.after)).length,
  };
}
