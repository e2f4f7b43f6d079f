import { earliest } from '../earliest.rules.ts';
import type { TicketId } from '../ids.types.ts';
import type { SqlPart, UnitFacts } from '../tenancy/sql-part.rules.ts';
import { type ClockSummary, clockPart, summarise } from './clock-rows.rules.ts';
import { type Applied, computeClocks } from './compute-clocks.rules.ts';
import type { HistoryEvent } from './history.types.ts';
import type { PolicySubject } from './policy-in-force.types.ts';
import type { SlaRules } from './sla-rules.types.ts';

/** What a ticket is opened with: the policy that applies, its clocks' rows, and what its own row shows of them. */
export type OpeningClocks = { applied: Applied | null; parts: SqlPart[]; summary: ClockSummary };

/**
 * The clocks of a ticket that is opened in this unit, without reading anything of it: it has no history but its opening. Levels that it has reached already,
 * because the mail waited long to be filed, are written by its workflow, which then looks at once.
 */
export function openingClocks(
  unit: UnitFacts,
  ticketId: TicketId,
  opening: { subject: PolicySubject; receivedAt: Date | undefined },
  rules: SlaRules,
): OpeningClocks {
  const at = unit.now.getTime();
  const since = Math.min(at, opening.receivedAt?.getTime() ?? at);
  const events: HistoryEvent[] = [
    { at, type: 'facts', facts: opening.subject },
    { at, since, type: 'created', priority: opening.subject.priority, status: 'open' },
  ];
  const computed = computeClocks(events, rules, unit.now);
  if (computed.policy === null)
    return { applied: computed.applied, parts: [], summary: { nextDueAt: null, breached: false, nextLevelAt: rules.nextChangeAt } };
  const summary = summarise(computed.report.clocks);
  const isLate = computed.report.clocks.some((clock) => clock.passed.length > 0);
  return {
    applied: computed.applied,
    parts: [clockPart(unit, ticketId, computed)],
    summary: { ...summary, nextLevelAt: isLate ? unit.now : earliest([summary.nextLevelAt, rules.nextChangeAt]) },
  };
}
