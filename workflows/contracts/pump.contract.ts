import type { WorkKind } from '../../domain/tenancy/wake.types.ts';

/** One pump drains one kind of committed work of one shard. */
export type PumpInput = { kind: WorkKind; shard: number };

/** What one batch did. `more` means the batch was full; `nextAt` (ISO 8601) is when the earliest postponed item falls due. */
export type DrainResult = { handled: number; parked: number; more: boolean; nextAt: string | null };
