import { createHash } from 'node:crypto';
import type { ReplayReport } from '../../domain/ai-runs/ai-runs.types.ts';
import { type CallContent, readContent } from '../../domain/ai-runs/read-content.ts';
import { AppError } from '../../domain/errors.ts';
import type { AiCallId } from '../../domain/ids.types.ts';
import type { TenantUnitOfWork } from '../../domain/tenancy/unit-of-work.ts';
import type { ModelClient } from '../providers/model-client.types.ts';
import { buildRequest } from './build-request.rules.ts';

/** Makes the request of a call anew, from its immutable prompt version and the values and facts kept with it, by the code that made it; nothing is sent. */
export async function replayCall(uow: TenantUnitOfWork, client: Pick<ModelClient, 'prepare'>, callId: AiCallId): Promise<ReplayReport> {
  const content = await readContent(uow, callId);
  if (content === null) return { kind: 'gone' };
  const { request, response, expiresAt } = content;
  const made = rebuild(client, content);
  return {
    kind: 'replayed',
    rebuiltHash: made.body === null ? null : sha256(made.body),
    keptHash: sha256(request),
    bytes: Buffer.byteLength(request),
    problem: made.problem,
    request,
    response,
    expiresAt,
  };
}

function rebuild(client: Pick<ModelClient, 'prepare'>, { prompt, basis }: CallContent): { body: string | null; problem: string | null } {
  if (prompt === null) return { body: null, problem: 'it was made from no prompt version' };
  try {
    return { body: buildRequest(client, prompt, basis).call.body, problem: null };
  } catch (error) {
    return { body: null, problem: error instanceof AppError ? error.userMessage : 'this version of Deskhand makes no such request' };
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
