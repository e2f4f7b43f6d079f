import type { TenantId } from '../ids.types.ts';

/** The kinds of committed work a pump drains. */
export type WorkKind = 'mail' | 'delivery' | 'ticket' | 'notice' | 'chat' | 'post' | 'ai';

/** Work that a committed unit left for a pump. */
export type Wake = { kind: WorkKind; shard: number; tenantId: TenantId };
