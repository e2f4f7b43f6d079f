import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSlackClients } from '../../../bots/slack/install/slack-clients.ts';
import { createSlackPoster } from '../../../bots/slack/send/create-poster.ts';
import type { Composer, Sent, SlackCall, SlackDeps, SlackMessage } from '../../../bots/slack/slack.types.ts';
import { type ChatPostKind, chatPostKinds, chatSecretContext, type NewChatPost } from '../../../domain/chat/chat.types.ts';
import { queueChatPost } from '../../../domain/chat/queue-chat-post.ts';
import { type ChatPostId, type InstallationId, newId } from '../../../domain/ids.types.ts';
import { shardOf } from '../../../domain/tenancy/shard.rules.ts';
import { sqlRows, sqlRun } from '../../../domain/tenancy/sql.ts';
import { drainPosts } from '../../../workflows/activities/drain-posts.ts';
import type { ChatPoster } from '../../../workflows/activities/ports.ts';
import type { DrainResult } from '../../../workflows/contracts/pump.contract.ts';
import { openTestDesk, silent, system, type TestDesk, type TestTenant } from '../../support/desk.ts';
import { startFakeSlack } from '../../support/slack/fake-slack.ts';
import type { FakePerson, FakeSlack, FakeWorkspace } from '../../support/slack/fake-slack.types.ts';
import { type TempBlobs, tempBlobs } from '../doors/door-kit.ts';

/** A tenant with a connected workspace, a person and a channel. */
export type Place = { tenant: TestTenant; installation: InstallationId; workspace: FakeWorkspace; person: FakePerson; channel: string };

export type PostRow = {
  id: ChatPostId;
  state: string;
  attempts: number;
  failures: number;
  lastResult: string | null;
  sentChannel: string | null;
  sentTs: string | null;
  dueInMs: number;
};

/** Two tenants, each with a workspace of the double, and a sender whose posts say for themselves which call they are. */
export type SenderKit = {
  desk: TestDesk;
  slack: FakeSlack;
  blobs: TempBlobs;
  deps: SlackDeps;
  one: Place;
  two: Place;
  poster: ChatPoster;
  /** What `sent` of the composer was told, in order. */
  recorded: { effectKey: string; sent: Sent }[];
  /** Lets composing, or keeping the trace, fail so many times. */
  faults: { compose: number; record: number };
  queue(place: Place, effectKey: string, call: SlackCall | null, more?: Partial<NewChatPost>): Promise<ChatPostId>;
  drain(place: Place): Promise<DrainResult>;
  /** Drains until a drain has nothing more. */
  settle(place: Place): Promise<void>;
  /** Makes due what waits. */
  due(place: Place): Promise<void>;
  post(place: Place, effectKey: string): Promise<PostRow>;
  /** A fresh response address of the workspace, sealed. */
  responseUrl(place: Place): Promise<string>;
  close(): Promise<void>;
};

export function message(text: string, more: string[] = []): SlackMessage {
  const part = (said: string): { text: string; blocks: SlackMessage['blocks'] } => ({
    text: said,
    blocks: [{ type: 'section', text: { type: 'plain_text', text: said } }],
  });
  return { ...part(text), more: more.map(part) };
}

export async function openSenderKit(): Promise<SenderKit> {
  const desk = await openTestDesk();
  const slack = await startFakeSlack();
  const blobs = await tempBlobs();
  const deps = slackDeps(desk, slack, blobs);
  const recorded: SenderKit['recorded'] = [];
  const faults = { compose: 0, record: 0 };
  const composer: Composer = {
    compose: async ({ post }) => {
      if (faults.compose > 0) {
        faults.compose -= 1;
        throw new Error('a composer that breaks');
      }
      return (post.ref.call ?? null) as SlackCall | null;
    },
    sent: async ({ post }, _call, sent) => {
      if (faults.record > 0) {
        faults.record -= 1;
        throw new Error('a trace that cannot be kept');
      }
      recorded.push({ effectKey: post.effectKey, sent });
    },
  };
  const composers = Object.fromEntries(chatPostKinds.map((kind) => [kind, composer])) as Record<ChatPostKind, Composer>;
  const poster = createSlackPoster(deps, createSlackClients(deps), composers);
  const [one, two] = [await connect(desk, slack, deps, desk.one, 'acme'), await connect(desk, slack, deps, desk.two, 'globex')];
  const drain = (place: Place): Promise<DrainResult> =>
    drainPosts({ withTenant: desk.withTenant, across: desk.across, chatPoster: poster, log: silent }, shardOf(place.tenant.id));
  return {
    desk,
    slack,
    blobs,
    deps,
    one,
    two,
    poster,
    recorded,
    faults,
    drain,
    ...rows(desk),
    settle: async (place) => {
      for (let round = 0; round < 20 && (await drain(place)).more; round += 1);
    },
    responseUrl: async (place) => deps.seal(await freshResponseUrl(slack, place), chatSecretContext(place.tenant.id)),
    close: async () => {
      await slack.idle();
      await slack.close();
      await blobs.remove();
      await desk.close();
    },
  };
}

function slackDeps(desk: TestDesk, slack: FakeSlack, blobs: TempBlobs): SlackDeps {
  const unused = (): Promise<never> => Promise.reject(new Error('the sender runs no commands'));
  return {
    settings: { ...slack.settings, apiUrl: slack.apiUrl, authorizeUrl: slack.authorizeUrl, appToken: null },
    withTenant: desk.withTenant,
    across: desk.across,
    commands: { say: unused, press: unused },
    blobs: blobs.blobs,
    log: silent,
    webUrl: 'https://desk.example',
    seal: (plain, context) => `${context} ${Buffer.from(plain).toString('base64')}`,
    unseal: (sealed, context) => {
      const [sealedFor, content = ''] = sealed.split(' ');
      if (sealedFor !== context) throw new Error('sealed for another tenant');
      return Buffer.from(content, 'base64').toString();
    },
  };
}

async function connect(desk: TestDesk, slack: FakeSlack, deps: SlackDeps, tenant: TestTenant, name: string): Promise<Place> {
  const workspace = slack.addWorkspace(name);
  const { botToken, botId, botUserId } = slack.grant(workspace);
  const installation = newId<InstallationId>();
  await desk.withTenant(tenant.id, system, (uow) =>
    sqlRun(
      uow,
      `insert into chat_installations (tenant_id, id, platform, external_id, name, app_id, bot_user_id, bot_id, bot_token, installed_at)
       values (?, ?, 'slack', ?, ?, ?, ?, ?, ?, ?)`,
      [
        tenant.id,
        installation,
        workspace.teamId,
        name,
        slack.settings.appId,
        botUserId,
        botId,
        deps.seal(botToken, chatSecretContext(tenant.id)),
        new Date(Date.now() - 60_000),
      ],
    ),
  );
  return { tenant, installation, workspace, person: workspace.addPerson('Ann'), channel: workspace.addChannel(`${name}-support`) };
}

function rows(desk: TestDesk): Pick<SenderKit, 'queue' | 'due' | 'post'> {
  return {
    queue: async (place, effectKey, call, more = {}) => {
      const lane = `${place.installation}:${placeOf(call) ?? effectKey}`;
      const wanted = { installationId: place.installation, effectKey, kind: 'answer' as const, lane, ref: { call }, ...more };
      const queued = await desk.withTenant(place.tenant.id, system, (uow) => queueChatPost(uow, wanted));
      if (queued === null) throw new Error(`${effectKey} was queued before`);
      return queued.id;
    },
    due: async (place) => {
      await desk.withTenant(place.tenant.id, system, (uow) =>
        sqlRun(uow, "update chat_posts set next_attempt_at = now() where state in ('queued', 'sending')"),
      );
    },
    post: async (place, effectKey) => {
      const [row] = await desk.withTenant(place.tenant.id, system, (uow) =>
        sqlRows<PostRow>(
          uow,
          `select id, state, attempts, failures, last_result as "lastResult", sent_channel as "sentChannel", sent_ts as "sentTs",
             (extract(epoch from next_attempt_at - now()) * 1000)::integer as "dueInMs"
           from chat_posts where effect_key = ?`,
          [effectKey],
        ),
      );
      if (row === undefined) throw new Error(`no post ${effectKey}`);
      return row;
    },
  };
}

function placeOf(call: SlackCall | null): string | null {
  if (call === null) return null;
  return 'channel' in call ? call.channel : 'user' in call ? call.user : null;
}

/** The double hands one out with a slash command. */
async function freshResponseUrl(slack: FakeSlack, place: Place): Promise<string> {
  let found = '';
  const door = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      found = new URLSearchParams(body).get('response_url') ?? '';
      response.end();
    });
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  slack.connect(`http://127.0.0.1:${(door.address() as AddressInfo).port}/slack/events`);
  await slack.command(place.person, place.channel, '/desk', 'help');
  await new Promise<void>((resolve) => door.close(() => resolve()));
  return found;
}
