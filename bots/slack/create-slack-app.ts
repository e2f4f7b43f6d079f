import type { ServerResponse } from 'node:http';
import { App, type Authorize } from '@slack/bolt';
import type { InboxItem, InboxOutcome } from '../../domain/chat/chat.types.ts';
import { loadInstallation } from '../../domain/chat/load-installation.ts';
import { AppError } from '../../domain/errors.ts';
import type { ChatHandler } from '../../workflows/activities/ports.ts';
import { quietLogger } from './install/quiet-logger.ts';
import { clientOptions } from './install/web-client.ts';
import { receiver as actor } from './receive/find-installation.ts';
import { createSlackReceiver, type RawRequest } from './receive/slack-receiver.ts';
import { createTurnKeeper, type TurnKeeper } from './receive/turn-keeper.ts';
import type { SlackClients, SlackDeps, SlackListeners } from './slack.types.ts';
import { runOwnDeed } from './surfaces/run-own-deed.ts';

/** Slack's listeners with our door before them and our inbox between. */
export type SlackApp = {
  /** Takes one request of Slack; its body must be unread or raw bytes. */
  handle(request: RawRequest, response: ServerResponse): Promise<void>;
  chatHandler: ChatHandler;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** Longest wait for what goes straight through, in ms. Slack waits 3,000. */
const guardMs = 2_800;
/** Tokens after which Bolt's clients are thrown away: it keeps one for every token it ever saw, and tokens change twice a day. */
const mostTokens = 2_000;
const disconnected: InboxOutcome = { kind: 'done', result: 'workspace is not connected any more' };

/** Bolt over our receiver. What a listener throws reaches whoever called it: an item is put off, a request is answered 500. */
export function createSlackApp(deps: SlackDeps, clients: SlackClients, listeners: readonly SlackListeners[]): SlackApp {
  const turns = createTurnKeeper(deps);
  const receiver = createSlackReceiver(deps, turns, { guardMs });
  const tokens = new Set<string>();
  const app: App = new App({
    receiver,
    authorize: authorizeBy(clients, turns, (token) => {
      if (tokens.add(token).size <= mostTokens) return;
      tokens.clear();
      Reflect.set(app, 'clients', {});
    }),
    ignoreSelf: true,
    convoStore: false,
    attachFunctionToken: false,
    logger: quietLogger(deps.log.child({ slack: 'bolt' })),
    clientOptions: clientOptions(deps.settings, deps.log),
  });
  app.error(async (error) => {
    throw error;
  });
  for (const register of listeners) register(app, deps, clients);
  return {
    handle: receiver.handle,
    chatHandler: { handle: (item) => handleItem({ deps, app, turns, clients }, item) },
    start: async () => void (await receiver.start()),
    stop: async () => void (await receiver.stop()),
  };
}

/**
 * Bolt's own `client` works in what goes straight through. What comes from the inbox needs no token to be handled, and whoever makes a call there takes a client
 * from `clients`.
 */
function authorizeBy(clients: SlackClients, turns: TurnKeeper, seen: (token: string) => void): Authorize<boolean> {
  return async (_source, body) => {
    const { tenantId, installation, item } = turns.of(body);
    const bot = { botUserId: installation.botUserId, ...(installation.botId === null ? {} : { botId: installation.botId }) };
    if (item !== null) return bot;
    const botToken = await clients.tokenFor(tenantId, installation.id);
    seen(botToken);
    return { botToken, ...bot };
  };
}

type Handling = { deps: SlackDeps; app: App; turns: TurnKeeper; clients: SlackClients };

async function handleItem({ deps, app, turns, clients }: Handling, item: InboxItem): Promise<InboxOutcome> {
  const load = () => deps.withTenant(item.tenantId, actor, (uow) => loadInstallation(uow, item.installationId));
  const installation = await load();
  if (installation === null) return disconnected;
  if (item.payload.type === 'app_rate_limited') {
    deps.log.warn({ tenant: item.tenantId }, 'Slack holds back events of a workspace: it had more than 30,000 in an hour');
    return { kind: 'done', result: 'Slack held back events of this workspace' };
  }
  const customProperties = turns.open(installation, item.payload, item);
  if (item.kind === 'submission' || item.kind === 'later') return runOwnDeed(deps, item, customProperties.deskhand, clients);
  try {
    await app.processEvent({ body: item.payload, ack: async () => undefined, customProperties });
    return { kind: 'done', result: item.kind };
  } catch (error) {
    if (isNotConfigured(error) && (await load()) === null) return disconnected;
    throw error;
  }
}

/** Whether a client was asked for and there was none: Bolt passes on what has a code of its own. */
function isNotConfigured(error: unknown): boolean {
  return error instanceof AppError && error.code === 'not_configured';
}
