import { addContract } from '../../domain/contracts/add-contract.ts';
import type { CustomerId } from '../../domain/ids.types.ts';
import { addPolicyFromTemplate } from '../../domain/sla/add-policy-from-template.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';

/** The demo's service levels beside the default policy: “Premium (Gold)”, which one customer has by contract since the first of the year. */
export async function seedServiceLevels(uow: TenantUnitOfWork, customer: { id: CustomerId; name: string }): Promise<void> {
  const gold = await addPolicyFromTemplate(uow, { template: 'gold' });
  await addContract(uow, {
    customerId: customer.id,
    name: `Premium ${customer.name}`,
    type: 'managed_services',
    slaPolicyId: gold.id,
    startsOn: `${uow.now.toISOString().slice(0, 4)}-01-01`,
  });
}
