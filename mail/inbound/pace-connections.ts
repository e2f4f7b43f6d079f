import { AppError } from '../../domain/errors.ts';
import type { ServerSettings } from '../../domain/mailboxes/mailboxes.types.ts';
import { countConnections } from './count-connections.ts';
import { type Limit, limitConcurrency } from './limit-concurrency.ts';
import { limitsOf, type ProviderLimits } from './provider-limits.rules.ts';

/** Keeps a process within what providers allow, whatever number of mailboxes it watches. */
export type Pacing = {
  /** Begins a connection when there is a place: so many at a time in all, and so many at a time at one host. */
  connect<T>(server: ServerSettings, work: () => Promise<T>): Promise<T>;
  /** Takes a place among the connections of the server's account. Throws `not_configured` when they are all taken. */
  enter(holder: string, server: ServerSettings): void;
  leave(holder: string): void;
};

/** At most `atOnce` connections are being made at a time. */
export function createPacing(atOnce: number): Pacing {
  const all = limitConcurrency(atOnce);
  const hosts = new Map<string, Limit>();
  const counts = new Map<ProviderLimits, ReturnType<typeof countConnections>>();
  const hostLimit = (host: string): Limit => {
    const limit = hosts.get(host) ?? limitConcurrency(limitsOf(host).atOnce);
    hosts.set(host, limit);
    return limit;
  };
  return {
    connect: (server, work) => hostLimit(server.host)(() => all(work)),
    enter: (holder, server) => {
      const limits = limitsOf(server.host);
      const count = counts.get(limits) ?? countConnections(limits.connections);
      counts.set(limits, count);
      if (count.enter(holder, `${server.host}:${server.port}/${server.user ?? ''}`)) return;
      throw new AppError('not_configured', {
        message: `more than ${limits.connections} connections of one account`,
        userMessage: `${limits.name} allows ${limits.connections} connections of one account, and so many mailboxes use this one already. Give each mailbox an account of its own.`,
      });
    },
    leave: (holder) => {
      for (const count of counts.values()) count.leave(holder);
    },
  };
}
