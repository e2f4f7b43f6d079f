import type { StaffUserId, TicketId } from '../ids.types.ts';
import type { NotificationKind } from '../notifications/notifications.types.ts';
import { notify } from '../notifications/notify.ts';
import { onCallNow } from '../people/on-call-now.ts';
import { standInFor } from '../people/stand-in-for.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { assignTicket } from '../tickets/assign-ticket.ts';
import { classifyTicket } from '../tickets/classify-ticket.ts';
import { recordEvent } from '../tickets/record-event.ts';
import { isUnfinished } from '../tickets/ticket.rules.ts';
import { type TicketPriority, type TicketStatus, ticketPriorities } from '../tickets/tickets.types.ts';
import type { EscalationStep, StepTarget } from './policy.types.ts';
import type { Level, Metric } from './sla.types.ts';

type Due = {
  id: string;
  alertId: string;
  step: number;
  metric: Metric;
  level: Level;
  at: Date;
  detectedAt: Date;
  acknowledgedAt: Date | null;
  steps: EscalationStep[];
  policy: string;
};
type Ticket = {
  number: string;
  status: TicketStatus;
  priority: TicketPriority;
  assigneeId: StaffUserId | null;
  escalatedAt: Date | null;
  customer: string | null;
};

const kindOf: Record<Level, NotificationKind> = { warning: 'sla_warning', critical: 'sla_critical', breach: 'sla_breached' };

/**
 * Does the steps of escalations that are due on a ticket, each once (`domain.md` 3.3): tells people, gives it to somebody, raises its priority once in its life.
 * A step for an alert that somebody has acknowledged, or for a ticket that is over, is struck off with that as its outcome. The caller holds the ticket's row.
 */
export async function runEscalations(uow: TenantUnitOfWork, ticketId: TicketId): Promise<void> {
  for (const due of await dueSteps(uow, ticketId)) {
    const outcome = await perform(uow, ticketId, due);
    await sqlRun(uow, 'update sla_escalations set done_at = ?, outcome = ? where id = ?', [uow.now, outcome, due.id]);
    await recordEvent(uow, ticketId, 'sla_escalated', { alertId: due.alertId, step: due.step, outcome });
  }
}

async function dueSteps(uow: TenantUnitOfWork, ticketId: TicketId): Promise<Due[]> {
  const rows = await sqlRows<Due>(
    uow,
    `select e.id, e.alert_id as "alertId", e.step, a.metric, a.level, a.at, a.detected_at as "detectedAt", a.acknowledged_at as "acknowledgedAt",
       coalesce(v.steps, '[]') as steps, coalesce(p.name, '') as policy
     from sla_escalations e join sla_alerts a on a.id = e.alert_id
     left join sla_policies p on p.id = a.policy_id
     left join sla_policy_versions v on v.policy_id = a.policy_id and v.version = e.policy_version
     where e.ticket_id = ? and e.done_at is null and e.due_at <= ? order by e.due_at, e.step limit 50`,
    [ticketId, uow.now],
  );
  return rows.map((row) => ({ ...row, at: new Date(row.at), detectedAt: new Date(row.detectedAt) }));
}

/** Says in words what was done, for the log. */
async function perform(uow: TenantUnitOfWork, ticketId: TicketId, due: Due): Promise<string> {
  const [ticket] = await sqlRows<Ticket>(
    uow,
    `select t.number, t.status, t.priority, t.assignee_id as "assigneeId", t.escalated_at as "escalatedAt", c.name as customer
     from tickets t left join customers c on c.id = t.customer_id where t.id = ?`,
    [ticketId],
  );
  const step = due.steps[due.step];
  if (ticket === undefined || step === undefined) return 'nothing: the step is gone';
  if (!isUnfinished(ticket.status)) return `nothing: the ticket is ${ticket.status}`;
  if (due.acknowledgedAt !== null) return 'nothing: it was acknowledged';
  if (step.act === 'notify') return tell(uow, ticketId, due, step.whom, ticket);
  if (step.act === 'reassign') return reassign(uow, ticketId, step, ticket);
  return raise(uow, ticketId, step.to, ticket);
}

async function tell(uow: TenantUnitOfWork, ticketId: TicketId, due: Due, whom: readonly StepTarget[], ticket: Ticket): Promise<string> {
  const { decided } = await notify(uow, {
    kind: kindOf[due.level],
    ticketId,
    key: `sla:${due.alertId}:${due.step}`,
    audience: whom.map((target) => (target.kind === 'user' ? { kind: 'user', userId: target.userId as StaffUserId } : target)),
    facts: {
      number: ticket.number,
      metric: due.metric,
      dueAt: due.at.toISOString(),
      policy: due.policy,
      customer: ticket.customer,
      isLate: due.detectedAt.getTime() - due.at.getTime() > lateMs,
    },
  });
  return decided === 0 ? 'nobody to tell' : `told ${whom.map((target) => target.kind.replaceAll('_', ' ')).join(', ')}`;
}

/** Noticed later than this, a level is told as late. */
const lateMs = 60_000;

async function reassign(
  uow: TenantUnitOfWork,
  ticketId: TicketId,
  step: Extract<EscalationStep, { act: 'reassign' }>,
  ticket: Ticket,
): Promise<string> {
  if (step.onlyIfUnassigned && ticket.assigneeId !== null) return 'nothing: somebody has it';
  const to = await personOf(uow, step.to);
  if (to === null) return 'nothing: there is nobody to give it to';
  const { after } = await assignTicket(uow, ticketId, to);
  return `given to ${after?.name ?? 'nobody'}`;
}

async function raise(uow: TenantUnitOfWork, ticketId: TicketId, to: 'one_up' | 'urgent', ticket: Ticket): Promise<string> {
  if (ticket.escalatedAt !== null) return 'nothing: its priority was raised before';
  const at = to === 'urgent' ? ticketPriorities.length - 1 : ticketPriorities.indexOf(ticket.priority) + 1;
  const priority = ticketPriorities[Math.min(at, ticketPriorities.length - 1)] ?? 'urgent';
  await sqlRun(uow, 'update tickets set escalated_at = ? where id = ?', [uow.now, ticketId]);
  if (priority === ticket.priority) return `nothing: it is ${priority} already`;
  await classifyTicket(uow, ticketId, { priority });
  return `raised to ${priority}`;
}

async function personOf(uow: TenantUnitOfWork, target: StepTarget): Promise<StaffUserId | null> {
  if (target.kind === 'user') return standInFor(uow, target.userId as StaffUserId, uow.now);
  if (target.kind === 'on_call') return (await onCallNow(uow, uow.now))?.userId ?? null;
  if (target.kind !== 'escalation_person') return null;
  const [tenant] = await sqlRows<{ id: StaffUserId | null }>(uow, 'select escalation_user_id as id from tenants', []);
  return tenant?.id == null ? null : standInFor(uow, tenant.id, uow.now);
}
