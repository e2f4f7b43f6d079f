import { createHash } from 'node:crypto';
import { type AiCallId, newId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { AiFeature, NewCall, Reserved } from './ai-runs.types.ts';
import { reserveMicros } from './cost.rules.ts';
import { loadAiSettings } from './load-ai-settings.ts';
import { spendDay } from './spend-day.ts';

const dayMs = 86_400_000;

/**
 * Reserves what a call may cost at most against the company's and the feature's budget of the day and keeps its receipt and its request, before it is made. However
 * many reserve at once, what is spent and reserved together never passes a budget. `over budget`: nothing is reserved, it is counted as refused, and the call must not
 * be made.
 */
export async function reserveCall(uow: TenantUnitOfWork, call: NewCall): Promise<Reserved> {
  const day = await spendDay(uow);
  const wanted = reserveMicros(call.provider.prices, call.inputTokens, call.maxOutputTokens);
  const spent = await spentBudget(uow, { day, feature: call.feature, wanted });
  if (spent !== null) {
    await addToDay(uow, { day, feature: call.feature, micros: 0, calls: 0, refused: 1 });
    return { kind: 'over budget', budget: spent };
  }
  await addToDay(uow, { day, feature: call.feature, micros: wanted, calls: 1, refused: 0 });
  return { kind: 'reserved', callId: await insertCall(uow, call, day, wanted) };
}

type Budget = { feature: AiFeature | 'all'; daily: string; used: string };

/** The budget that the amount would pass; null when there is room. Whoever reserves under the same budget waits for this unit. */
async function spentBudget(
  uow: TenantUnitOfWork,
  { day, feature, wanted }: { day: string; feature: AiFeature; wanted: number },
): Promise<Budget['feature'] | null> {
  const locked = await sqlRows<{ feature: Budget['feature'] }>(
    uow,
    `select feature from ai_budgets where feature in ('all', ?) order by feature for update`,
    [feature],
  );
  if (locked.length === 0) return null;
  // A statement of its own: it sees what was committed while the lock was waited for.
  const budgets = await sqlRows<Budget>(
    uow,
    `select b.feature, b.daily_micros as daily, coalesce(sum(s.reserved_micros + s.spent_micros), 0) as used
     from ai_budgets b left join ai_spend s on s.tenant_id = b.tenant_id and s.day = ?::date and b.feature in ('all', s.feature)
     where b.feature in ('all', ?) group by b.feature, b.daily_micros order by b.feature`,
    [day, feature],
  );
  return budgets.find(({ daily, used }) => Number(used) + wanted > Number(daily))?.feature ?? null;
}

type Added = { day: string; feature: AiFeature; micros: number; calls: number; refused: number };

async function addToDay(uow: TenantUnitOfWork, { day, feature, micros, calls, refused }: Added): Promise<void> {
  await sqlRun(
    uow,
    `insert into ai_spend as s (tenant_id, day, feature, reserved_micros, calls, refused) values (?, ?::date, ?, ?, ?, ?)
     on conflict (tenant_id, day, feature) do update set reserved_micros = s.reserved_micros + excluded.reserved_micros,
       calls = s.calls + excluded.calls, refused = s.refused + excluded.refused`,
    [uow.tenantId, day, feature, micros, calls, refused],
  );
}

async function insertCall(uow: TenantUnitOfWork, call: NewCall, day: string, reservedMicros: number): Promise<AiCallId> {
  const id = newId<AiCallId>();
  const { keepDays } = await loadAiSettings(uow);
  await sqlRun(
    uow,
    `insert into ai_calls (tenant_id, id, job_id, feature, attempt, try, ticket_id, prompt_version_id, prompt_arm, provider_id, provider_name, style,
       model_asked, parameters, input_hash, reserved_micros, day, started_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?::date, ?)`,
    [
      uow.tenantId,
      id,
      call.jobId,
      call.feature,
      call.attempt,
      call.try,
      call.ticketId,
      call.promptVersionId,
      call.promptArm,
      call.provider.id,
      call.provider.name,
      call.provider.style,
      call.provider.model,
      JSON.stringify(call.parameters),
      createHash('sha256').update(call.request).digest('hex'),
      reservedMicros,
      day,
      uow.now,
    ],
  );
  await sqlRun(uow, 'insert into ai_call_contents (tenant_id, call_id, basis, request, expires_at) values (?, ?, ?::json, ?, ?)', [
    uow.tenantId,
    id,
    JSON.stringify(call.basis),
    call.request,
    new Date(uow.now.getTime() + keepDays * dayMs),
  ]);
  return id;
}
