import type { AiCallId, AiJobId } from '../ids.types.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ReplayReport, WantedJob } from './ai-runs.types.ts';

/** What commands may want of the AI. No model is called here: that is a worker's, after the commit. */
export type AiDoor = {
  /**
   * Asks for a piece of work. With a model set up the job is queued; without one (or for what needs none) the keyless result is found in this unit and the job is
   * done when this returns. Throws what the function's `load` throws: `not_found`, `conflict`.
   */
  ask(uow: TenantUnitOfWork, wanted: WantedJob): Promise<AiJobId>;
  /** Makes the request of a call anew, without sending it. Only where the model's functions are. */
  replay?(uow: TenantUnitOfWork, callId: AiCallId): Promise<ReplayReport>;
};
