import type { TenantId, TicketId } from '../../domain/ids.types.ts';
import type { WorkKind } from '../../domain/tenancy/wake.types.ts';

/** The one task queue of the workers. */
export const taskQueue = 'deskhand';

/** Deterministic ids: starting twice is starting once. */
export const pumpId = (kind: WorkKind, shard: number): string => `pump-${kind}-${shard}`;
/** Id of a ticket's one workflow. */
export const ticketWorkflowId = (tenantId: TenantId, ticketId: TicketId): string => `ticket-${tenantId}-${ticketId}`;
/** The schedule that wakes stalled pumps. */
export const sweepScheduleId = 'sweep-open-work';
/** The schedule that removes orphan blobs. */
export const blobSweepScheduleId = 'sweep-blobs';

/** Signal names. Both only say "look again": what changed is in the database. */
export const wakeSignalName = 'wake';
/** "The ticket changed." */
export const ticketChangedSignalName = 'ticketChanged';
