import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ChatInstallation, ChatPersonRow } from '../../domain/chat/chat.entity.ts';
import { chatSecretContext } from '../../domain/chat/chat.types.ts';
import { migrate } from '../../domain/database/migrate.ts';
import { createDatabase } from '../../domain/database/orm.ts';
import { type InstallationId, newId, type StaffUserId, type TenantId } from '../../domain/ids.types.ts';
import { StaffUser } from '../../domain/people/people.entity.ts';
import { Tenant } from '../../domain/tenancy/tenant.entity.ts';
import { createWithTenant } from '../../domain/tenancy/unit-of-work.ts';
import { type KeyRing, openKeyRing } from '../../storage/key-ring.ts';
import { startFakeSlack } from '../../test/support/slack/fake-slack.ts';
import type { FakePerson, FakeSlack, FakeWorkspace } from '../../test/support/slack/fake-slack.types.ts';
import { inParallel } from '../../workflows/activities/in-parallel.ts';
import { atExit } from './at-exit.ts';
import { cpuSeconds, descendants } from './process-tree.ts';
import { startScratchDatabase } from './scratch-database.ts';
import type { SlackMessage, SlackOrder } from './slack-process.types.ts';

const actor = { kind: 'system', name: 'bench' } as const;

/** A connected company: its workspace in the double, and people of it who are its members of staff. */
export type SlackCompany = { id: TenantId; workspace: FakeWorkspace; channel: string; people: FakePerson[] };

/** A process that takes deliveries at `url`. */
export type SlackProcess = { url: string; pid: number; stop(): Promise<void> };

/** A durable PostgreSQL with the product's schema, the double of Slack, and a way to start a process between them. */
export type SlackLab = {
  slack: FakeSlack;
  addCompanies(count: number, peopleEach: number): Promise<SlackCompany[]>;
  start(kind: SlackOrder['kind'], handles: boolean): Promise<SlackProcess>;
  /** Processor time of PostgreSQL so far, in seconds. */
  postgresSeconds(): number;
  close(): Promise<void>;
};

/** Starts them on a folder of their own. */
export async function openSlackLab(): Promise<SlackLab> {
  const scratch = await startScratchDatabase({ durable: true });
  await migrate(scratch.server.ownerUrl);
  const keyRing = await openKeyRing(`${scratch.folder}/keys.json`);
  const database = createDatabase({ url: scratch.server.appUrl, pool: 8, contextName: 'slack-bench' });
  const withTenant = createWithTenant({ database });
  const slack = await startFakeSlack({ retryGaps: [] });
  const { clientId, clientSecret, signingSecret } = slack.settings;
  const settings = { clientId, clientSecret, signingSecret, apiUrl: slack.apiUrl, authorizeUrl: slack.authorizeUrl };
  let made = 0;
  return {
    slack,
    addCompanies: async (count, peopleEach) => {
      const companies: SlackCompany[] = [];
      const names = Array.from({ length: count }, (_one, index) => `company-${made + index}`);
      made += count;
      await inParallel(names, 8, async (name) => void companies.push(await addCompany({ withTenant, keyRing, slack }, name, peopleEach)));
      return companies;
    },
    start: (kind, handles) => startProcess({ kind, handles, settings, appUrl: scratch.server.appUrl, dataFolder: scratch.folder }),
    postgresSeconds: () => cpuSeconds([scratch.server.pid, ...descendants(scratch.server.pid)]),
    close: async () => {
      await slack.close();
      await database.close(true);
      await scratch.drop();
    },
  };
}

type Means = { withTenant: ReturnType<typeof createWithTenant>; keyRing: KeyRing; slack: FakeSlack };

async function addCompany({ withTenant, keyRing, slack }: Means, name: string, peopleEach: number): Promise<SlackCompany> {
  const workspace = slack.addWorkspace(name);
  const { botToken, botId, botUserId } = slack.grant(workspace);
  const channel = workspace.addChannel('general');
  const people = Array.from({ length: peopleEach }, (_one, index) => workspace.addPerson(`${name}-${index}`));
  const id = newId<TenantId>();
  const installationId = newId<InstallationId>();
  await withTenant(id, actor, async ({ em, now }) => {
    await em.insert(Tenant, { id, name, slug: name, timeZone: 'Europe/London', language: 'en', acknowledge: false, createdAt: now });
    await em.insert(ChatInstallation, {
      tenantId: id,
      id: installationId,
      platform: 'slack',
      externalId: workspace.teamId,
      appId: slack.settings.appId,
      ...{ botUserId, botId },
      botToken: keyRing.seal(botToken, chatSecretContext(id)),
      installedAt: now,
    });
    for (const person of people) {
      const userId = newId<StaffUserId>();
      await em.insert(StaffUser, {
        tenantId: id,
        id: userId,
        email: `${person.name}@${name}.example`,
        name: person.name,
        role: 'support',
        timeZone: 'Europe/London',
        language: 'en',
        createdAt: now,
      });
      const link = {
        installationId,
        externalId: person.id,
        externalTeamId: person.team,
        userId,
        name: person.name,
        proof: 'code' as const,
      };
      await em.insert(ChatPersonRow, { tenantId: id, id: newId<string>(), ...link, linkedAt: now });
    }
  });
  return { id, workspace, channel, people };
}

async function startProcess(order: SlackOrder): Promise<SlackProcess> {
  const child = fork(fileURLToPath(new URL('./slack-process.ts', import.meta.url)), {
    env: { ...process.env, SLACK_PROCESS: JSON.stringify(order) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const forget = atExit(() => child.kill('SIGKILL'));
  const ready = Promise.withResolvers<string>();
  child.on('message', (message: SlackMessage) => ready.resolve(message.url));
  child.once('exit', (code) => ready.reject(new Error(`the process ended with ${code}`)));
  const url = await ready.promise;
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      await end(child);
      forget();
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.disconnect();
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(timer);
}
