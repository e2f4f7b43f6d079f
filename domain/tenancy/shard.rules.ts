/** Pumps per kind. Fixed: rows carry their shard, so a change needs a migration of the open rows. */
export const shardCount = 4;

/** FNV-1a over the tenant id: which pump carries this tenant's work, 0…shardCount-1. */
export function shardOf(tenantId: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < tenantId.length; i += 1) hash = Math.imul(hash ^ tenantId.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % shardCount;
}
