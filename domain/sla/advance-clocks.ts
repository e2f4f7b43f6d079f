import { earliest } from '../earliest.rules.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { writeTogether } from '../tenancy/write-together.ts';
import { recordEvent } from '../tickets/record-event.ts';
import type { TicketEventType } from '../tickets/tickets.types.ts';
import { appliedData } from './applied-data.rules.ts';
import { alertPart, clockPart, escalationPart, summarise } from './clock-rows.rules.ts';
import { type Applied, type ComputedClocks, computeClocks } from './compute-clocks.rules.ts';
import type { HistoryEvent } from './history.types.ts';
import { loadHistory } from './load-history.ts';
import { loadSlaRules } from './load-sla-rules.ts';
import type { Level, Metric } from './sla.types.ts';

type NewAlert = { id: string; metric: Metric; cycle: number; targetVersion: number; level: Level; at: Date; reason: string };

const eventOf: Record<Level, TicketEventType> = { warning: 'sla_warning', critical: 'sla_critical', breach: 'sla_breached' };

/**
 * Brings a ticket's clocks up to the unit's instant, or that of its last change if that is later, in the commit of what changed it: replays its log, writes the
 * projection with its proof, and writes each level that was reached exactly once, under the instant it was reached however late that is noticed (`helpdesk.md`
 * 2.2 rules 8 to 11). What a policy wants done about it is left as steps for the ticket's workflow. The caller holds the ticket's row. Returns the next instant at
 * which a clock reaches a level.
 */
export async function advanceClocks(uow: TenantUnitOfWork, ticketId: TicketId): Promise<{ nextLevelAt: Date | null }> {
  const history = await loadHistory(uow, ticketId);
  const subject = history?.events.findLast((event) => event.type === 'facts')?.facts;
  if (history === null || subject === undefined) return { nextLevelAt: null };
  const unit = { ...uow, now: latestOf(uow.now, history.events) };
  const rules = await loadSlaRules(unit, subject);
  const computed = computeClocks(history.events, rules, unit.now);
  if (computed.applied !== null) await recordApplied(unit, ticketId, computed.applied);
  if (computed.policy === null && !history.events.some((event) => event.type === 'applied')) return { nextLevelAt: rules.nextChangeAt };
  await writeClocks(unit, ticketId, computed);
  return { nextLevelAt: earliest([summarise(computed.report.clocks).nextLevelAt, rules.nextChangeAt]) };
}

/** A unit that waited for the ticket is older than the change it waited for: the clocks must see that one and its own. */
function latestOf(now: Date, events: readonly HistoryEvent[]): Date {
  return new Date(Math.max(now.getTime(), events.at(-1)?.at ?? 0));
}

async function recordApplied(uow: TenantUnitOfWork, ticketId: TicketId, applied: Applied): Promise<void> {
  await recordEvent(uow, ticketId, 'sla_applied', appliedData(applied));
}

async function writeClocks(uow: TenantUnitOfWork, ticketId: TicketId, computed: ComputedClocks): Promise<void> {
  const clocks = clockPart(uow, ticketId, computed);
  await sqlRun(uow, clocks.sql, clocks.params);
  const { nextDueAt, breached } = summarise(computed.report.clocks);
  await sqlRun(uow, 'update tickets set next_due_at = ?, breached = breached or ? where id = ?', [nextDueAt, breached, ticketId]);
  if (computed.report.clocks.every((clock) => clock.passed.length === 0)) return;
  const alerts = alertPart(uow, ticketId, computed);
  for (const alert of await sqlRows<NewAlert>(uow, alerts.sql, alerts.params)) await recordAlert(uow, ticketId, alert, computed);
}

async function recordAlert(uow: TenantUnitOfWork, ticketId: TicketId, alert: NewAlert, { policy }: ComputedClocks): Promise<void> {
  const at = new Date(alert.at);
  await recordEvent(uow, ticketId, eventOf[alert.level], {
    alertId: alert.id,
    metric: alert.metric,
    cycle: alert.cycle,
    targetVersion: alert.targetVersion,
    reason: alert.reason,
    at: at.toISOString(),
    detectedAt: uow.now.toISOString(),
  });
  if (policy === null) return;
  const steps = policy.steps.map((step, index) => ({ step, index }));
  const wanted = steps.filter(({ step }) => step.level === alert.level && (step.metrics ?? [alert.metric]).includes(alert.metric));
  if (wanted.length === 0) return;
  const parts = wanted.map(({ step, index }) => {
    const dueAt = new Date(at.getTime() + step.afterMinutes * 60_000);
    return escalationPart(uow, ticketId, { alertId: alert.id, policyVersion: policy.version, step: index, dueAt });
  });
  await writeTogether(uow, parts);
}
