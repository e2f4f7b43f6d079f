import { z } from 'zod';
import { parseInput } from '../input.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { AskingTenant } from './satisfaction.rules.ts';

const inputSchema = z.strictObject({
  ask: z.boolean(),
  afterHours: z.int().min(0).max(720, 'must be at most 720 hours (30 days)').optional(),
});

/** Says whether requesters of tickets resolved from now on are asked, and how many hours after the resolution. Throws `invalid_input`. */
export async function switchSatisfaction(uow: TenantUnitOfWork, wanted: z.input<typeof inputSchema>): Promise<AskingTenant> {
  const { ask, afterHours } = parseInput(inputSchema, wanted);
  const [row] = await sqlRows<AskingTenant>(
    uow,
    `update tenants set ask_satisfaction = ?, satisfaction_delay_hours = coalesce(?, satisfaction_delay_hours)
     returning ask_satisfaction as "askSatisfaction", satisfaction_delay_hours as "satisfactionDelayHours"`,
    [ask, afterHours ?? null],
  );
  if (row === undefined) throw new Error('a tenant has its own row');
  return row;
}
