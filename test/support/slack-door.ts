import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSlackApp, type SlackApp } from '../../bots/slack/create-slack-app.ts';
import { createSlackClients } from '../../bots/slack/install/slack-clients.ts';
import type { SlackDeps, SlackListeners } from '../../bots/slack/slack.types.ts';
import { ChatInstallation } from '../../domain/chat/chat.entity.ts';
import { chatSecretContext } from '../../domain/chat/chat.types.ts';
import { type InstallationId, newId } from '../../domain/ids.types.ts';
import { shardCount } from '../../domain/tenancy/shard.rules.ts';
import { sqlRows } from '../../domain/tenancy/sql.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { drainChat } from '../../workflows/activities/drain-chat.ts';
import { openTestDesk, silent, system, type TestDesk, type TestTenant } from './desk.ts';
import { startFakeSlack } from './slack/fake-slack.ts';
import type { FakeSlack, FakeSlackOptions, FakeWorkspace } from './slack/fake-slack.types.ts';

/** What a test reads of an inbox row. */
export type InboxLine = {
  id: string;
  kind: string;
  event_key: string;
  lane: string;
  payload: Record<string, unknown> | null;
  response_url: string | null;
  state: string;
  attempts: number;
  taken_at: string | null;
  result: string | null;
};

/** Two companies with a workspace each before our own door, over HTTP, and the strict double of Slack behind it. */
export type SlackDoor = {
  desk: TestDesk;
  slack: FakeSlack;
  deps: SlackDeps;
  app: SlackApp;
  url: string;
  one: { tenant: TestTenant; workspace: FakeWorkspace; installationId: InstallationId };
  two: { tenant: TestTenant; workspace: FakeWorkspace; installationId: InstallationId };
  /** A second process: the same listeners over the same database. */
  another(): SlackApp;
  rows(tenant: TestTenant): Promise<InboxLine[]>;
  /** One batch of every shard. */
  drain(app?: SlackApp): Promise<{ handled: number; parked: number }>;
  /** Makes everything that waits in the tenant's inbox due. */
  hurry(tenant: TestTenant): Promise<void>;
  close(): Promise<void>;
};

const noCommands = (): Promise<never> => Promise.reject(new Error('this test gave no command runner'));

/** Opens it with these listeners. */
export async function openSlackDoor(
  listeners: readonly SlackListeners[],
  options: { slack?: FakeSlackOptions; socket?: boolean } = {},
): Promise<SlackDoor> {
  const desk = await openTestDesk();
  const slack = await startFakeSlack(options.slack);
  const deps: SlackDeps = {
    settings: {
      ...slack.settings,
      apiUrl: slack.apiUrl,
      authorizeUrl: slack.authorizeUrl,
      appToken: options.socket === true ? slack.settings.appToken : null,
    },
    withTenant: desk.withTenant,
    across: desk.across,
    commands: { say: noCommands, press: noCommands },
    // Nothing of the door keeps files.
    blobs: {} as BlobStore,
    log: silent,
    webUrl: 'https://desk.example',
    seal: (plain, context) => Buffer.from(`${context}|${plain}`).toString('base64'),
    unseal: (sealed) => Buffer.from(sealed, 'base64').toString().split('|').slice(1).join('|'),
  };
  const another = (): SlackApp => createSlackApp(deps, createSlackClients(deps), listeners);
  const app = another();
  const server = createServer((request, response) => void app.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  slack.connect(url);
  const connect = async (tenant: TestTenant, name: string) => {
    const workspace = slack.addWorkspace(name);
    return { tenant, workspace, installationId: await connectWorkspace(deps, slack, tenant, workspace) };
  };
  return {
    ...{ desk, slack, deps, app, url, another },
    one: await connect(desk.one, 'One'),
    two: await connect(desk.two, 'Two'),
    rows: (tenant) => desk.withTenant(tenant.id, system, (uow) => sqlRows<InboxLine>(uow, 'select * from chat_inbox order by id')),
    drain: async (by = app) => {
      const total = { handled: 0, parked: 0 };
      for (let shard = 0; shard < shardCount; shard += 1) {
        const { handled, parked } = await drainChat({ ...deps, chatHandler: by.chatHandler }, shard);
        total.handled += handled;
        total.parked += parked;
      }
      return total;
    },
    hurry: (tenant) =>
      desk.withTenant(
        tenant.id,
        system,
        async (uow) => void (await sqlRows(uow, 'update chat_inbox set next_attempt_at = received_at returning id')),
      ),
    close: async () => {
      await app.stop();
      await slack.close();
      server.closeAllConnections();
      server.close();
      await desk.close();
    },
  };
}

/** Connects the double's workspace to the company, as an installation would. */
export async function connectWorkspace(
  { withTenant, seal }: Pick<SlackDeps, 'withTenant' | 'seal'>,
  slack: FakeSlack,
  tenant: TestTenant,
  workspace: FakeWorkspace,
): Promise<InstallationId> {
  const { botToken, botId, botUserId } = slack.grant(workspace);
  const id = newId<InstallationId>();
  await withTenant(tenant.id, system, async ({ em, now }) => {
    await em.insert(ChatInstallation, {
      tenantId: tenant.id,
      id,
      platform: 'slack',
      externalId: workspace.teamId,
      enterpriseId: workspace.enterpriseId,
      appId: slack.settings.appId,
      botUserId,
      botId,
      botToken: seal(botToken, chatSecretContext(tenant.id)),
      installedAt: now,
    });
  });
  return id;
}
