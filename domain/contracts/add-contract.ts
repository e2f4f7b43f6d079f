import type { z } from 'zod';
import { notFound } from '../errors.ts';
import { newId } from '../ids.types.ts';
import { parseInput } from '../input.rules.ts';
import { nextNumber } from '../tenancy/next-number.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { wakeUnfinishedTickets } from '../tickets/wake-unfinished-tickets.ts';
import { newContractSchema } from './contract-input.rules.ts';

export type NewContract = z.input<typeof newContractSchema>;

/**
 * Adds an active contract of a customer with the next number of the year; every unfinished ticket is looked at again. Throws `invalid_input`, and `not_found` for
 * a customer or policy that does not exist.
 */
export async function addContract(uow: TenantUnitOfWork, wanted: NewContract): Promise<{ id: string; number: string }> {
  const input = parseInput(newContractSchema, wanted);
  await mustExist(uow, 'customer', 'customers', input.customerId);
  if (input.slaPolicyId !== null) await mustExist(uow, 'policy', 'sla_policies', input.slaPolicyId);
  const id = newId<string>();
  const number = await nextNumber(uow, 'SC');
  await sqlRun(
    uow,
    `insert into support_contracts (tenant_id, id, number, customer_id, name, type, status, starts_on, ends_on, sla_policy_id, version, created_at)
     values (?, ?, ?, ?, ?, ?, 'active', ?, ?, ?, 1, ?)`,
    [uow.tenantId, id, number, input.customerId, input.name, input.type, input.startsOn, input.endsOn, input.slaPolicyId, uow.now],
  );
  await wakeUnfinishedTickets(uow);
  return { id, number };
}

async function mustExist(uow: TenantUnitOfWork, what: string, table: 'customers' | 'sla_policies', id: string): Promise<void> {
  const rows = await sqlRows(uow, `select 1 as found from ${table} where id = ?`, [id]);
  if (rows.length === 0) throw notFound(what, id);
}
