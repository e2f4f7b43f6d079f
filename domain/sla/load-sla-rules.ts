import type { CalendarHours } from '../calendars/calendar.types.ts';
import { localDate } from '../calendars/local-date.rules.ts';
import type { CustomerId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { nextChangeAt } from './next-change.rules.ts';
import type { ContractLine, PolicyInForce } from './policy-in-force.types.ts';
import type { CalendarBook } from './sla.types.ts';
import type { SlaRules } from './sla-rules.types.ts';

type PolicyRow = Omit<PolicyInForce, 'createdAt' | 'effectiveFrom'> & { createdAt: string; effectiveFrom: string; isActive: boolean };
type CalendarRow = CalendarHours & { calendarId: string; name: string; version: number; effectiveFrom: string };
type Row = { time_zone: string; policies: PolicyRow[] | null; calendars: CalendarRow[] | null; contracts: ContractLine[] | null };

const query = `select t.time_zone,
  (select json_agg(json_build_object('id', p.id, 'name', p.name, 'isDefault', p.is_default, 'isActive', p.is_active, 'createdAt', p.created_at, 'version', v.version,
      'effectiveFrom', v.effective_from, 'calendarId', v.calendar_id, 'targets', v.targets, 'pausing', v.pausing, 'warningPercent', v.warning_percent,
      'criticalPercent', v.critical_percent, 'conditions', v.conditions, 'steps', v.steps) order by p.created_at, p.id, v.version)
    from sla_policies p join sla_policy_versions v on v.policy_id = p.id) as policies,
  (select json_agg(json_build_object('calendarId', v.calendar_id, 'name', c.name, 'version', v.version, 'effectiveFrom', v.effective_from, 'timeZone', v.time_zone,
      'hours', v.hours, 'holidays', v.holidays) order by v.calendar_id, v.effective_from, v.version)
    from calendar_versions v join calendars c on c.id = v.calendar_id) as calendars,
  (select json_agg(json_build_object('id', c.id, 'number', c.number, 'customerId', c.customer_id, 'type', c.type, 'status', c.status, 'startsOn', c.starts_on,
      'endsOn', c.ends_on, 'slaPolicyId', c.sla_policy_id)) from support_contracts c where c.customer_id = ? or c.id = ?) as contracts
  from tenants t`;

/** Everything the clocks of one ticket are measured by, in one query. */
export async function loadSlaRules(
  uow: TenantUnitOfWork,
  ticket: { customerId: CustomerId | null; contractId: string | null },
): Promise<SlaRules> {
  const [row] = await sqlRows<Row>(uow, query, [ticket.customerId, ticket.contractId]);
  const all = (row?.policies ?? []).map((policy) => ({
    ...policy,
    createdAt: new Date(policy.createdAt),
    effectiveFrom: new Date(policy.effectiveFrom),
  }));
  const timeZone = row?.time_zone ?? 'UTC';
  const today = localDate(uow.now, timeZone);
  const contracts = row?.contracts ?? [];
  return {
    policies: inForce(all, uow.now),
    versions: new Map(all.map((policy) => [`${policy.id}:${policy.version}`, policy])),
    book: bookOf(row?.calendars ?? []),
    contracts,
    today,
    nextChangeAt: nextChangeAt(all, contracts, { now: uow.now, today, timeZone }),
  };
}

/** Versions come in order: the last that has taken effect counts. */
function inForce(all: (PolicyInForce & { isActive: boolean })[], now: Date): PolicyInForce[] {
  const current = new Map<string, PolicyInForce>();
  for (const policy of all) if (policy.isActive && policy.effectiveFrom <= now) current.set(policy.id, policy);
  return [...current.values()];
}

/** Of versions that take effect at one instant the last saved counts. */
function bookOf(rows: CalendarRow[]): CalendarBook {
  const book: Record<string, CalendarBook[string][number][]> = {};
  for (const { calendarId, name, version, effectiveFrom, timeZone, hours, holidays } of rows) {
    const versions = book[calendarId] ?? [];
    const from = versions.length === 0 ? Number.NEGATIVE_INFINITY : Date.parse(effectiveFrom);
    if (versions.at(-1)?.from === from) versions.pop();
    versions.push({ ref: `${name} v${version}`, from, hours: { timeZone, hours, holidays } });
    book[calendarId] = versions;
  }
  return book;
}
