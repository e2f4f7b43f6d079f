import { createServer } from 'node:http';
import { expect } from '@jest/globals';
import { createCommandRunner } from '../../../bots/commands/command-runner.ts';
import { createSlackApp, type SlackApp } from '../../../bots/slack/create-slack-app.ts';
import { createSlackClients } from '../../../bots/slack/install/slack-clients.ts';
import { createSlackPoster } from '../../../bots/slack/send/create-poster.ts';
import type { SlackClients, SlackDeps } from '../../../bots/slack/slack.types.ts';
import { slackComposers } from '../../../bots/slack/slack-composers.ts';
import { slackListeners } from '../../../bots/slack/slack-listeners.ts';
import type { AiDoor } from '../../../domain/ai-runs/ai-door.types.ts';
import { bindThread } from '../../../domain/chat/bind-thread.ts';
import type { InboxItem } from '../../../domain/chat/chat.types.ts';
import { linkChatPerson } from '../../../domain/chat/link-chat-person.ts';
import { mirrorTicket } from '../../../domain/chat/mirror-ticket.ts';
import { type InstallationId, newId, type StaffUserId, type TicketId } from '../../../domain/ids.types.ts';
import type { Role } from '../../../domain/people/permissions.rules.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import type { TenantUnitOfWork } from '../../../domain/tenancy/unit-of-work.ts';
import { openTicket } from '../../../domain/tickets/open-ticket.ts';
import { drainChat } from '../../../workflows/activities/drain-chat.ts';
import { drainPosts } from '../../../workflows/activities/drain-posts.ts';
import { addStaffRow, openTestDesk, silent, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { testKeys } from '../../support/mails.ts';
import { plainTicket } from '../../support/plain-ticket.ts';
import { startFakeSlack } from '../../support/slack/fake-slack.ts';
import type { FakeMessage, FakePerson, FakeSlack, FakeView, FakeWorkspace } from '../../support/slack/fake-slack.types.ts';
import { connectWorkspace } from '../../support/slack-door.ts';
import { type TempBlobs, tempBlobs } from '../doors/door-kit.ts';

/** A tenant's workspace with two linked members of support and one who only looks, and people who proved nothing. */
export type SurfacesSide = {
  tenant: TestTenant;
  workspace: FakeWorkspace;
  installationId: InstallationId;
  ada: FakePerson;
  bob: FakePerson;
  viewer: FakePerson;
  /** A full member of the workspace without a link. */
  carl: FakePerson;
  guest: FakePerson;
  bobId: StaffUserId;
};

/** Two tenants with a workspace each, every listener and composer, against the double, with the pumps run by hand. */
export type SurfacesDesk = {
  desk: TestDesk;
  slack: FakeSlack;
  deps: SlackDeps;
  clients: SlackClients;
  one: SurfacesSide;
  two: SurfacesSide;
  /** Drains what is due until nothing is; what waits for its time waits on. */
  settle(): Promise<void>;
  /** Lets so many milliseconds pass for everything that waits. */
  pass(ms: number): Promise<void>;
  /** A process that died after it had taken what came in: its leases are over, nothing else happened. */
  another(): SlackApp;
  use(app: SlackApp): void;
  close(): Promise<void>;
};

export const webUrl = 'https://desk.example';

export async function openSurfacesDesk({ ai }: { ai?: AiDoor } = {}): Promise<SurfacesDesk> {
  const [desk, slack, blobs] = await Promise.all([openTestDesk(), startFakeSlack(), tempBlobs()]);
  const deps = depsOf(desk, slack, blobs, ai);
  const clients = createSlackClients(deps);
  const another = (): SlackApp => createSlackApp(deps, clients, slackListeners);
  let app = another();
  const chatPoster = createSlackPoster(deps, clients, slackComposers);
  const server = createServer((request, response) => void app.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  slack.connect(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/slack/events`);
  const one = await addSide(desk, slack, deps, desk.one, 'one');
  const two = await addSide(desk, slack, deps, desk.two, 'two');
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 100; round += 1) {
      await slack.idle();
      let handled = 0;
      for (const shard of [0, 1, 2, 3]) {
        handled += (await drainChat({ ...deps, chatHandler: app.chatHandler }, shard)).handled;
        handled += (await drainPosts({ ...deps, chatPoster }, shard)).handled;
      }
      if (handled === 0 && (await dueNow(desk)) === 0) return;
    }
    throw new Error('the pumps do not come to rest');
  };
  const close = async (): Promise<void> => {
    await new Promise((resolve) => server.close(resolve));
    await slack.close();
    await blobs.remove();
    await desk.close();
  };
  return {
    desk,
    slack,
    deps,
    clients,
    one,
    two,
    settle,
    pass: (ms) => pass(desk, ms),
    another,
    use: (next) => (app = next),
    close,
  } as SurfacesDesk;
}

function depsOf(desk: TestDesk, slack: FakeSlack, { blobs }: TempBlobs, ai?: AiDoor): SlackDeps {
  const { clientId, clientSecret, signingSecret } = slack.settings;
  return {
    settings: { clientId, clientSecret, signingSecret, apiUrl: slack.apiUrl, authorizeUrl: slack.authorizeUrl, appToken: null },
    withTenant: desk.withTenant,
    across: desk.across,
    commands: createCommandRunner({
      withTenant: desk.withTenant,
      replyKeysFor: () => testKeys,
      log: silent,
      ...(ai === undefined ? {} : { ai }),
    }),
    blobs,
    log: silent,
    webUrl,
    seal: (plain, context) => Buffer.from(`${context}|${plain}`).toString('base64'),
    unseal: (sealed) => Buffer.from(sealed, 'base64').toString().split('|').slice(1).join('|'),
  };
}

async function addSide(desk: TestDesk, slack: FakeSlack, deps: SlackDeps, tenant: TestTenant, name: string): Promise<SurfacesSide> {
  const workspace = slack.addWorkspace(name);
  const installationId = await connectWorkspace(deps, slack, tenant, workspace);
  const staff = async (who: string, role: Role): Promise<StaffUserId> => {
    const id = newId<StaffUserId>();
    await addStaffRow(desk.withTenant, tenant.id, id, `${who}@${name}.example`, role);
    return id;
  };
  const [bobId, viewerId] = [await staff('bob', 'support'), await staff('vera', 'viewer')];
  const people = {
    ada: workspace.addPerson('ada'),
    bob: workspace.addPerson('bob'),
    viewer: workspace.addPerson('vera'),
    carl: workspace.addPerson('carl'),
    guest: workspace.addPerson('gus', { is_restricted: true }),
  };
  for (const [person, userId] of [
    [people.ada, tenant.agent],
    [people.bob, bobId],
    [people.viewer, viewerId],
  ] as const) {
    const stranger = { installationId, externalId: person.id, externalTeamId: person.team, name: person.name, timeZone: null };
    await desk.withTenant(tenant.id, system, (uow) => linkChatPerson(uow, stranger, userId, 'code'));
  }
  return { tenant, workspace, installationId, ...people, bobId };
}

async function each(desk: TestDesk, work: (uow: TenantUnitOfWork) => Promise<number>): Promise<number> {
  let total = 0;
  for (const { id } of [desk.one, desk.two]) total += await desk.withTenant(id, system, work);
  return total;
}

async function pass(desk: TestDesk, ms: number): Promise<void> {
  const back = "next_attempt_at = next_attempt_at - (? * interval '1 millisecond')";
  await each(desk, (uow) => sqlRun(uow, `update chat_inbox set ${back} where state = 'new'`, [ms]));
  await each(desk, (uow) => sqlRun(uow, `update chat_posts set ${back} where state in ('queued', 'sending')`, [ms]));
}

function dueNow(desk: TestDesk): Promise<number> {
  return each(desk, async (uow) => {
    const [row] = await sqlRows<{ count: number }>(
      uow,
      `select (select count(*) from chat_inbox where state = 'new' and next_attempt_at <= now())::integer
         + (select count(*) from chat_posts where state = 'queued' and next_attempt_at <= now())::integer as count`,
    );
    return row?.count ?? 0;
  });
}

/** Handles everything that came in twice without settling it, as processes that died each time before they could say that it was done. */
export async function handleTwice(kit: SurfacesDesk): Promise<number> {
  await kit.slack.idle();
  let handled = 0;
  for (const side of [kit.one, kit.two]) {
    const items = await rowsOf<InboxItem>(
      kit,
      side,
      `select tenant_id as "tenantId", id, installation_id as "installationId", kind, lane, payload, response_url as "responseUrl",
         received_at as "receivedAt", attempts from chat_inbox where state = 'new' and next_attempt_at <= now() order by id`,
    );
    for (const item of [...items, ...items]) {
      expect(await kit.another().chatHandler.handle({ ...item, receivedAt: new Date(item.receivedAt) })).toMatchObject({ kind: 'done' });
      handled += 1;
    }
  }
  return handled;
}

/** Runs a verb as the side's first agent. */
export function asAda<T>(kit: SurfacesDesk, side: SurfacesSide, work: (uow: TenantUnitOfWork) => Promise<T>): Promise<T> {
  return kit.desk.withTenant(side.tenant.id, { kind: 'staff', userId: side.tenant.agent, name: 'agent' }, work);
}

/** A ticket of the known contact with its card in a channel; the card's message. */
export async function ticketCardIn(kit: SurfacesDesk, side: SurfacesSide, channel: string, subject = 'Printer on fire') {
  const ticket = await asAda(kit, side, async (uow) => {
    const opened = await openTicket(uow, {
      ...plainTicket(subject),
      requester: { address: side.tenant.contactAddress, name: 'Jane Doe' },
      customerId: side.tenant.customerId,
    });
    await bindThread(uow, { installationId: side.installationId, channelId: channel, rootTs: null, ticketId: opened.id });
    await mirrorTicket(uow, opened.id);
    return opened;
  });
  await kit.settle();
  return { ...ticket, card: () => cardOf(kit, channel, ticket.number) };
}

function cardOf(kit: SurfacesDesk, channel: string, number: string): FakeMessage {
  const card = kit.slack.messages(channel).find((message) => message.thread_ts === undefined && message.text.includes(number));
  if (card === undefined) throw new Error(`${number} has no card in ${channel}`);
  return card;
}

export type TicketFacts = {
  id: TicketId;
  number: string;
  subject: string;
  status: string;
  assignee: string | null;
  version: number;
  customer: string | null;
};

/** The side's tickets, oldest first. */
export function ticketsOf(kit: SurfacesDesk, side: SurfacesSide): Promise<TicketFacts[]> {
  return kit.desk.withTenant(side.tenant.id, system, (uow) =>
    sqlRows<TicketFacts>(
      uow,
      `select t.id, t.number, t.subject, t.status, s.name as assignee, t.version, k.name as customer
       from tickets t left join staff_users s on s.id = t.assignee_id left join customers k on k.id = t.customer_id order by t.created_at, t.number`,
    ),
  );
}

export async function ticketNumbered(kit: SurfacesDesk, side: SurfacesSide, number: string): Promise<TicketFacts> {
  const found = (await ticketsOf(kit, side)).find((ticket) => ticket.number === number);
  if (found === undefined) throw new Error(`there is no ${number}`);
  return found;
}

/** Rows of a table, as the side sees them. */
export function rowsOf<T extends object>(kit: SurfacesDesk, side: SurfacesSide, sql: string, params: unknown[] = []): Promise<T[]> {
  return kit.desk.withTenant(side.tenant.id, system, (uow) => sqlRows<T>(uow, sql, params));
}

/** Every word that a reader of the message or view sees. */
export function wordsOf(shown: FakeMessage | FakeView | undefined | null): string {
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
  visit(shown?.blocks ?? []);
  return words.join(' ');
}

/** The newest thing that only this person sees, in words. */
export function lastAlone(kit: SurfacesDesk, person: FakePerson): FakeMessage | undefined {
  return kit.slack.ephemerals(person).at(-1);
}

/** Says `/desk TEXT` in a channel, lets everything settle, and returns the words that only this person then sees. */
export async function deskCommand(kit: SurfacesDesk, person: FakePerson, channel: string, text: string): Promise<string> {
  const delivered = await kit.slack.command(person, channel, '/desk', text);
  expect(delivered.status).toBe(200);
  await kit.settle();
  return wordsOf(lastAlone(kit, person));
}

/** The form on top that this person has open. Throws when there is none. */
export function topViewOf(kit: SurfacesDesk, person: FakePerson): FakeView {
  const [view] = kit.slack.views(person);
  if (view === undefined) throw new Error('no view is open');
  return view;
}

/** Replies to customers that the side sent or will send. */
export function replyDeliveries(kit: SurfacesDesk, side: SurfacesSide): Promise<{ id: string }[]> {
  return rowsOf(kit, side, "select id from deliveries where purpose = 'reply'");
}
