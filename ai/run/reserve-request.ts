import type { Provider } from '../../domain/ai-providers/ai-providers.types.ts';
import type { ClaimedJob, NewCall, Reserved } from '../../domain/ai-runs/ai-runs.types.ts';
import { reserveCall } from '../../domain/ai-runs/reserve-call.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import { mostOutput } from './build-request.rules.ts';
import type { MadeRequest } from './make-request.ts';

/** Which call of which job it is, and under which version. */
export type CallOf = Pick<NewCall, 'try' | 'ticketId' | 'promptVersionId' | 'promptArm'> & { job: ClaimedJob; provider: Provider };

/** Reserves what a made request may cost and keeps its receipt and bytes; over the budget nothing is kept. */
export function reserveRequest(uow: TenantUnitOfWork, { basis, prepared, inputTokens }: MadeRequest, of: CallOf): Promise<Reserved> {
  const { job, provider, ...named } = of;
  return reserveCall(uow, {
    ...named,
    jobId: job.id,
    feature: job.feature,
    attempt: job.attempts,
    provider: { ...provider, style: prepared.path === '/responses' ? 'responses' : 'chat' },
    parameters: prepared.parameters,
    request: prepared.body,
    basis,
    inputTokens,
    maxOutputTokens: mostOutput(prepared, basis),
  });
}
