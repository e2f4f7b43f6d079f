import type { TicketId } from '../ids.types.ts';
import type { Level, Metric } from '../sla/sla.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** A span of time, `from` inclusive, `to` exclusive. */
export type Period = { from: Date; to: Date };

/**
 * One line of compliance (`domain.md` 3.3). `judged`: clocks with a target that ended or were breached in the period; `kept`: those of them that never were.
 * `running` are those of unfinished tickets, not yet due, and count for neither. Minutes are of open time, of the clocks that ended in the period.
 */
export type ComplianceLine = {
  metric: Metric;
  judged: number;
  kept: number;
  running: number;
  averageMinutes: number | null;
  medianMinutes: number | null;
  p90Minutes: number | null;
};

/** The same by who has the ticket, or whose ticket it is. */
export type ComplianceGroup = { name: string; judged: number; kept: number };

/** A breach that nobody has acknowledged, or a warning of a clock that still runs. */
export type OpenAlert = {
  ticketId: TicketId;
  number: string;
  subject: string;
  metric: Metric;
  level: Level;
  at: Date;
  assignee: string | null;
};

/** A tenant's compliance in a period, and the breaches nobody has acknowledged: how many, and the latest ten. Days are local dates. */
export type SlaReport = {
  period: Period;
  lines: ComplianceLine[];
  byAssignee: ComplianceGroup[];
  byCustomer: ComplianceGroup[];
  byDay: { day: string; judged: number; kept: number }[];
  openAlerts: OpenAlert[];
  unacknowledged: number;
};

/** Spam is nobody's ticket, and what was promised on a merged one is kept or broken on the ticket that took it over. */
const real = 'not t.is_spam and t.merged_into_id is null';

/** Clocks with a target that ended or were breached in the period. A clock without a target promises nothing. */
const judged = `from sla_clocks c join tickets t on t.id = c.ticket_id and ${real}
  where c.target_minutes is not null and ((c.met_at >= ? and c.met_at < ?) or (c.breached_at >= ? and c.breached_at < ?))`;

/** How well the tenant's promises were kept in a period, from the projections of the event log. */
export async function slaReport(uow: TenantUnitOfWork, period: Period): Promise<SlaReport> {
  return {
    period,
    lines: await complianceLines(uow, period),
    byAssignee: await groups(uow, period, 'left join staff_users g on g.id = t.assignee_id', 'nobody'),
    byCustomer: await groups(uow, period, 'left join customers g on g.id = t.customer_id', 'no customer'),
    byDay: await days(uow, period),
    ...(await openAlerts(uow)),
  };
}

async function complianceLines(uow: TenantUnitOfWork, period: Period): Promise<ComplianceLine[]> {
  return sqlRows<ComplianceLine>(
    uow,
    `with ended as (select c.* ${judged}),
       open as (select c.metric, count(*)::integer as running from sla_clocks c join tickets t on t.id = c.ticket_id and ${real}
         where c.target_minutes is not null and t.status in ('open', 'in_progress', 'waiting_customer') and c.state in ('running', 'paused') and not c.is_overdue and c.breached_at is null group by c.metric)
     select m.metric, count(e.metric)::integer as judged, (count(e.metric) filter (where e.breached_at is null))::integer as kept,
       coalesce(max(o.running), 0)::integer as running,
       round(avg(e.consumed_ms) filter (where e.met_at >= ? and e.met_at < ?) / 60000)::integer as "averageMinutes",
       round(percentile_cont(0.5) within group (order by e.consumed_ms) filter (where e.met_at >= ? and e.met_at < ?) / 60000)::integer as "medianMinutes",
       round(percentile_cont(0.9) within group (order by e.consumed_ms) filter (where e.met_at >= ? and e.met_at < ?) / 60000)::integer as "p90Minutes"
     from unnest(array['firstResponse', 'nextReply', 'resolution']) with ordinality as m(metric, place)
       left join ended e on e.metric = m.metric left join open o on o.metric = m.metric group by m.metric, m.place order by m.place`,
    [...spans(period, 2), ...spans(period, 3)],
  );
}

async function groups(uow: TenantUnitOfWork, period: Period, join: string, none: string): Promise<ComplianceGroup[]> {
  return sqlRows<ComplianceGroup>(
    uow,
    `select coalesce(g.name, ?) as name, count(*)::integer as judged, (count(*) filter (where c.breached_at is null))::integer as kept
     ${judged.replace(' where ', ` ${join} where `)} group by 1 order by count(*) - count(*) filter (where c.breached_at is null) desc, 2 desc, 1 limit 10`,
    [none, ...spans(period, 2)],
  );
}

async function days(uow: TenantUnitOfWork, period: Period): Promise<SlaReport['byDay']> {
  return sqlRows(
    uow,
    `select to_char(coalesce(c.breached_at, c.met_at) at time zone n.time_zone, 'YYYY-MM-DD') as day, count(*)::integer as judged,
       (count(*) filter (where c.breached_at is null))::integer as kept
     ${judged.replace(' where ', ' join tenants n on n.id = c.tenant_id where ')} group by 1 order by 1`,
    spans(period, 2),
  );
}

async function openAlerts(uow: TenantUnitOfWork): Promise<{ openAlerts: OpenAlert[]; unacknowledged: number }> {
  const rows = await sqlRows<OpenAlert & { total: number }>(
    uow,
    `select a.ticket_id as "ticketId", t.number, t.subject, a.metric, a.level, a.at, s.name as assignee, (count(*) over ())::integer as total
     from sla_alerts a join tickets t on t.id = a.ticket_id and ${real} left join staff_users s on s.id = t.assignee_id
     where a.level = 'breach' and a.acknowledged_at is null order by a.at desc, a.id limit 10`,
  );
  const [first] = rows;
  return { openAlerts: rows.map(({ total: _total, ...row }) => ({ ...row, at: new Date(row.at) })), unacknowledged: first?.total ?? 0 };
}

function spans({ from, to }: Period, times: number): Date[] {
  return Array.from({ length: times }, () => [from, to]).flat();
}
