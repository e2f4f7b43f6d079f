/**
 * Splits a batch into groups that may be filed at the same time: items that share a key (a sender, a Message-ID) stay in one group, in their order.
 * Linear in the number of keys.
 */
export function independentGroups<Item>(items: Item[], keysOf: (item: Item) => string[]): Item[][] {
  const parent = items.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) at = parent[at] as number;
    parent[i] = at;
    return at;
  };
  const firstWith = new Map<string, number>();
  items.forEach((item, i) => {
    for (const key of keysOf(item)) {
      const other = firstWith.get(key);
      if (other === undefined) firstWith.set(key, i);
      else parent[Math.max(root(i), root(other))] = Math.min(root(i), root(other));
    }
  });
  const groups = new Map<number, Item[]>();
  items.forEach((item, i) => {
    const group = groups.get(root(i));
    if (group === undefined) groups.set(root(i), [item]);
    else group.push(item);
  });
  return [...groups.values()];
}
