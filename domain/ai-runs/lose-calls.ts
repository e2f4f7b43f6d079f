import type { AiJobId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { moveSpend, type SpendRow } from './move-spend.ts';

const reason = 'The worker that made this call ended before it could say how the call ended.';

/** Ends the calls of a job that nobody waits for any more: they may have been made, so they cost what they had reserved. Each is charged once. */
export async function loseCalls(uow: TenantUnitOfWork, jobId: AiJobId): Promise<number> {
  const lost = await sqlRows<SpendRow>(
    uow,
    `update ai_calls set state = 'lost', outcome = 'unavailable', reason = ?, cost_micros = reserved_micros, settled_at = ?
     where job_id = ? and state = 'reserved' returning day::text as day, feature, reserved_micros as "reservedMicros"`,
    [reason, uow.now, jobId],
  );
  for (const call of lost) await moveSpend(uow, call, Number(call.reservedMicros), null);
  return lost.length;
}
