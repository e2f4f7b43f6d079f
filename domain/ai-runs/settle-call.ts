import { createHash } from 'node:crypto';
import type { PriceTable } from '../ai-providers/ai-providers.types.ts';
import type { AiCallId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { CallEnd } from './ai-runs.types.ts';
import { costMicros } from './cost.rules.ts';
import { moveSpend, type SpendRow } from './move-spend.ts';

/**
 * Ends a call: its receipt, its answer, and what it cost moved from reserved to spent. A call without counted tokens costs nothing when the server gave no answer, and
 * what was reserved when it was cut off. False, and nothing is charged, when it was ended before: a call is charged once.
 */
export async function settleCall(uow: TenantUnitOfWork, callId: AiCallId, prices: PriceTable, end: CallEnd): Promise<boolean> {
  const counted = end.usage === null ? null : costMicros(prices, end.usage);
  const isUnknown = counted === null && (end.cutOff || end.text !== null);
  const [row] = await sqlRows<SpendRow & { costMicros: string | number }>(
    uow,
    `update ai_calls set state = 'settled', outcome = ?, reason = ?, output_hash = ?, input_tokens = ?, cached_tokens = ?, output_tokens = ?, reasoning_tokens = ?,
       cost_micros = case when ? then reserved_micros else ?::bigint end, latency_ms = ?, request_id = ?, model_served = ?, settled_at = ?
     where id = ? and state = 'reserved' returning day::text as day, feature, reserved_micros as "reservedMicros", cost_micros as "costMicros"`,
    [
      end.outcome,
      end.reason,
      end.text === null ? null : createHash('sha256').update(end.text).digest('hex'),
      end.usage?.input ?? null,
      end.usage?.cached ?? null,
      end.usage?.output ?? null,
      end.usage?.reasoning ?? null,
      isUnknown,
      counted ?? 0,
      Math.round(end.latencyMs),
      end.requestId,
      end.modelServed,
      uow.now,
      callId,
    ],
  );
  if (row === undefined) return false;
  if (end.text !== null) await sqlRun(uow, 'update ai_call_contents set response = ? where call_id = ?', [storable(end.text), callId]);
  await moveSpend(uow, row, Number(row.costMicros), end.usage);
  return true;
}

/** PostgreSQL keeps no NUL in a text; a broken server sends one. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD');
}
