import type { IncomingMessage, ServerResponse } from 'node:http';
import { InstallProvider } from '@slack/oauth';
import type { ChatLinked } from '../../../domain/chat/chat-link.types.ts';
import { endInstallation } from '../../../domain/chat/end-installation.ts';
import { finishLinkBySignIn } from '../../../domain/chat/finish-link-by-sign-in.ts';
import { loadInstallation } from '../../../domain/chat/load-installation.ts';
import { type LinkRequest, readLinkRequest } from '../../../domain/chat/read-link-request.ts';
import { AppError, notFound } from '../../../domain/errors.ts';
import type { Actor, InstallationId } from '../../../domain/ids.types.ts';
import type { SlackClients, SlackDeps } from '../slack.types.ts';
import { claimWorkspace, lookAtClaim, parkClaim } from './claims.ts';
import { type InstallEnd, refusedEnd } from './install-end.rules.ts';
import { grantOf, keepForInstaller, renewConnected, type SlackGrant } from './keep-installation.ts';
import { botScopes } from './manifest.rules.ts';
import { type Installer, installerOf, oauthStates, stateMetadata, stateMinutes } from './oauth-state.ts';
import { readSlackPerson } from './read-slack-person.ts';
import { clientOptions } from './web-client.ts';

/** A member of staff who is signed in. The web role has proved it and checked their rights. */
export type SignedInStaff = Installer & { name: string };

/** What the web role needs to connect workspaces and people. */
export type SlackInstall = {
  /** Events come over a socket. */
  readonly socketMode: boolean;
  /** The cookie that binds an installation to its browser; its value is the state that `begin` returns. */
  readonly cookie: { name: string; minutes: number };
  /** Starts an installation: for the company of the admin, or (null) for nobody yet. */
  begin(by: Installer | null): Promise<{ url: string; state: string }>;
  /** Takes the browser that comes back from Slack; writes nothing but the deletion of the cookie to the response. Never throws for what a visitor or Slack can cause. */
  finish(request: IncomingMessage, response: ServerResponse): Promise<InstallEnd>;
  lookAtClaim(token: string): Promise<{ workspace: string } | null>;
  claim(token: string, by: Installer): Promise<{ workspace: string }>;
  /** Ends a workspace's connection here and asks Slack to take the token back. Throws `not_found`. */
  disconnect(by: SignedInStaff, id: InstallationId): Promise<{ workspace: string }>;
  /** Throws `expired` for a link that is used, too old or not for this company. */
  lookAtLink(by: SignedInStaff, token: string): Promise<LinkRequest>;
  /** Links the person of the workspace to whoever is signed in. As `lookAtLink`, and `not_permitted` for guests, bots and strangers. */
  link(by: SignedInStaff, token: string): Promise<ChatLinked>;
};

/** Installation and linking over the one Slack app. */
export function createSlackInstall(deps: SlackDeps, clients: SlackClients, now: () => Date = () => new Date()): SlackInstall {
  const name = deps.webUrl.startsWith('https:') ? '__Host-deskhand-slack' : 'deskhand-slack';
  const states = oauthStates(deps, now);
  const provider = new InstallProvider({
    clientId: deps.settings.clientId,
    clientSecret: deps.settings.clientSecret,
    authorizationUrl: deps.settings.authorizeUrl,
    stateStore: states,
    stateCookieName: name,
    clientOptions: clientOptions(deps.settings, deps.log),
    logger: clientOptions(deps.settings, deps.log).logger,
    installationStore: { storeInstallation: nothingStored, fetchInstallation: nothingStored },
  });
  return {
    socketMode: deps.settings.appToken !== null,
    cookie: { name, minutes: stateMinutes },
    begin: async (by) => {
      const options = { scopes: [...botScopes], redirectUri: `${deps.webUrl}/slack/oauth_redirect`, metadata: stateMetadata(by) };
      const state = await states.generateStateParam(options, now());
      return { url: await provider.generateInstallUrl(options, true, state), state };
    },
    finish: (request, response) => finish(deps, provider, request, response, now),
    lookAtClaim: (token) => lookAtClaim(deps, token, now()),
    claim: (token, by) => claimWorkspace(deps, token, by, now()),
    disconnect: (by, id) => disconnect(deps, clients, by, id),
    lookAtLink: (by, token) => lookAtLink(deps, by, token),
    link: (by, token) => link(deps, clients, by, token),
  };
}

// What a grant becomes is decided after the exchange, with everything that is known of it; the provider's own store is never reached.
function nothingStored(): never {
  throw new Error('installations are kept by keep-installation.ts');
}

async function finish(
  deps: SlackDeps,
  provider: InstallProvider,
  request: IncomingMessage,
  response: ServerResponse,
  now: () => Date,
): Promise<InstallEnd> {
  let end: InstallEnd | null = null;
  let failure: Error | null = null;
  await provider.handleCallback(request, response, {
    afterInstallation: async (installation, options) => {
      const grant = grantOf(installation, now());
      if (grant === null) throw Object.assign(new Error('no bot token'), { code: 'no_bot' });
      end = await settle(deps, grant, installerOf(options), now);
      return false;
    },
    failureAsync: async (error) => {
      failure = error;
    },
  });
  const result = end ?? refusedEnd(failure);
  if (result === null) throw failure ?? new Error('the return from Slack ended without an end');
  if (result.kind === 'refused') deps.log.warn({ reason: result.reason }, 'Slack installation refused');
  return result;
}

async function settle(deps: SlackDeps, grant: SlackGrant, installer: Installer | null, now: () => Date): Promise<InstallEnd> {
  const workspace = grant.name;
  if (installer !== null) {
    await keepForInstaller(deps, grant, installer);
    return { kind: 'connected', workspace };
  }
  if (await renewConnected(deps, grant)) return { kind: 'renewed', workspace };
  return { kind: 'claim', workspace, token: await parkClaim(deps, grant, now()) };
}

async function disconnect(deps: SlackDeps, clients: SlackClients, by: SignedInStaff, id: InstallationId): Promise<{ workspace: string }> {
  const installation = await deps.withTenant(by.tenantId, actorOf(by), (uow) => loadInstallation(uow, id));
  if (installation === null) throw notFound('connected workspace', id);
  const client = await clients.clientFor(by.tenantId, id).catch(() => null);
  await deps.withTenant(by.tenantId, actorOf(by), (uow) => endInstallation(uow, id, 'uninstalled'));
  // Ours has ended whatever Slack says to it.
  await client?.auth
    .revoke()
    .catch((error: Error) => deps.log.warn({ installation: id, failure: error.name }, 'Slack token not taken back'));
  deps.log.info({ tenant: by.tenantId, actor: by.userId, installation: id }, 'Slack workspace disconnected');
  return { workspace: installation.name };
}

async function lookAtLink(deps: SlackDeps, by: SignedInStaff, token: string): Promise<LinkRequest> {
  const request = await deps.withTenant(by.tenantId, actorOf(by), (uow) => readLinkRequest(uow, token, by.userId));
  if (request !== null) return request;
  throw new AppError('expired', {
    message: 'chat link refused',
    userMessage:
      'This link has been used, is older than ten minutes, or is not for your company. Say something to Deskhand in Slack to get a new one.',
  });
}

async function link(deps: SlackDeps, clients: SlackClients, by: SignedInStaff, token: string): Promise<ChatLinked> {
  const request = await lookAtLink(deps, by, token);
  const installation = await deps.withTenant(by.tenantId, actorOf(by), (uow) => loadInstallation(uow, request.installationId));
  if (installation === null) throw notFound('connected workspace', request.workspace);
  const found = await readSlackPerson(deps, clients, installation, request.externalId);
  if (found.kind === 'refused')
    throw new AppError('not_permitted', { message: 'this person of Slack may not be linked', userMessage: found.reason });
  const linked = await deps.withTenant(by.tenantId, actorOf(by), (uow) => finishLinkBySignIn(uow, token, by.userId, found.person));
  deps.log.info({ tenant: by.tenantId, actor: by.userId, installation: installation.id }, 'Slack person linked by sign-in');
  return linked;
}

function actorOf({ userId, name }: SignedInStaff): Actor {
  return { kind: 'staff', userId, name };
}
