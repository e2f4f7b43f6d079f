import type { HistoryEvent } from './history.types.ts';
import type { PolicyInForce, PolicySubject } from './policy-in-force.types.ts';
import { runClocks } from './run-clocks.rules.ts';
import { selectPolicy } from './select-policy.rules.ts';
import type { ClockReport, SlaEvent } from './sla.types.ts';
import type { SlaRules } from './sla-rules.types.ts';
import { termsOf } from './terms-of.rules.ts';

/** A policy version that is to be applied to a ticket from `effectiveAt` (epoch ms) on; a null policy ends what was promised. */
export type Applied = { policyId: string | null; version: number | null; name: string | null; effectiveAt: number; because: string };

/** `applied` is null when the ticket goes on under what it had. `policy` is what it is measured by now. */
export type ComputedClocks = { applied: Applied | null; policy: PolicyInForce | null; report: ClockReport };

/** Chooses the policy a ticket is measured by now and runs its clocks to `now` over its whole history. Pure: the same log and rules give the same clocks. */
export function computeClocks(events: readonly HistoryEvent[], rules: SlaRules, now: Date): ComputedClocks {
  const applied = newlyApplied(events, rules, now);
  const whole = applied === null ? events : insertApplied(events, applied);
  const last = whole.findLast((event) => event.type === 'applied');
  return { applied, policy: versionOf(last, rules), report: runClocks(slaEvents(whole, rules), rules.book, now.getTime()) };
}

/** The history as the engine reads it: the terms of each applied version in its place, before the creation when they held from the start. */
export function slaEvents(events: readonly HistoryEvent[], rules: Pick<SlaRules, 'versions'>): SlaEvent[] {
  const created = events.find((event) => event.type === 'created');
  const isFromStart = (event: HistoryEvent): boolean => event.type === 'applied' && event.at <= (created?.at ?? 0);
  return [...events.filter(isFromStart), ...events.filter((event) => !isFromStart(event))].flatMap((event): SlaEvent[] => {
    if (event.type === 'facts' || event.type === 'noticed') return [];
    if (event.type !== 'applied') return [event];
    const policy = versionOf(event, rules);
    return [{ at: event.at, type: 'terms', terms: policy === null ? null : termsOf(policy) }];
  });
}

function newlyApplied(events: readonly HistoryEvent[], rules: SlaRules, now: Date): Applied | null {
  const facts = lastFacts(events);
  if (facts === null) return null;
  const choice = selectPolicy(facts.facts, rules.contracts, rules.policies, rules.today);
  const { policy } = choice;
  const last = events.findLast((event) => event.type === 'applied');
  if ((last?.policyId ?? null) === (policy?.id ?? null) && (last?.version ?? null) === (policy?.version ?? null)) return null;
  const effectiveAt = Math.min(
    now.getTime(),
    Math.max(effectOf(events, policy, last ?? null, facts.at, now), firstFree(events, last ?? null, now)),
  );
  return {
    policyId: policy?.id ?? null,
    version: policy?.version ?? null,
    name: policy?.name ?? null,
    effectiveAt,
    because: choice.because,
  };
}

/** From the start for a ticket's first policy, from its effect for an edit, and else from the change of the ticket that asked for it. */
function effectOf(
  events: readonly HistoryEvent[],
  policy: PolicyInForce | null,
  last: Extract<HistoryEvent, { type: 'applied' }> | null,
  factsAt: number,
  now: Date,
): number {
  const edited = policy?.effectiveFrom.getTime() ?? Number.NEGATIVE_INFINITY;
  if (last === null) return Math.max(edited, events[0]?.at ?? now.getTime());
  if (policy !== null && last.policyId === policy.id) return Math.max(edited, last.at);
  if (factsAt > last.at) return Math.max(edited, factsAt);
  return edited > last.at ? edited : now.getTime();
}

/** What was decided before a policy was seen stays: a version that was saved meanwhile counts from the next millisecond on. */
function firstFree(events: readonly HistoryEvent[], last: Extract<HistoryEvent, { type: 'applied' }> | null, now: Date): number {
  const decided = last === null ? undefined : events.findLast((event) => event.at < now.getTime());
  return decided === undefined ? Number.NEGATIVE_INFINITY : decided.at + 1;
}

function insertApplied(events: readonly HistoryEvent[], applied: Applied): HistoryEvent[] {
  const { effectiveAt: at, policyId, version, because } = applied;
  const event: HistoryEvent = { at, type: 'applied', policyId, version, because };
  const later = events.findIndex((one) => one.at > at);
  return later < 0 ? [...events, event] : [...events.slice(0, later), event, ...events.slice(later)];
}

function lastFacts(events: readonly HistoryEvent[]): { at: number; facts: PolicySubject } | null {
  const found = events.findLast((event) => event.type === 'facts');
  return found === undefined ? null : { at: found.at, facts: found.facts };
}

function versionOf(event: Extract<HistoryEvent, { type: 'applied' }> | undefined, rules: Pick<SlaRules, 'versions'>): PolicyInForce | null {
  return event === undefined || event.policyId === null ? null : (rules.versions.get(`${event.policyId}:${event.version}`) ?? null);
}
