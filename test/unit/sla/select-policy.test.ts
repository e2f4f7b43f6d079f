import { describe, expect, it } from '@jest/globals';
import type { CustomerId } from '../../../domain/ids.types.ts';
import type { ContractLine, PolicyInForce, PolicySubject } from '../../../domain/sla/policy-in-force.types.ts';
import { conditionWeight, selectPolicy } from '../../../domain/sla/select-policy.rules.ts';
import { termsOf } from '../../../domain/sla/terms-of.rules.ts';

const [acme, globex] = ['acme', 'globex'] as CustomerId[] as [CustomerId, CustomerId];
const today = '2026-11-21';

function policy(name: string, more: Partial<PolicyInForce> = {}): PolicyInForce {
  return {
    ...{
      id: name,
      name,
      isDefault: false,
      createdAt: new Date('2026-01-01T00:00:00Z'),
      version: 1,
      effectiveFrom: new Date(0),
      calendarId: 'c',
    },
    ...{ targets: {}, pausing: {}, warningPercent: null, criticalPercent: null, conditions: {}, steps: [] },
    ...more,
  };
}

function contract(number: string, more: Partial<ContractLine> = {}): ContractLine {
  const dates = { startsOn: '2026-01-01', endsOn: null };
  return { id: number, number, customerId: acme, type: 'maintenance', status: 'active', ...dates, slaPolicyId: null, ...more };
}

const ticket = (more: Partial<PolicySubject> = {}): PolicySubject => ({
  ...{ slaPolicyId: null, contractId: null, customerId: acme, type: 'general', priority: 'medium' },
  ...more,
});

const standard = policy('Standard', { isDefault: true });
const gold = policy('Gold');
const silver = policy('Silver');
const forAcme = policy('Acme only', { conditions: { customerIds: [acme] } });
const forMaintenance = policy('Maintenance', { conditions: { contractType: 'maintenance' } });
const forTechnical = policy('Technical', { conditions: { type: 'technical' } });
const forUrgent = policy('Urgent', { conditions: { priority: 'urgent' } });
const all = [standard, gold, silver, forAcme, forMaintenance, forTechnical, forUrgent];
const goldContract = contract('SC-1', { slaPolicyId: 'Gold' });
const silverContract = contract('SC-2', { slaPolicyId: 'Silver' });
const plainContract = contract('SC-3');

type Row = [
  what: string,
  ticket: PolicySubject,
  contracts: ContractLine[],
  policies: PolicyInForce[],
  chosen: string | null,
  because: string,
];
const rows: Row[] = [
  [
    'set on the ticket, before its contract',
    ticket({ slaPolicyId: 'Silver', contractId: 'SC-1' }),
    [goldContract],
    all,
    'Silver',
    'Silver is set on the ticket',
  ],
  [
    'set on the ticket but off, then the contract',
    ticket({ slaPolicyId: 'Gone', contractId: 'SC-1' }),
    [goldContract],
    all,
    'Gold',
    'the policy set on the ticket is switched off; Gold is named by the ticket’s contract SC-1',
  ],
  [
    'linked contract, before the other one of the customer',
    ticket({ contractId: 'SC-2' }),
    [goldContract, silverContract],
    all,
    'Silver',
    'Silver is named by the ticket’s contract SC-2',
  ],
  [
    'linked contract without a policy: not another contract’s, then conditions',
    ticket({ contractId: 'SC-3' }),
    [goldContract, plainContract],
    all,
    'Acme only',
    'the ticket’s contract SC-3 names no policy; Acme only is for tickets of this customer',
  ],
  [
    'linked contract whose policy is off',
    ticket({ contractId: 'SC-4' }),
    [contract('SC-4', { slaPolicyId: 'Gone' })],
    [standard],
    'Standard',
    'the ticket’s contract SC-4 names a policy that is switched off; Standard is the default policy',
  ],
  [
    'linked contract that is cancelled, then the customer’s',
    ticket({ contractId: 'SC-4' }),
    [contract('SC-4', { slaPolicyId: 'Silver', status: 'cancelled' }), goldContract],
    all,
    'Gold',
    'contract SC-4 of the ticket is not in force; Gold is named by the customer’s contract SC-1',
  ],
  [
    'the customer’s single contract that names a policy',
    ticket(),
    [goldContract, plainContract],
    all,
    'Gold',
    'Gold is named by the customer’s contract SC-1',
  ],
  [
    'several contracts that name the same policy',
    ticket(),
    [goldContract, contract('SC-5', { slaPolicyId: 'Gold' })],
    all,
    'Gold',
    'Gold is named by the customer’s contract SC-1, SC-5',
  ],
  [
    'several contracts that name different ones decide nothing',
    ticket(),
    [goldContract, silverContract],
    [standard, gold, silver],
    'Standard',
    'the customer has 2 contracts with different policies and the ticket is linked to none; Standard is the default policy',
  ],
  [
    'a contract of another customer counts for nothing',
    ticket({ customerId: globex }),
    [goldContract],
    [standard, gold],
    'Standard',
    'Standard is the default policy',
  ],
  [
    'a contract on its last day',
    ticket(),
    [contract('SC-6', { slaPolicyId: 'Gold', endsOn: today })],
    all,
    'Gold',
    'Gold is named by the customer’s contract SC-6',
  ],
  [
    'a contract a day after its end',
    ticket(),
    [contract('SC-6', { slaPolicyId: 'Gold', endsOn: '2026-11-20' })],
    [standard, gold],
    'Standard',
    'Standard is the default policy',
  ],
  [
    'a contract a day before its start',
    ticket(),
    [contract('SC-6', { slaPolicyId: 'Gold', startsOn: '2026-11-22' })],
    [standard, gold],
    'Standard',
    'Standard is the default policy',
  ],
  [
    'a contract whose renewal is pending goes on',
    ticket(),
    [contract('SC-6', { slaPolicyId: 'Gold', status: 'pending_renewal' })],
    all,
    'Gold',
    'Gold is named by the customer’s contract SC-6',
  ],
  [
    'a suspended contract does not',
    ticket(),
    [contract('SC-6', { slaPolicyId: 'Gold', status: 'suspended' })],
    [standard, gold],
    'Standard',
    'Standard is the default policy',
  ],
  ['conditions: the customer', ticket(), [], all, 'Acme only', 'Acme only is for tickets of this customer'],
  [
    'conditions: the contract type of a contract without a policy',
    ticket(),
    [plainContract],
    [standard, forMaintenance],
    'Maintenance',
    'Maintenance is for tickets of this contract type',
  ],
  ['conditions: the type', ticket({ customerId: null, type: 'technical' }), [], all, 'Technical', 'Technical is for tickets of this type'],
  [
    'conditions: the priority',
    ticket({ customerId: null, priority: 'urgent' }),
    [],
    all,
    'Urgent',
    'Urgent is for tickets of this priority',
  ],
  [
    'conditions: type before priority',
    ticket({ customerId: null, type: 'technical', priority: 'urgent' }),
    [],
    all,
    'Technical',
    'Technical is for tickets of this type',
  ],
  [
    'conditions: customer (8) before contract type, type and priority together (7)',
    ticket({ type: 'bug', priority: 'high' }),
    [plainContract],
    [standard, forAcme, policy('Seven', { conditions: { contractType: 'maintenance', type: 'bug', priority: 'high' } })],
    'Acme only',
    'Acme only is for tickets of this customer',
  ],
  [
    'conditions: more of them before fewer',
    ticket({ priority: 'urgent' }),
    [],
    [...all, policy('Acme urgent', { conditions: { customerIds: [globex, acme], priority: 'urgent' } })],
    'Acme urgent',
    'Acme urgent is for tickets of this customer, priority',
  ],
  [
    'conditions: one that does not hold excludes the policy',
    ticket({ type: 'bug' }),
    [],
    [standard, policy('Both', { conditions: { customerIds: [acme], type: 'technical' } })],
    'Standard',
    'Standard is the default policy',
  ],
  [
    'a ticket without a customer does not pass a customer’s policy',
    ticket({ customerId: null }),
    [],
    all,
    'Standard',
    'Standard is the default policy',
  ],
  [
    'ties: the newest',
    ticket(),
    [],
    [
      policy('Old', { conditions: { customerIds: [acme] } }),
      policy('New', { conditions: { customerIds: [acme] }, createdAt: new Date('2026-02-01T00:00:00Z') }),
      standard,
    ],
    'New',
    'New is for tickets of this customer',
  ],
  [
    'ties of one instant: the later id',
    ticket(),
    [],
    [policy('B', { conditions: { customerIds: [acme] } }), policy('A', { conditions: { customerIds: [acme] } })],
    'B',
    'B is for tickets of this customer',
  ],
  [
    'a policy without conditions that is not the default is never chosen by itself',
    ticket(),
    [],
    [gold, silver],
    null,
    'no policy applies and there is no default policy',
  ],
  [
    'no policy at all',
    ticket({ slaPolicyId: 'Gone' }),
    [],
    [],
    null,
    'the policy set on the ticket is switched off; no policy applies and there is no default policy',
  ],
];

describe('the policy of a ticket', () => {
  it.each(rows)('%s', (_what, subject, contracts, policies, chosen, because) => {
    const choice = selectPolicy(subject, contracts, policies, today);
    expect([choice.policy?.name ?? null, choice.because]).toEqual([chosen, because]);
    const turned = selectPolicy(subject, contracts, policies.toReversed(), today);
    expect(turned).toEqual(choice);
  });

  it('weighs conditions so that no two sets of them weigh the same', () => {
    const parts = { customerIds: [acme], contractType: 'warranty', type: 'bug', priority: 'low' } as const;
    const sets = Array.from({ length: 16 }, (_, bits) =>
      Object.fromEntries(Object.entries(parts).filter((_part, index) => bits & (1 << index))),
    );
    const weights = sets.map((conditions) => conditionWeight({ conditions: conditions as PolicyInForce['conditions'] }));
    expect(weights.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, n) => n));
  });
});

describe('the terms of a policy', () => {
  it('has for every priority its own target or else the general one, and none where the policy says none', () => {
    const terms = termsOf(
      policy('Gold', {
        version: 3,
        targets: { firstResponse: { default: 60, urgent: 15, low: null }, resolution: { default: 240 } },
        warningPercent: 80,
      }),
    );
    expect(terms).toMatchObject({ ref: 'Gold:3', calendar: 'c', warningPercent: 80, criticalPercent: null });
    expect(terms.targets).toEqual({
      low: { firstResponse: null, nextReply: null, resolution: 240 },
      medium: { firstResponse: 60, nextReply: null, resolution: 240 },
      high: { firstResponse: 60, nextReply: null, resolution: 240 },
      urgent: { firstResponse: 15, nextReply: null, resolution: 240 },
    });
  });
});
