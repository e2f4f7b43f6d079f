import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { PolicyPromise } from './rules-draft.types.ts';

/** A policy as it stands, with the names of what it refers to; `by` is who made the last version, null when no member of staff did. */
export type PolicyView = {
  id: string;
  name: string;
  description: string;
  isActive: boolean;
  isDefault: boolean;
  version: number;
  effectiveFrom: Date;
  by: string | null;
  calendar: string;
  customers: string[];
  /** Numbers of contracts that name it. */
  contracts: string[];
  promise: PolicyPromise;
};

type Row = Omit<PolicyView, 'promise' | 'effectiveFrom' | 'customers' | 'contracts'> &
  PolicyPromise & { effectiveFrom: string; customers: string[] | null; contracts: string[] | null };

/** Every policy of the tenant, also those that are switched off: the default first, then the active ones, then by name. */
export async function listPolicies(uow: TenantUnitOfWork): Promise<PolicyView[]> {
  const rows = await sqlRows<Row>(
    uow,
    `select p.id, p.name, p.description, p.is_active as "isActive", p.is_default as "isDefault", p.version, v.effective_from as "effectiveFrom", s.name as by,
       c.name as calendar, v.calendar_id as "calendarId", v.targets, v.pausing, v.warning_percent as "warningPercent", v.critical_percent as "criticalPercent",
       v.conditions, v.steps,
       (select json_agg(k.name order by k.name) from customers k where v.conditions -> 'customerIds' @> to_jsonb(k.id::text)) as customers,
       (select json_agg(x.number order by x.number) from support_contracts x where x.sla_policy_id = p.id) as contracts
     from sla_policies p
     join lateral (select * from sla_policy_versions v where v.policy_id = p.id order by v.version desc limit 1) v on true
     join calendars c on c.id = v.calendar_id left join staff_users s on s.id = v.created_by
     order by p.is_default desc, p.is_active desc, lower(p.name)`,
  );
  return rows.map(viewOf);
}

function viewOf(row: Row): PolicyView {
  const { calendarId, targets, pausing, warningPercent, criticalPercent, conditions, steps, ...rest } = row;
  const promise = { calendarId, targets, pausing, warningPercent, criticalPercent, conditions, steps };
  return { ...rest, effectiveFrom: new Date(row.effectiveFrom), customers: row.customers ?? [], contracts: row.contracts ?? [], promise };
}
