import { AppError, notFound } from '../errors.ts';
import type { ContractStatus } from '../sla/policy-in-force.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** A contract's row, held until the unit ends. */
export type LockedContract = { id: string; number: string; status: ContractStatus; startsOn: string; version: number };

/** Takes the contract for this unit. Throws `not_found`, and `conflict` when it is not at the version the person decided on. */
export async function lockContract(uow: TenantUnitOfWork, id: string, seenVersion: number | null): Promise<LockedContract> {
  const [contract] = await sqlRows<LockedContract>(
    uow,
    `select id, number, status, to_char(starts_on, 'YYYY-MM-DD') as "startsOn", version from support_contracts where id = ? for update`,
    [id],
  );
  if (contract === undefined) throw notFound('contract', id);
  if (seenVersion === null || contract.version === seenVersion) return contract;
  throw new AppError('conflict', {
    message: `contract changed since version ${seenVersion}`,
    userMessage: `${contract.number} was changed after you saw it. Nothing was overwritten: look at it again.`,
  });
}
