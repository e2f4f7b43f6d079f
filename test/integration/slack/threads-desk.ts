import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createCommandRunner } from '../../../bots/commands/command-runner.ts';
import { createSlackApp } from '../../../bots/slack/create-slack-app.ts';
import { createSlackClients } from '../../../bots/slack/install/slack-clients.ts';
import { createSlackPoster } from '../../../bots/slack/send/create-poster.ts';
import type { SlackClients, SlackDeps } from '../../../bots/slack/slack.types.ts';
import { slackComposers } from '../../../bots/slack/slack-composers.ts';
import { inspectListeners } from '../../../bots/slack/threads/inspect-listeners.ts';
import { messageListeners } from '../../../bots/slack/threads/message-listeners.ts';
import { reactionListeners } from '../../../bots/slack/threads/reaction-listeners.ts';
import { ChatInstallation, ChatPersonRow } from '../../../domain/chat/chat.entity.ts';
import { chatSecretContext } from '../../../domain/chat/chat.types.ts';
import { noteChannel } from '../../../domain/chat/note-channel.ts';
import { type ChannelChange, setChannel } from '../../../domain/chat/set-channel.ts';
import { type InstallationId, newId, type StaffUserId, type TenantId, type TicketId } from '../../../domain/ids.types.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { drainChat } from '../../../workflows/activities/drain-chat.ts';
import { drainPosts } from '../../../workflows/activities/drain-posts.ts';
import { openTestDesk, silent, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { testKeys } from '../../support/mails.ts';
import { startFakeSlack } from '../../support/slack/fake-slack.ts';
import type { FakeFile, FakeMessage, FakePerson, FakeSlack, FakeWorkspace } from '../../support/slack/fake-slack.types.ts';
import { type TempBlobs, tempBlobs } from '../doors/door-kit.ts';

/** A tenant's workspace with a linked agent and somebody whom nobody knows. */
export type ThreadsSide = {
  tenant: TestTenant;
  workspace: FakeWorkspace;
  installationId: InstallationId;
  /** Linked to the tenant's agent. */
  agent: FakePerson;
  /** A full member of the workspace without a link. */
  colleague: FakePerson;
};

/** Two tenants with a workspace each, against the double, with the pumps run by hand. */
export type ThreadsDesk = {
  desk: TestDesk;
  slack: FakeSlack;
  deps: SlackDeps;
  clients: SlackClients;
  one: ThreadsSide;
  two: ThreadsSide;
  /** Drains what came in and what is to be posted until nothing is left. `patient` leaves replies waiting that came before what they answer. */
  settle(mood?: 'hasty' | 'patient'): Promise<void>;
  close(): Promise<void>;
};

const webUrl = 'https://desk.example';

export async function openThreadsDesk(): Promise<ThreadsDesk> {
  const [desk, slack, blobs] = await Promise.all([openTestDesk(), startFakeSlack(), tempBlobs()]);
  const deps = slackDeps(desk, slack, blobs);
  const clients = createSlackClients(deps);
  const app = createSlackApp(deps, clients, [messageListeners, reactionListeners, inspectListeners]);
  const chatPoster = createSlackPoster(deps, clients, slackComposers);
  const server = createServer((request, response) => void app.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  slack.connect(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/slack/events`);
  const one = await addSide(desk, slack, deps, desk.one, 'one');
  const two = await addSide(desk, slack, deps, desk.two, 'two');
  const settle: ThreadsDesk['settle'] = async (mood = 'hasty') => {
    for (let round = 0; round < 200; round += 1) {
      await slack.idle();
      await hurry(desk, mood);
      let handled = 0;
      for (const shard of [0, 1, 2, 3]) {
        handled += (await drainChat({ ...deps, chatHandler: app.chatHandler }, shard)).handled;
        handled += (await drainPosts({ ...deps, chatPoster }, shard)).handled;
      }
      if (handled === 0 && (await waiting(desk, mood)) === 0) return;
    }
    throw new Error('the pumps do not come to rest');
  };
  const close = async (): Promise<void> => {
    await new Promise((resolve) => server.close(resolve));
    await slack.close();
    await blobs.remove();
    await desk.close();
  };
  return { desk, slack, deps, clients, one, two, settle, close };
}

function slackDeps(desk: TestDesk, slack: FakeSlack, { blobs }: TempBlobs): SlackDeps {
  const commands = createCommandRunner({
    withTenant: desk.withTenant,
    replyKeysFor: () => testKeys,
    log: silent,
  });
  const { clientId, clientSecret, signingSecret } = slack.settings;
  return {
    settings: { clientId, clientSecret, signingSecret, apiUrl: slack.apiUrl, authorizeUrl: slack.authorizeUrl, appToken: null },
    withTenant: desk.withTenant,
    across: desk.across,
    commands,
    blobs,
    log: silent,
    webUrl,
    seal: (plain, context) => `${context}|${plain}`,
    unseal: (sealed, context) => sealed.slice(context.length + 1),
  };
}

async function addSide(desk: TestDesk, slack: FakeSlack, deps: SlackDeps, tenant: TestTenant, name: string): Promise<ThreadsSide> {
  const workspace = slack.addWorkspace(name);
  const granted = slack.grant(workspace);
  const installationId = newId<InstallationId>();
  const agent = workspace.addPerson('ada');
  const colleague = workspace.addPerson('carl');
  await desk.withTenant(tenant.id, system, async (uow) => {
    await uow.em.insert(ChatInstallation, {
      tenantId: tenant.id,
      id: installationId,
      platform: 'slack',
      externalId: workspace.teamId,
      name,
      url: `https://${name}.slack.com/`,
      appId: slack.settings.appId,
      botUserId: granted.botUserId,
      botId: granted.botId,
      botToken: deps.seal(granted.botToken, chatSecretContext(tenant.id)),
      installedAt: uow.now,
    });
    await link(uow, tenant.id, installationId, agent, tenant.agent);
  });
  return { tenant, workspace, installationId, agent, colleague };
}

async function link(uow: TenantUnitOfWork, tenantId: TenantId, installationId: InstallationId, person: FakePerson, userId: StaffUserId) {
  await uow.em.insert(ChatPersonRow, {
    tenantId,
    id: newId<string>(),
    installationId,
    externalId: person.id,
    externalTeamId: person.team,
    userId,
    proof: 'code',
    linkedAt: uow.now,
  });
}

const held = (mood: 'hasty' | 'patient'): string => (mood === 'patient' ? '%wait:%' : '');

/** What waits for a time of its own comes now. */
async function hurry(desk: TestDesk, mood: 'hasty' | 'patient'): Promise<void> {
  for (const { id } of [desk.one, desk.two]) {
    await desk.withTenant(id, system, async (uow) => {
      await sqlRun(
        uow,
        "update chat_inbox set next_attempt_at = now() - interval '1 second' where state = 'new' and next_attempt_at > now() and lane not like ?",
        [held(mood)],
      );
      await sqlRun(
        uow,
        "update chat_posts set next_attempt_at = now() - interval '1 second' where state = 'queued' and next_attempt_at > now()",
      );
    });
  }
}

async function waiting(desk: TestDesk, mood: 'hasty' | 'patient'): Promise<number> {
  let count = 0;
  for (const { id } of [desk.one, desk.two]) {
    const [row] = await desk.withTenant(id, system, (uow) =>
      sqlRows<{ count: number }>(
        uow,
        `select (select count(*) from chat_inbox where state = 'new' and lane not like ?)::integer
           + (select count(*) from chat_posts where state in ('queued', 'sending'))::integer as count`,
        [held(mood)],
      ),
    );
    count += row?.count ?? 0;
  }
  return count;
}

/** Sets what a channel is used for; `shared` makes it one of several companies. */
export async function useChannel(
  kit: ThreadsDesk,
  side: ThreadsSide,
  channel: string,
  change: ChannelChange,
  shared = false,
): Promise<void> {
  await kit.desk.withTenant(side.tenant.id, system, async (uow) => {
    if (shared) await noteChannel(uow, side.installationId, { externalId: channel, name: null, isShared: true });
    await setChannel(uow, { installationId: side.installationId, externalId: channel }, change);
  });
}

export type NotedMessage = {
  text: string;
  kind: string;
  isPublic: boolean;
  isVerified: boolean;
  author: { kind: string; name: string };
  files: number;
};

/** What stands on a ticket, in order. */
export function transcript(kit: ThreadsDesk, side: ThreadsSide, ticketId: TicketId): Promise<NotedMessage[]> {
  return kit.desk.withTenant(side.tenant.id, system, (uow) =>
    sqlRows<NotedMessage>(
      uow,
      `select text, kind, is_public as "isPublic", is_verified as "isVerified", author,
         (select count(*)::integer from attachments a where a.message_id = m.id) as files
       from ticket_messages m where ticket_id = ? order by created_at, id`,
      [ticketId],
    ),
  );
}

export type TicketRow = {
  id: TicketId;
  number: string;
  subject: string;
  status: string;
  customerId: string | null;
  requesterName: string;
  channel: string;
};

/** Every ticket of the side, oldest first. */
export function ticketsOf(kit: ThreadsDesk, side: ThreadsSide): Promise<TicketRow[]> {
  return kit.desk.withTenant(side.tenant.id, system, (uow) =>
    sqlRows<TicketRow>(
      uow,
      `select id, number, subject, status, customer_id as "customerId", requester_name as "requesterName", channel from tickets order by created_at, number`,
    ),
  );
}

/** Runs a verb as the side's agent. */
export function asAgent<T>(kit: ThreadsDesk, side: ThreadsSide, work: (uow: TenantUnitOfWork) => Promise<T>): Promise<T> {
  return kit.desk.withTenant(side.tenant.id, { kind: 'staff', userId: side.tenant.agent, name: 'agent' }, work);
}

/** All words of a message of the app: its blocks as text. */
export function wordsOf(message: FakeMessage): string {
  const words: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (typeof inner === 'string' && ['text', 'fallback'].includes(key)) words.push(inner);
        else visit(inner);
      }
    }
  };
  visit(message.blocks ?? []);
  return words.join(' ');
}

export function textFile(name: string, content: string): FakeFile {
  return {
    id: `F${randomUUID().replaceAll('-', '').slice(0, 10).toUpperCase()}`,
    name,
    mimetype: 'text/plain',
    content: Buffer.from(content),
  };
}
