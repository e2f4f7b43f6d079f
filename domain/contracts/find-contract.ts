import { notFound } from '../errors.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type ContractView, listContracts } from './list-contracts.ts';

/** The contract of that number, whatever its case and leading zeros (`sc-2026-1`). Throws `not_found`. */
export async function findContract(uow: TenantUnitOfWork, text: string): Promise<ContractView> {
  const found = /^sc-(\d{4})-(\d{1,9})$/i.exec(text.trim());
  const number = found === null ? text.trim() : `SC-${found[1]}-${(found[2] ?? '').replace(/^0+(?=\d)/, '').padStart(5, '0')}`;
  const contract = (await listContracts(uow)).find((one) => one.number === number);
  if (contract === undefined) throw notFound('contract', text);
  return contract;
}
