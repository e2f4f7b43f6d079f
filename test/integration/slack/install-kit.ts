import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCommandRunner } from '../../../bots/commands/command-runner.ts';
import { createSlackApp, type SlackApp } from '../../../bots/slack/create-slack-app.ts';
import { lifecycleListeners } from '../../../bots/slack/install/lifecycle-listeners.ts';
import { createSlackClients } from '../../../bots/slack/install/slack-clients.ts';
import { createSlackInstall } from '../../../bots/slack/install/slack-install.ts';
import type { SlackClients, SlackDeps } from '../../../bots/slack/slack.types.ts';
import { createLogger } from '../../../config/logger.ts';
import { type InstallationLine, listInstallations } from '../../../domain/chat/list-installations.ts';
import { newId, type StaffUserId, type TenantId } from '../../../domain/ids.types.ts';
import { createSignInLink } from '../../../domain/people/create-sign-in-link.ts';
import type { Role } from '../../../domain/people/permissions.rules.ts';
import { shardOf } from '../../../domain/tenancy/shard.rules.ts';
import { freePort } from '../../../server/embedded/free-port.ts';
import { withClient } from '../../../server/embedded/with-client.ts';
import { createApp } from '../../../server/http/create-app.ts';
import { listenHttp } from '../../../server/http/listen.ts';
import { createMetrics } from '../../../server/http/metrics.ts';
import { type KeyRing, openKeyRing } from '../../../storage/key-ring.ts';
import { drainChat } from '../../../workflows/activities/drain-chat.ts';
import { addStaffRow, openTestDesk, system, type TestDesk } from '../../support/desk.ts';
import { startFakeSlack } from '../../support/slack/fake-slack.ts';
import type { FakePerson, FakeSlack, FakeSlackOptions } from '../../support/slack/fake-slack.types.ts';
import { type WebAnswer, type WebClient, webClient } from '../../support/web-client.ts';

/** Where Slack believes us to be. */
export const publicUrl = 'https://desk.example';

/** Two tenants, the web role with the Slack routes on a socket, and the double of Slack. */
export type InstallDesk = {
  desk: TestDesk;
  slack: FakeSlack;
  deps: SlackDeps;
  clients: SlackClients;
  app: SlackApp;
  keyRing: KeyRing;
  keyFile: string;
  logLines: string[];
  url: string;
  webUrl: string;
  /** Moves the clock of installation and tokens, in ms. */
  clock: { ahead: number };
  /** A browser in which a new member of staff with that role is signed in. */
  browser(tenantId: TenantId, role: Role): Promise<WebClient & { userId: StaffUserId }>;
  workspaces(tenantId: TenantId): Promise<InstallationLine[]>;
  /** Handles everything that came in. */
  drain(): Promise<void>;
  /** Every row of every table of the chat, as one text, past every policy. */
  everyRow(): Promise<string>;
  close(): Promise<void>;
};

export async function openInstallDesk(
  options: FakeSlackOptions & { withoutSlack?: boolean; inBrowser?: boolean } = {},
): Promise<InstallDesk> {
  const desk = await openTestDesk({ pool: 16 });
  const slack = await startFakeSlack({ retryGaps: [0], ...options });
  const folder = await mkdtemp(join(tmpdir(), 'deskhand-install-'));
  const keyFile = join(folder, 'keys.json');
  const keyRing = await openKeyRing(keyFile);
  const logLines: string[] = [];
  const log = createLogger({ level: 'trace', role: 'web', destination: { write: (line: string): void => void logLines.push(line) } });
  const clock = { ahead: 0 };
  // A real browser keeps our cookies only where we say we are.
  const port = options.inBrowser === true ? await freePort() : 0;
  const webUrl = options.inBrowser === true ? `http://localhost:${port}` : publicUrl;
  const now = (): Date => new Date(Date.now() + clock.ahead);
  const { withTenant, across } = desk;
  const replyKeysFor = () => ({ current: { id: 'k1', secret: keyRing.derive('reply') }, all: [] }) as never;
  const commands = createCommandRunner({ withTenant, replyKeysFor, log });
  const settings = { ...slack.settings, apiUrl: slack.apiUrl, authorizeUrl: slack.authorizeUrl, appToken: null };
  const deps: SlackDeps = {
    ...{ settings, withTenant, across, commands, log, webUrl, blobs: undefined as never },
    seal: (plain, context) => keyRing.seal(plain, context),
    unseal: (sealed, context) => keyRing.unseal(sealed, context),
  };
  const clients = createSlackClients(deps, now);
  const app = createSlackApp(deps, clients, [lifecycleListeners]);
  const web = await createApp({
    ...{ withTenant, across, commands, log, keyRing, webUrl, blobs: undefined as never },
    isReady: async () => ({ ready: true, checks: {} }),
    metrics: createMetrics({ pool: async () => ({ open: 1, idle: 1, waiting: 0 }), mails: async () => [] }),
    ...(options.withoutSlack === true
      ? {}
      : { slackEvents: (request, response) => app.handle(request, response), slackInstall: createSlackInstall(deps, clients, now) }),
  });
  const running = await listenHttp(web, { host: '127.0.0.1', port });
  const url = `http://127.0.0.1:${running.port}`;
  slack.connect(`${url}/slack/events`);
  return {
    ...{ webUrl, desk, slack, deps, clients, app, keyRing, keyFile, logLines, url, clock },
    browser: async (tenantId, role) => {
      const userId = newId<StaffUserId>();
      await addStaffRow(withTenant, tenantId, userId, `${role}-${userId.slice(-6)}@x.example`, role);
      const { token } = await withTenant(tenantId, system, (uow) => createSignInLink(uow, userId));
      const client = await webClient({ url });
      const ask = client.send;
      client.send = (method, path, body, headers = { origin: webUrl }) => ask(method, path, body, headers);
      await client.signIn(token);
      return Object.assign(client, { userId });
    },
    workspaces: (tenantId) => withTenant(tenantId, system, (uow) => listInstallations(uow)),
    drain: async () => {
      for (const { id } of [desk.one, desk.two]) await drainChat({ withTenant, across, chatHandler: app.chatHandler, log }, shardOf(id));
    },
    everyRow: () => everyRow(desk),
    close: async () => {
      await slack.idle();
      await running.close(0);
      await slack.close();
      await desk.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function everyRow(desk: TestDesk): Promise<string> {
  return withClient(desk.fresh.superuserUrl, async (client) => {
    const tables = await client.query(
      "select tablename from pg_tables where schemaname = 'public' and (tablename like 'chat_%' or tablename like 'command%')",
    );
    const texts: string[] = [];
    for (const { tablename } of tables.rows) {
      const { rows } = await client.query(`select to_jsonb(t)::text as row from ${tablename} t`);
      texts.push(...rows.map(({ row }: { row: string }) => `${tablename} ${row}`));
    }
    return texts.join('\n');
  });
}

/** What an admin's browser does up to Slack's consent: the address it is sent to, and its cookie of this installation. */
export async function begin(admin: WebClient): Promise<{ url: string; cookie: string; answer: WebAnswer }> {
  const answer = await admin.send('POST', '/api/slack/install', {});
  return { answer, url: (answer.json as { url: string }).url, cookie: cookieOf(answer) };
}

/** Comes back from Slack to us with only the given cookie, as browsers do from another site. */
export async function comeBack(kit: InstallDesk, location: string, cookie: string | null): Promise<WebAnswer> {
  const back = new URL(location);
  const browser = await webClient({ url: kit.url });
  browser.cookie = cookie;
  return browser.get(`${back.pathname}${back.search}`);
}

/** The whole way of an installation that an admin starts. */
export async function connect(
  kit: InstallDesk,
  admin: WebClient,
  person: FakePerson,
  more: { orgWide?: boolean } = {},
): Promise<WebAnswer> {
  const { url, cookie } = await begin(admin);
  const { location } = await kit.slack.consent(url, person, more);
  return comeBack(kit, location, cookie);
}

/** The whole way of one that is started in Slack. */
export async function installFromSlack(kit: InstallDesk, person: FakePerson): Promise<WebAnswer> {
  const begun = await (await webClient({ url: kit.url })).get('/slack/install');
  const { location } = await kit.slack.consent(begun.headers.get('location') ?? '', person);
  return comeBack(kit, location, cookieOf(begun));
}

export function cookieOf(answer: WebAnswer): string {
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}
