import { earliest } from '../earliest.rules.ts';
import { newId, type TicketId } from '../ids.types.ts';
import { insertPart, type SqlPart, type UnitFacts } from '../tenancy/sql-part.rules.ts';
import type { ComputedClocks } from './compute-clocks.rules.ts';
import type { Clock, Passed } from './sla.types.ts';

/** What of a ticket's clocks its own row shows: the earliest due time that is still counted down to, and whether any promise was broken. */
export type ClockSummary = { nextDueAt: Date | null; breached: boolean; nextLevelAt: Date | null };

/** Earliest due time of the clocks that run, whether any was ever breached, and the next instant at which one reaches a level. */
export function summarise(clocks: readonly Clock[]): ClockSummary {
  const running = clocks.filter((clock) => clock.state === 'running');
  return {
    nextDueAt: earliest(running.map((clock) => clock.due)),
    breached: clocks.some((clock) => clock.breaches.length > 0),
    nextLevelAt: earliest(running.map((clock) => clock.next?.at ?? null)),
  };
}

/** The clocks of a ticket as rows of the projection; one that is there already is brought up to date. */
export function clockPart(unit: UnitFacts, ticketId: TicketId, { report, policy }: ComputedClocks): SqlPart {
  const rows = report.clocks.map((clock) => clockRow(clock));
  return {
    sql: `insert into sla_clocks as c (tenant_id, ticket_id, metric, cycle, policy_id, policy_version, priority, state, started_at, target_minutes, target_version,
        consumed_ms, paused_ms, due_at, met_at, is_overdue, breached_at, proof, computed_at)
      select ?, ?, metric, cycle, ?, ?, priority, state, started_at, target_minutes, target_version, consumed_ms, paused_ms, due_at, met_at, is_overdue, breached_at,
        proof, ? from jsonb_to_recordset(?::jsonb) as r(metric text, cycle integer, priority text, state text, started_at timestamptz, target_minutes integer,
        target_version integer, consumed_ms bigint, paused_ms bigint, due_at timestamptz, met_at timestamptz, is_overdue boolean, breached_at timestamptz, proof jsonb)
      on conflict (tenant_id, ticket_id, metric, cycle) do update set policy_id = case when c.state = 'met' and excluded.state = 'met' then c.policy_id else excluded.policy_id end,
        policy_version = case when c.state = 'met' and excluded.state = 'met' then c.policy_version else excluded.policy_version end,
        priority = excluded.priority, state = excluded.state, started_at = excluded.started_at, target_minutes = excluded.target_minutes,
        target_version = excluded.target_version, consumed_ms = excluded.consumed_ms, paused_ms = excluded.paused_ms, due_at = excluded.due_at,
        met_at = excluded.met_at, is_overdue = excluded.is_overdue, breached_at = coalesce(c.breached_at, excluded.breached_at), proof = excluded.proof,
        computed_at = excluded.computed_at`,
    params: [unit.tenantId, ticketId, policy?.id ?? null, policy?.version ?? null, unit.now, JSON.stringify(rows)],
  };
}

/** The levels a ticket's clocks have reached. A level that was written down before is not written again: `returning` gives the new ones. */
export function alertPart(unit: UnitFacts, ticketId: TicketId, { report, policy }: ComputedClocks): SqlPart {
  const rows = report.clocks.flatMap((clock) => clock.passed.map((passed) => alertRow(clock, passed)));
  return {
    sql: `insert into sla_alerts (tenant_id, id, ticket_id, metric, cycle, target_version, level, at, detected_at, reason, policy_id)
      select ?, id, ?, metric, cycle, target_version, level, at, ?, reason, ? from jsonb_to_recordset(?::jsonb)
        as r(id uuid, metric text, cycle integer, target_version integer, level text, at timestamptz, reason text)
      on conflict (tenant_id, ticket_id, metric, cycle, target_version, level) do nothing
      returning id, metric, cycle, target_version as "targetVersion", level, at, reason`,
    params: [unit.tenantId, ticketId, unit.now, policy?.id ?? null, JSON.stringify(rows)],
  };
}

/** A step of the policy that an alert set off. */
export function escalationPart(
  unit: UnitFacts,
  ticketId: TicketId,
  { alertId, policyVersion, step, dueAt }: { alertId: string; policyVersion: number; step: number; dueAt: Date },
): SqlPart {
  return insertPart('sla_escalations', {
    tenant_id: unit.tenantId,
    id: newId<string>(),
    alert_id: alertId,
    ticket_id: ticketId,
    policy_version: policyVersion,
    step,
    due_at: dueAt,
  });
}

function clockRow(clock: Clock): Record<string, unknown> {
  const target = clock.targets.at(-1);
  return {
    metric: clock.metric,
    cycle: clock.cycle,
    priority: target?.priority ?? '',
    state: clock.state,
    started_at: iso(clock.startedAt),
    target_minutes: clock.targetMinutes,
    target_version: clock.targetVersion,
    consumed_ms: clock.consumedMs,
    paused_ms: clock.pausedMs,
    due_at: iso(clock.due),
    met_at: iso(clock.metAt),
    is_overdue: clock.isOverdue,
    breached_at: iso(clock.breaches[0]?.at ?? null),
    proof: { proof: clock.proof, pauses: clock.pauses, targets: clock.targets, breaches: clock.breaches, passed: clock.passed },
  };
}

function alertRow(clock: Clock, passed: Passed): Record<string, unknown> {
  return {
    id: newId<string>(),
    metric: clock.metric,
    cycle: clock.cycle,
    target_version: passed.targetVersion,
    level: passed.level,
    at: iso(passed.at),
    reason: passed.reason,
  };
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
