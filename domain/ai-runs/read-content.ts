import type { AiCallId, PromptVersionId } from '../ids.types.ts';
import type { PromptKind } from '../prompts/prompts.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { CallBasis } from './ai-runs.types.ts';

/** What was sent and what came back, with the prompt version it was made from. */
export type CallContent = {
  request: string;
  response: string | null;
  basis: CallBasis;
  expiresAt: Date;
  inputHash: string;
  prompt: { id: PromptVersionId; kind: PromptKind; systemText: string; dataText: string } | null;
};

type Row = Omit<CallContent, 'prompt' | 'expiresAt'> & {
  expiresAt: string;
  promptId: PromptVersionId | null;
  kind: PromptKind;
  systemText: string;
  dataText: string;
};

/** The content of a call while the company keeps it; null when that time is over, whether or not it was removed already. */
export async function readContent(uow: TenantUnitOfWork, callId: AiCallId): Promise<CallContent | null> {
  const [row] = await sqlRows<Row>(
    uow,
    `select o.request, o.response, o.basis, o.expires_at as "expiresAt", c.input_hash as "inputHash", v.id as "promptId", v.kind,
       v.system_text as "systemText", v.data_text as "dataText"
     from ai_call_contents o join ai_calls c on c.id = o.call_id left join prompt_versions v on v.id = c.prompt_version_id where o.call_id = ? and o.expires_at > ?`,
    [callId, uow.now],
  );
  if (row === undefined) return null;
  const { promptId, kind, systemText, dataText, ...content } = row;
  return {
    ...content,
    expiresAt: new Date(row.expiresAt),
    prompt: promptId === null ? null : { id: promptId, kind, systemText, dataText },
  };
}
