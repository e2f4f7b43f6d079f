import type { WantedJob } from '../ai-runs/ai-runs.types.ts';
import type { StaffUserId } from '../ids.types.ts';
import type { LabelTarget } from './learning.types.ts';

/** What a training of the target is as a job; the same target waits for one training at a time. */
export function trainingJob(target: LabelTarget, askedBy: StaffUserId | null): WantedJob {
  return { feature: 'training', dedupeKey: `training:${target}`, ticketId: null, input: { target }, askedBy };
}
