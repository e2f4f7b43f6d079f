import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Receipt } from './ai-runs.types.ts';

type Row = Omit<Receipt, 'prompt' | 'costMicros' | 'startedAt' | 'settledAt'> & {
  promptKind: string | null;
  promptNumber: number;
  promptOrigin: string;
  costMicros: string | null;
  startedAt: string;
  settledAt: string | null;
};

const columns = `c.id as "callId", c.job_id as "jobId", c.feature, c.attempt, c.try, c.ticket_id as "ticketId", c.prompt_version_id as "promptVersionId",
  v.kind as "promptKind", v.number as "promptNumber", v.origin as "promptOrigin", c.prompt_arm as "promptArm", c.provider_name as "providerName",
  c.model_asked as "modelAsked", c.model_served as "modelServed", c.parameters, c.input_hash as "inputHash", c.output_hash as "outputHash", c.outcome, c.reason,
  c.input_tokens as "inputTokens", c.cached_tokens as "cachedTokens", c.output_tokens as "outputTokens", c.reasoning_tokens as "reasoningTokens",
  c.cost_micros as "costMicros", c.latency_ms as "latencyMs", c.request_id as "requestId", c.started_at as "startedAt", c.settled_at as "settledAt"`;

/** The receipts that `rest` (fixed text of a verb: a condition over `c` with what follows it) picks. */
export async function receiptColumns(uow: TenantUnitOfWork, rest: string, params: readonly unknown[]): Promise<Receipt[]> {
  const sql = `select ${columns} from ai_calls c left join prompt_versions v on v.id = c.prompt_version_id where ${rest}`;
  return (await sqlRows<Row>(uow, sql, params)).map(({ promptKind, promptNumber, promptOrigin, ...row }) => ({
    ...row,
    prompt: promptKind === null ? null : { kind: promptKind, number: promptNumber, origin: promptOrigin },
    costMicros: row.costMicros === null ? null : Number(row.costMicros),
    startedAt: new Date(row.startedAt),
    settledAt: row.settledAt === null ? null : new Date(row.settledAt),
  }));
}
