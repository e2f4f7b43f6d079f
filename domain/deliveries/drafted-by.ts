import type { AiSource, Flag } from '../ai-runs/ai-runs.types.ts';
import { findJob } from '../ai-runs/find-job.ts';
import type { AiJobId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { DraftPayload } from './stored-mail.types.ts';

/** Who drafted a text. `changed`: a person wrote in it since. `flags`: what of the text must still be looked at, because it is in no trusted source. */
export type DraftedBy = { jobId: AiJobId; source: AiSource; model: string | null; changed: boolean; flags: Flag[] };

/** Where the text of a mail comes from, when the AI drafted it; null when a person wrote it. */
export async function draftedBy(uow: TenantUnitOfWork, payload: Pick<DraftPayload, 'aiJobId' | 'text'>): Promise<DraftedBy | null> {
  if (payload.aiJobId === undefined) return null;
  const job = await findJob(uow, payload.aiJobId);
  if (job.result === null) return null;
  const { text = '', flags = [] } = job.result.data as { text?: string; flags?: Flag[] };
  return {
    jobId: job.id,
    source: job.result.source,
    model: job.model,
    changed: payload.text.trim() !== text.trim(),
    flags: flags.filter((flag) => payload.text.includes(flag.text)),
  };
}
