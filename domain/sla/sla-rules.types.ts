import type { ContractLine, PolicyInForce } from './policy-in-force.types.ts';
import type { CalendarBook } from './sla.types.ts';

/** What a tenant promises: every version of every policy there ever was, the calendars, and the contracts of one customer. */
export type SlaRules = {
  /** active ones with the version in force, for the choice */
  policies: PolicyInForce[];
  /** every version, by `policyId:version` */
  versions: ReadonlyMap<string, PolicyInForce>;
  book: CalendarBook;
  contracts: ContractLine[];
  /** the tenant's local date */
  today: string;
  /** when the choice of a policy may next change by itself */
  nextChangeAt: Date | null;
};
