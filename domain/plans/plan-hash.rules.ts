import { createHash } from 'node:crypto';
import type { StaffUserId, TenantId } from '../ids.types.ts';

/** A change that was understood: an operation and its arguments. */
export type WantedChange = { op: string; args: Record<string, unknown> };

/** SHA-256 over tenant, person, operation and arguments, whatever the order of the keys. */
export function planHash(tenantId: TenantId, userId: StaffUserId, { op, args }: WantedChange): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return pairs.map(([key, inner]) => [key, sorted(inner)]);
  };
  return createHash('sha256')
    .update(JSON.stringify([tenantId, userId, op, sorted(args)]))
    .digest('hex');
}
