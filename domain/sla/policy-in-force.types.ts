import type { CustomerId } from '../ids.types.ts';
import type { TicketPriority, TicketType } from '../tickets/tickets.types.ts';
import type { EscalationStep, PolicyConditions, StoredPausing, StoredTargets } from './policy.types.ts';

/** An active policy with what it promises now. Minutes and percents as stored; `createdAt` is the policy's, `effectiveFrom` the version's. */
export type PolicyInForce = {
  id: string;
  name: string;
  isDefault: boolean;
  createdAt: Date;
  version: number;
  effectiveFrom: Date;
  calendarId: string;
  targets: StoredTargets;
  pausing: StoredPausing;
  warningPercent: number | null;
  criticalPercent: number | null;
  conditions: PolicyConditions;
  steps: EscalationStep[];
};

/** Types of a support contract (`domain.md` 2.8), as the table of contracts allows them. */
export const contractTypes = ['managed_services', 'maintenance', 'saas_subscription', 'support_hours', 'warranty', 'consulting'] as const;
/** Statuses of a support contract (`domain.md` 2.8). */
export const contractStatuses = ['draft', 'active', 'pending_renewal', 'expired', 'cancelled', 'suspended'] as const;
export type ContractStatus = (typeof contractStatuses)[number];

/** A contract as far as the choice of a policy needs it; `startsOn` and `endsOn` are ISO dates, both inside the term. */
export type ContractLine = {
  id: string;
  number: string;
  customerId: CustomerId;
  type: string;
  status: ContractStatus;
  startsOn: string;
  endsOn: string | null;
  slaPolicyId: string | null;
};

/** What of a ticket decides its policy. */
export type PolicySubject = {
  slaPolicyId: string | null;
  contractId: string | null;
  customerId: CustomerId | null;
  type: TicketType;
  priority: TicketPriority;
};
