import { randomBytes } from 'node:crypto';
import type {
  FakeCall,
  FakeFile,
  FakeMessage,
  FakePerson,
  FakeRefusal,
  FakeSlackOptions,
  FakeView,
  FakeWorkspace,
} from './fake-slack.types.ts';
import { idOf, type Json } from './json.ts';

/** A conversation with everything that was said in it. */
export type Channel = {
  id: string;
  name: string;
  workspace: Workspace;
  isPrivate: boolean;
  isShared: boolean;
  /** The person whose direct conversation with the app it is. */
  im: string | null;
  hasBot: boolean;
  members: Set<string>;
  records: MessageRecord[];
};

/** A message and what only Slack itself knows of it. */
export type MessageRecord = {
  message: FakeMessage;
  channel: Channel;
  /** Posted by the app, by a person otherwise. */
  byApp: boolean;
  deleted: boolean;
  streaming: boolean;
  broadcast: boolean;
  unfurls: Json | null;
  /** What was chosen in its elements: block id → action id → state. */
  chosen: Record<string, Record<string, Json>>;
};

export type Workspace = FakeWorkspace & {
  name: string;
  botId: string;
  people: Map<string, FakePerson>;
  channels: Map<string, Channel>;
};

/** The app in a workspace or in a whole organisation. */
export type Install = {
  orgWide: boolean;
  enterpriseId: string | null;
  teamId: string | null;
  botUserId: string;
  botId: string;
  live: boolean;
};

export type Token = { value: string; install: Install; expiresAt: number | null; revoked: boolean };

export type ViewRecord = {
  view: FakeView;
  raw: Json;
  workspace: Workspace;
  rootId: string;
  externalId: string | null;
  values: Record<string, Record<string, Json>>;
};

export type Trigger = { id: string; expiresAt: number; used: boolean; person: FakePerson; workspace: Workspace; viewId: string | null };

/** An address to answer to: five times, within thirty minutes. */
export type ResponseAddress = {
  id: string;
  uses: number;
  expiresAt: number;
  person: FakePerson;
  channel: Channel;
  /** The message that was pressed; null after a command. */
  source: MessageRecord | null;
};

export type StoredFile = FakeFile & { workspace: Workspace; by: string; uploaded: boolean; complete: boolean; size: number; title: string };

/** A code of a consent; it works once, within ten minutes. */
export type Code = { orgWide: boolean; person: FakePerson; used: boolean; expiresAt: number; redirectUri: string | null; scope: string };

export type Throttle = { method: string; seconds: number; left: number; channel: string | null };
export type Failure = { method: string; error: string; left: number };

/** Everything the double remembers. */
export type SlackState = {
  options: Required<FakeSlackOptions>;
  settings: { clientId: string; clientSecret: string; signingSecret: string; appId: string; appToken: string };
  /** Without a slash at the end; set when it listens. */
  base: string;
  calls: FakeCall[];
  refusals: FakeRefusal[];
  workspaces: Map<string, Workspace>;
  enterprises: Map<string, { id: string; name: string; botUserId: string; botId: string }>;
  installs: Install[];
  tokens: Map<string, Token>;
  /** Refresh token → its installation; gone once it is used. */
  refreshTokens: Map<string, Install>;
  codes: Map<string, Code>;
  triggers: Map<string, Trigger>;
  responses: Map<string, ResponseAddress>;
  views: ViewRecord[];
  homes: Map<string, ViewRecord>;
  files: Map<string, StoredFile>;
  prompts: Map<string, { title: string; message: string }[]>;
  statuses: { channel: string; threadTs: string | null; status: string }[];
  sessions: { channel: string; threadTs: string | null; status: string }[];
  throttles: Throttle[];
  failures: Failure[];
  /** How long a trigger works: Slack's own is 3 s. */
  triggerMs: number;
};

export function newState(options: FakeSlackOptions): SlackState {
  const full = {
    signingSecret: options.signingSecret ?? randomBytes(16).toString('hex'),
    clientId: options.clientId ?? '100000000001.200000000002',
    clientSecret: options.clientSecret ?? randomBytes(16).toString('hex'),
    rotation: options.rotation ?? false,
    retryGaps: options.retryGaps ?? [5, 20, 50],
    deadlineMs: options.deadlineMs ?? 3_000,
    tiers: options.tiers ?? false,
  };
  const { clientId, clientSecret, signingSecret } = full;
  return {
    options: full,
    settings: { clientId, clientSecret, signingSecret, appId: idOf('A'), appToken: `xapp-1-${randomBytes(12).toString('hex')}` },
    base: '',
    calls: [],
    refusals: [],
    workspaces: new Map(),
    enterprises: new Map(),
    installs: [],
    tokens: new Map(),
    refreshTokens: new Map(),
    codes: new Map(),
    triggers: new Map(),
    responses: new Map(),
    views: [],
    homes: new Map(),
    files: new Map(),
    prompts: new Map(),
    statuses: [],
    sessions: [],
    throttles: [],
    failures: [],
    triggerMs: 3_000,
  };
}

/** The live installation that serves a workspace: its own, otherwise its organisation's. */
export function installOf(state: SlackState, workspace: Workspace): Install | null {
  const live = state.installs.filter((install) => install.live);
  return (
    live.find((install) => !install.orgWide && install.teamId === workspace.teamId) ??
    live.find((install) => install.orgWide && install.enterpriseId !== null && install.enterpriseId === workspace.enterpriseId) ??
    null
  );
}

/** Whether the installation may see into the workspace. */
export function serves(install: Install, workspace: Workspace): boolean {
  return install.orgWide ? install.enterpriseId === workspace.enterpriseId : install.teamId === workspace.teamId;
}

export function workspaceOf(state: SlackState, teamId: string): Workspace {
  const workspace = state.workspaces.get(teamId);
  if (workspace === undefined) throw new Error(`the double has no workspace ${teamId}`);
  return workspace;
}

export function channelById(state: SlackState, id: string): Channel | null {
  for (const workspace of state.workspaces.values()) {
    const channel = workspace.channels.get(id);
    if (channel !== undefined) return channel;
  }
  return null;
}

export function personById(state: SlackState, id: string): FakePerson | null {
  for (const workspace of state.workspaces.values()) {
    const person = workspace.people.get(id);
    if (person !== undefined) return person;
  }
  return null;
}

export function recordOf(channel: Channel, ts: string): MessageRecord | null {
  return channel.records.find((record) => record.message.ts === ts && record.message.ephemeralTo === undefined) ?? null;
}

/** The record behind a message that the double handed out. */
export function recordOfMessage(state: SlackState, message: FakeMessage): MessageRecord {
  const record = channelById(state, message.channel)?.records.find((each) => each.message.ts === message.ts);
  if (record === undefined) throw new Error(`the double has no message ${message.ts} in ${message.channel}`);
  return record;
}

/** The direct conversation of the app with the person; it exists from the first time somebody asks for it. */
export function dmOf(workspace: Workspace, person: FakePerson): Channel {
  for (const channel of workspace.channels.values()) if (channel.im === person.id) return channel;
  const id = idOf('D');
  const channel: Channel = {
    id,
    name: 'directmessage',
    workspace,
    isPrivate: true,
    isShared: false,
    im: person.id,
    hasBot: true,
    members: new Set([person.id, workspace.botUserId]),
    records: [],
  };
  workspace.channels.set(id, channel);
  return channel;
}
