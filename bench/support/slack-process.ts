import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver } from '@slack/bolt';
import express from 'express';
import { createCommandRunner } from '../../bots/commands/command-runner.ts';
import { createSlackApp } from '../../bots/slack/create-slack-app.ts';
import { createSlackClients } from '../../bots/slack/install/slack-clients.ts';
import { openSlack } from '../../bots/slack/open-slack.ts';
import type { SlackDeps } from '../../bots/slack/slack.types.ts';
import { parseEnv } from '../../config/env.ts';
import type { WorkKind } from '../../domain/tenancy/wake.types.ts';
import { type Core, wireCore } from '../../server/wire.ts';
import { drainChat } from '../../workflows/activities/drain-chat.ts';
import { drainPosts } from '../../workflows/activities/drain-posts.ts';
import { createExpress } from '../../workflows/activities/express.ts';
import type { ChatHandler, ChatPoster } from '../../workflows/activities/ports.ts';
import type { DrainResult } from '../../workflows/contracts/pump.contract.ts';
import { silent } from './desk.ts';
import type { SlackMessage, SlackOrder } from './slack-process.types.ts';

const order = JSON.parse(process.env.SLACK_PROCESS ?? '{}') as SlackOrder;
const tell = (message: SlackMessage): void => void process.send?.(message);
const path = '/slack/events';
/** What must wait is looked for again after this many ms; the product asks Temporal. */
const againMs = 100;

/** A process that takes Slack's deliveries, measured from outside. It ends with its parent. */
async function main(): Promise<void> {
  process.once('disconnect', () => process.exit(0));
  tell({ kind: 'ready', url: order.kind === 'stock' ? await stock() : await ours() });
}

async function stock(): Promise<string> {
  const receiver = new HTTPReceiver({ signingSecret: order.settings.signingSecret, endpoints: path });
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B1', botUserId: 'UBOT' }),
    clientOptions: { slackApiUrl: order.settings.apiUrl },
  });
  app.message(async () => undefined);
  const server = await app.start({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
}

async function ours(): Promise<string> {
  const core = await wireCore(parseEnv({ DESKHAND_DATA: order.dataFolder }), silent, {
    appUrl: order.appUrl,
    pool: 20,
    contextName: 'slack',
  });
  const deps = depsOf(core);
  const slack = order.kind === 'desk' ? openSlack(deps) : quiet(deps);
  if (order.handles) handleAtOnce(core, slack);
  const web = express();
  web.use(path, express.raw({ limit: 1_048_576, type: () => true }));
  web.post(path, (request, response) => slack.handle(request, response));
  const server = createServer(web);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
}

/** Our door before a listener that does nothing. */
function quiet(deps: SlackDeps) {
  const app = createSlackApp(deps, createSlackClients(deps), [(bolt) => bolt.message(async () => undefined)]);
  return { ...app, chatPoster: null };
}

function depsOf(core: Core): SlackDeps {
  const { withTenant, across, blobs, keyRing } = core;
  return {
    settings: { ...order.settings, appToken: null },
    ...{ withTenant, across, blobs, log: silent },
    commands: createCommandRunner({ withTenant, replyKeysFor: core.replyKeysFor, log: silent }),
    webUrl: 'https://desk.example',
    seal: (plain, context) => keyRing.seal(plain, context),
    unseal: (sealed, context) => keyRing.unseal(sealed, context),
  };
}

function handleAtOnce(core: Core, { chatHandler, chatPoster }: { chatHandler: ChatHandler; chatPoster: ChatPoster | null }): void {
  const line = (kind: WorkKind, drain: (shard: number) => Promise<DrainResult>) => {
    const made = createExpress({ ...core, kind, drain, patienceMs: 500, wakePump: (shard) => setTimeout(() => made.kick(shard), againMs) });
    return made;
  };
  const lines = new Map([['chat', line('chat', (shard) => drainChat({ ...core, chatHandler }, shard))]]);
  if (chatPoster !== null)
    lines.set(
      'post',
      line('post', (shard) => drainPosts({ ...core, chatPoster }, shard)),
    );
  core.onCommit((wakes) => {
    for (const { kind, shard } of wakes) lines.get(kind)?.kick(shard);
  });
}

await main();
