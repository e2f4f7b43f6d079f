import { z } from 'zod';
import { localDate } from '../calendars/local-date.rules.ts';
import { AppError } from '../errors.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { wakeUnfinishedTickets } from '../tickets/wake-unfinished-tickets.ts';
import { lockContract } from './lock-contract.ts';

const inputSchema = z.object({ lastDay: z.iso.date('must be a date such as 2026-12-31').nullable() });

/**
 * Ends a contract: without a last day at once (it is cancelled), else after that day, which may still come. Every unfinished ticket is looked at again. Throws
 * `not_found`, `conflict` when it was changed meanwhile or has ended, `invalid_input` for a day before its start or in the past.
 */
export async function endContract(
  uow: TenantUnitOfWork,
  id: string,
  wanted: { lastDay: string | null; seenVersion?: number | null },
): Promise<{ number: string; lastDay: string }> {
  const input = parseInput(inputSchema, wanted);
  const contract = await lockContract(uow, id, wanted.seenVersion ?? null);
  const [tenant] = await sqlRows<{ zone: string }>(uow, 'select time_zone as zone from tenants where id = ?', [uow.tenantId]);
  const today = localDate(uow.now, tenant?.zone ?? 'UTC');
  const lastDay = input.lastDay ?? today;
  if (contract.status === 'cancelled' || contract.status === 'expired') throw over(contract.number);
  if (lastDay < today || (input.lastDay !== null && lastDay < contract.startsOn)) throw tooEarly(contract.number);
  // One that never began keeps its dates in order.
  const endsOn = lastDay < contract.startsOn ? contract.startsOn : lastDay;
  const status = input.lastDay === null ? 'cancelled' : contract.status;
  await sqlRun(uow, 'update support_contracts set status = ?, ends_on = ?, version = version + 1 where id = ?', [status, endsOn, id]);
  await wakeUnfinishedTickets(uow);
  return { number: contract.number, lastDay: endsOn };
}

function over(number: string): AppError {
  return new AppError('conflict', {
    message: 'contract has ended already',
    userMessage: `${number} has ended already. Nothing was changed.`,
  });
}

function tooEarly(number: string): AppError {
  return new AppError('invalid_input', {
    message: 'contract would end before its start or in the past',
    userMessage: `${number} cannot end before it began or in the past. Choose today or a later day.`,
  });
}
