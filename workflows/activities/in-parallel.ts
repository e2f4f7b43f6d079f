/** Runs `work` over the items, at most `limit` at a time; rejects with the first error after those under way have ended. */
export async function inParallel<Item>(items: Iterable<Item>, limit: number, work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) await work(next.value);
  };
  const lanes = await Promise.allSettled(Array.from({ length: limit }, lane));
  const failed = lanes.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** Groups the items by tenant, keeping their order. */
export function byTenant<Item extends { tenantId: string }>(items: Item[]): Map<Item['tenantId'], Item[]> {
  return Map.groupBy(items, (item) => item.tenantId);
}
