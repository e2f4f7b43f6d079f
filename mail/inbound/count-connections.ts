/** Counts open connections by remote address, so that one host cannot take every place. */
export type ConnectionCount = {
  /** False when the address has its full number already; then nothing is counted. */
  enter(connectionId: string, address: string): boolean;
  leave(connectionId: string): void;
};

/** At most `maxPerAddress` connections of one address at a time. */
export function countConnections(maxPerAddress: number): ConnectionCount {
  const addressOf = new Map<string, string>();
  const counts = new Map<string, number>();
  return {
    enter: (connectionId, address) => {
      const count = counts.get(address) ?? 0;
      if (count >= maxPerAddress) return false;
      addressOf.set(connectionId, address);
      counts.set(address, count + 1);
      return true;
    },
    leave: (connectionId) => {
      const address = addressOf.get(connectionId);
      if (address === undefined) return;
      addressOf.delete(connectionId);
      const count = (counts.get(address) ?? 1) - 1;
      if (count === 0) counts.delete(address);
      else counts.set(address, count);
    },
  };
}
