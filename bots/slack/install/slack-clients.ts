import type { WebClient } from '@slack/web-api';
import type { InstallationId, TenantId } from '../../../domain/ids.types.ts';
import type { SlackClients, SlackDeps } from '../slack.types.ts';
import { freshToken } from './fresh-token.ts';
import { webClient } from './web-client.ts';

/** Clients kept at a time; a client is cheap to make again. */
const mostClients = 2_000;

/**
 * Clients of the connected workspaces. The token is read for each request (those who ask at the same time share one look), so an ended workspace ends at once; the
 * clients themselves are kept by token. Call it outside units of work: it may have to refresh a token.
 */
export function createSlackClients(deps: SlackDeps, now: () => Date = () => new Date()): SlackClients {
  const plain = webClient(deps.settings, deps.log);
  const kept = new Map<string, WebClient>();
  const asking = new Map<string, Promise<string>>();
  const tokenFor = (tenantId: TenantId, id: InstallationId): Promise<string> => {
    const key = `${tenantId} ${id}`;
    const asked = asking.get(key);
    if (asked !== undefined) return asked;
    const asks = freshToken({ ...deps, plain, now }, tenantId, id).finally(() => asking.delete(key));
    asking.set(key, asks);
    return asks;
  };
  const clientOf = (token: string): WebClient => {
    const client = kept.get(token) ?? webClient(deps.settings, deps.log, token);
    // Taken out and put back: the one that was used longest ago stands first.
    kept.delete(token);
    kept.set(token, client);
    const [oldest] = kept.keys();
    if (kept.size > mostClients && oldest !== undefined) kept.delete(oldest);
    return client;
  };
  return { plain, tokenFor, clientFor: async (tenantId, id) => clientOf(await tokenFor(tenantId, id)) };
}
