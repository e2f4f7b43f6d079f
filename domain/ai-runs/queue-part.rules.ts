import { type AiJobId, newId } from '../ids.types.ts';
import { shardOf } from '../tenancy/shard.rules.ts';
import type { SqlPart, UnitFacts } from '../tenancy/sql-part.rules.ts';
import type { WantedJob } from './ai-runs.types.ts';
import { storedJson } from './stored-json.rules.ts';

/** A job that is asked for again and again is put off no longer than this after it was first asked for. */
const longestWait = '2 minutes';

/** The write that leaves a piece of work in the queue (`queueJob`), to be run alone or together with others; the pump `ai` is to be woken by whoever runs it. */
export function queuePart({ tenantId, now }: UnitFacts, wanted: WantedJob): SqlPart {
  return {
    sql: `insert into ai_jobs as j (tenant_id, id, shard, feature, dedupe_key, ticket_id, message_id, input, due_at, asked_by, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
     on conflict (tenant_id, dedupe_key) where state = 'queued' do update set
       due_at = case when excluded.asked_by is null
         then greatest(j.due_at, least(excluded.due_at, j.created_at + interval '${longestWait}'))
         else least(j.due_at, excluded.due_at) end,
       message_id = coalesce(excluded.message_id, j.message_id), input = excluded.input, asked_by = coalesce(excluded.asked_by, j.asked_by)`,
    params: [
      tenantId,
      newId<AiJobId>(),
      shardOf(tenantId),
      wanted.feature,
      wanted.dedupeKey,
      wanted.ticketId,
      wanted.messageId ?? null,
      storedJson(wanted.input),
      wanted.dueAt ?? now,
      wanted.askedBy,
      now,
    ],
  };
}
