import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { AiFeature, CallUsage } from './ai-runs.types.ts';

/** What a settled call gives back to its day. */
export type SpendRow = { day: string; feature: AiFeature; reservedMicros: string | number };

/** Moves what a call had reserved to what was spent, on the day it was made. To be called once for a call, by whoever ended it. */
export async function moveSpend(uow: TenantUnitOfWork, row: SpendRow, costMicros: number, usage: CallUsage | null): Promise<void> {
  await sqlRun(
    uow,
    `update ai_spend set reserved_micros = reserved_micros - ?, spent_micros = spent_micros + ?, input_tokens = input_tokens + ?, output_tokens = output_tokens + ?
     where day = ?::date and feature = ?`,
    [Number(row.reservedMicros), costMicros, usage?.input ?? 0, usage?.output ?? 0, row.day, row.feature],
  );
}
