import { type AiJobId, newId } from '../ids.types.ts';
import { shardOf } from '../tenancy/shard.rules.ts';
import { sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { AiResult, WantedJob } from './ai-runs.types.ts';
import { storedJson } from './stored-json.rules.ts';

/** Keeps a piece of work that was found at once, as a job that is done. */
export async function recordDoneJob(uow: TenantUnitOfWork, wanted: WantedJob, result: AiResult, id = newId<AiJobId>()): Promise<AiJobId> {
  await sqlRun(
    uow,
    `insert into ai_jobs (tenant_id, id, shard, feature, dedupe_key, ticket_id, message_id, input, state, due_at, asked_by, result, source, created_at, started_at, settled_at)
     values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, 'done', ?, ?, ?::jsonb, ?, ?, ?, ?)`,
    [
      uow.tenantId,
      id,
      shardOf(uow.tenantId),
      wanted.feature,
      wanted.dedupeKey,
      wanted.ticketId,
      wanted.messageId ?? null,
      storedJson(wanted.input),
      uow.now,
      wanted.askedBy,
      storedJson(result),
      result.source,
      uow.now,
      uow.now,
      uow.now,
    ],
  );
  return id;
}
