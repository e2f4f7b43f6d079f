import type { ContractLine, PolicyInForce, PolicySubject } from './policy-in-force.types.ts';

/** The policy a ticket is measured by and why, in words; `policy` is null when nothing promises anything. */
export type PolicyChoice = { policy: PolicyInForce | null; because: string };

/** How much a stated condition counts (`domain.md` 3.1). */
const conditionWeights = { customerIds: 8, contractType: 4, type: 2, priority: 1 } as const;
const conditionWords = { customerIds: 'customer', contractType: 'contract type', type: 'type', priority: 'priority' } as const;
type Condition = keyof typeof conditionWeights;
const conditionNames = Object.keys(conditionWeights) as Condition[];

/**
 * Chooses the policy of a ticket (`domain.md` 3.1): the one set on the ticket if active; that of the linked contract in force, else the one that the
 * customer's contracts in force agree on; among policies with conditions that all hold the weightiest, of equals the newest; the default; none.
 * `policies` are the active ones, `today` is the tenant's local date.
 */
export function selectPolicy(
  ticket: PolicySubject,
  contracts: readonly ContractLine[],
  policies: readonly PolicyInForce[],
  today: string,
): PolicyChoice {
  const notes: string[] = [];
  const chosen =
    explicitChoice(ticket, policies, notes) ??
    contractChoice(ticket, contracts, policies, today, notes) ??
    conditionChoice(ticket, contracts, policies, today) ??
    defaultChoice(policies);
  return { policy: chosen.policy, because: [...notes, chosen.because].join('; ') };
}

/** True for a contract that is active (also while its renewal is pending) on that local date. */
export function isContractInForce(contract: ContractLine, today: string): boolean {
  const runs = contract.status === 'active' || contract.status === 'pending_renewal';
  return runs && contract.startsOn <= today && (contract.endsOn === null || contract.endsOn >= today);
}

/** The sum of the weights of what the policy states; 0 for a policy that is never chosen by itself. */
export function conditionWeight(policy: Pick<PolicyInForce, 'conditions'>): number {
  return statedConditions(policy).reduce((sum, name) => sum + conditionWeights[name], 0);
}

function explicitChoice(ticket: PolicySubject, policies: readonly PolicyInForce[], notes: string[]): PolicyChoice | null {
  if (ticket.slaPolicyId === null) return null;
  const policy = policies.find((one) => one.id === ticket.slaPolicyId);
  if (policy !== undefined) return { policy, because: `${policy.name} is set on the ticket` };
  notes.push('the policy set on the ticket is switched off');
  return null;
}

function contractChoice(
  ticket: PolicySubject,
  contracts: readonly ContractLine[],
  policies: readonly PolicyInForce[],
  today: string,
  notes: string[],
): PolicyChoice | null {
  const linked = contracts.find((one) => one.id === ticket.contractId);
  if (linked !== undefined && isContractInForce(linked, today)) return linkedChoice(linked, policies, notes);
  if (linked !== undefined) notes.push(`contract ${linked.number} of the ticket is not in force`);
  return customerChoice(ticket, contracts, policies, today, notes);
}

function linkedChoice(contract: ContractLine, policies: readonly PolicyInForce[], notes: string[]): PolicyChoice | null {
  const policy = policies.find((one) => one.id === contract.slaPolicyId);
  if (policy !== undefined) return { policy, because: `${policy.name} is named by the ticket’s contract ${contract.number}` };
  notes.push(
    `the ticket’s contract ${contract.number} names ${contract.slaPolicyId === null ? 'no policy' : 'a policy that is switched off'}`,
  );
  return null;
}

/** Several contracts that name different policies decide nothing: which of them the ticket is about, nobody has said. */
function customerChoice(
  ticket: PolicySubject,
  contracts: readonly ContractLine[],
  policies: readonly PolicyInForce[],
  today: string,
  notes: string[],
): PolicyChoice | null {
  const naming = contractsOf(ticket, contracts, today).filter((one) => one.slaPolicyId !== null);
  const [first] = naming;
  if (first === undefined) return null;
  if (naming.some((one) => one.slaPolicyId !== first.slaPolicyId)) {
    notes.push(`the customer has ${naming.length} contracts with different policies and the ticket is linked to none`);
    return null;
  }
  const policy = policies.find((one) => one.id === first.slaPolicyId);
  const numbers = naming.map((one) => one.number).join(', ');
  if (policy !== undefined) return { policy, because: `${policy.name} is named by the customer’s contract ${numbers}` };
  notes.push(`the customer’s contract ${numbers} names a policy that is switched off`);
  return null;
}

function contractsOf(ticket: PolicySubject, contracts: readonly ContractLine[], today: string): ContractLine[] {
  if (ticket.customerId === null) return [];
  return contracts.filter((one) => one.customerId === ticket.customerId && isContractInForce(one, today));
}

function conditionChoice(
  ticket: PolicySubject,
  contracts: readonly ContractLine[],
  policies: readonly PolicyInForce[],
  today: string,
): PolicyChoice | null {
  const linked = contracts.find((one) => one.id === ticket.contractId && isContractInForce(one, today));
  const types = (linked === undefined ? contractsOf(ticket, contracts, today) : [linked]).map((one) => one.type);
  const [best] = policies
    .filter((one) => statedConditions(one).length > 0 && holds(one, ticket, types))
    .sort((a, b) => conditionWeight(b) - conditionWeight(a) || newestFirst(a, b));
  if (best === undefined) return null;
  const stated = statedConditions(best).map((name) => conditionWords[name]);
  return { policy: best, because: `${best.name} is for tickets of this ${stated.join(', ')}` };
}

function defaultChoice(policies: readonly PolicyInForce[]): PolicyChoice {
  const policy = policies.find((one) => one.isDefault);
  if (policy !== undefined) return { policy, because: `${policy.name} is the default policy` };
  return { policy: null, because: 'no policy applies and there is no default policy' };
}

function statedConditions({ conditions }: Pick<PolicyInForce, 'conditions'>): Condition[] {
  return conditionNames.filter((name) => conditions[name] !== undefined);
}

function holds({ conditions }: PolicyInForce, ticket: PolicySubject, contractTypes: readonly string[]): boolean {
  const { customerIds, contractType, type, priority } = conditions;
  return (
    (customerIds === undefined || (ticket.customerId !== null && customerIds.includes(ticket.customerId))) &&
    (contractType === undefined || contractTypes.includes(contractType)) &&
    (type === undefined || type === ticket.type) &&
    (priority === undefined || priority === ticket.priority)
  );
}

/** Two created in one unit have one instant: their time-ordered ids decide. */
function newestFirst(a: PolicyInForce, b: PolicyInForce): number {
  return b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1);
}
