import { assertCalendar } from '../calendars/calendar.rules.ts';
import { calendarHoursSchema } from '../calendars/calendar-input.rules.ts';
import { listContracts } from '../contracts/list-contracts.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { checkPromise } from './check-promise.ts';
import { compareRules, type RulesComparison } from './compare-rules.rules.ts';
import { loadHistories } from './load-histories.ts';
import { loadSlaRules } from './load-sla-rules.ts';
import type { PolicyInForce } from './policy-in-force.types.ts';
import { policyPromiseSchema } from './policy-input.rules.ts';
import type { PolicyDraft, RulesDraft } from './rules-draft.types.ts';
import type { CalendarBook } from './sla.types.ts';
import type { SlaRules } from './sla-rules.types.ts';

/**
 * What a change of calendars or policies would have done to every ticket that was created or changed in the last `days`: each is replayed as it was measured and
 * as it would have been, had the rules as they are now with the draft been in force throughout. Calendars that the draft leaves alone keep their versions.
 * Nothing is stored. Throws as saving the draft would.
 */
export async function whatIf(uow: TenantUnitOfWork, draft: RulesDraft, { days }: { days: number }): Promise<RulesComparison> {
  await checkDraft(uow, draft);
  const histories = await loadHistories(uow, { since: new Date(uow.now.getTime() - days * 86_400_000) });
  const rules = await loadSlaRules(uow, { customerId: null, contractId: null });
  const [tenant] = await sqlRows<{ zone: string }>(uow, 'select time_zone as zone from tenants where id = ?', [uow.tenantId]);
  const after = {
    policies: draft.policy === undefined ? rules.policies : withDraft(rules, draft.policy, uow.now),
    contracts: await listContracts(uow),
    book: withCalendar(rules.book, draft.calendar),
    timeZone: tenant?.zone ?? 'UTC',
  };
  return compareRules(histories, rules, after, uow.now.getTime());
}

async function checkDraft(uow: TenantUnitOfWork, { calendar, policy }: RulesDraft): Promise<void> {
  if (calendar !== undefined) assertCalendar(parseInput(calendarHoursSchema, calendar.hours), uow.now.getTime());
  if (policy === undefined) return;
  const promise = parseInput(policyPromiseSchema, policy.promise);
  // A calendar that comes into being with the draft is in no table yet.
  if (promise.calendarId !== calendar?.id) await checkPromise(uow, promise);
}

/** The active policies with the draft in the place of what it changes. A new one is the newest. */
function withDraft(rules: SlaRules, draft: PolicyDraft, now: Date): PolicyInForce[] {
  const others = rules.policies.filter((one) => one.id !== draft.id);
  if (!draft.isActive) return others;
  const versions = [...rules.versions.values()].filter((one) => one.id === draft.id);
  const drafted: PolicyInForce = {
    ...draft.promise,
    id: draft.id ?? 'draft',
    name: draft.name,
    isDefault: draft.isDefault,
    createdAt: versions[0]?.createdAt ?? now,
    version: Math.max(0, ...versions.map((one) => one.version)) + 1,
    effectiveFrom: new Date(0),
  };
  return [...others.map((one) => (draft.isDefault ? { ...one, isDefault: false } : one)), drafted];
}

function withCalendar(book: CalendarBook, calendar: RulesDraft['calendar']): CalendarBook {
  if (calendar === undefined) return book;
  return { ...book, [calendar.id]: [{ ref: 'the draft', from: Number.NEGATIVE_INFINITY, hours: calendar.hours }] };
}
