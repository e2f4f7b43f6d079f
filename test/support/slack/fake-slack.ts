import type { Server } from 'node:http';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import type { FakeMessage, FakePerson, FakeSlack, FakeSlackOptions } from './fake-slack.types.ts';
import { type Json, textOf } from './json.ts';
import { consentTo, installApp, issueToken } from './oauth.ts';
import {
  channelNamed,
  commandIn,
  type Desk,
  editWords,
  endInstall,
  keepWords,
  moveBot,
  openHomeOf,
  removeWords,
  sayIn,
  shareLinkIn,
  stopAnswerIn,
} from './people-acts.ts';
import { addWorkspaceTo } from './places-of-work.ts';
import { pressOn, shortcutOf, shortcutOn } from './presses.ts';
import { emitReaction } from './reaction-events.ts';
import { listenAsSlack } from './slack-server.ts';
import {
  channelById,
  dmOf,
  type MessageRecord,
  newState,
  personById,
  recordOf,
  recordOfMessage,
  type SlackState,
  workspaceOf,
} from './slack-state.ts';
import { openSocketDoor } from './socket-door.ts';
import { closeTop, submitView } from './submissions.ts';
import { suggestedTo } from './suggestions.ts';
import { modalsOf } from './view-methods.ts';

/** Starts the double on a free port of the loopback. */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const state = newState(options);
  const deliveries = createDeliveries(state);
  const server = await listenAsSlack(state, deliveries);
  const sockets = openSocketDoor(server, state);
  deliveries.useSockets(sockets);
  const desk: Desk = { state, deliveries };
  return {
    sockets: { count: () => sockets.count(), refresh: () => sockets.refresh() },
    apiUrl: `${state.base}/api/`,
    authorizeUrl: `${state.base}/oauth/v2/authorize`,
    settings: state.settings,
    calls: state.calls,
    refusals: state.refusals,
    ...installs(state, deliveries),
    ...people(desk),
    ...interactions(desk),
    ...wire(state, deliveries),
    ...sights(state),
    ...faults(state),
    close: () => {
      sockets.close();
      return closeAll(server, deliveries);
    },
  };
}

function installs(
  state: SlackState,
  deliveries: Deliveries,
): Pick<FakeSlack, 'connect' | 'addWorkspace' | 'consent' | 'grant' | 'uninstall' | 'revokeTokens' | 'expireTokens'> {
  const desk = { state, deliveries };
  return {
    connect: (url) => deliveries.connect(url),
    addWorkspace: (name, more = {}) => addWorkspaceTo(state, name, more.enterprise),
    consent: async (url, person, more = {}) => {
      const asked = new URL(url);
      if (asked.origin !== state.base || asked.pathname !== '/oauth/v2/authorize')
        throw new Error(`${url} is not Slack's authorise address`);
      return { location: consentTo(state, asked, person, more) };
    },
    grant: (workspace, more = {}) => {
      const install = installApp(state, workspaceOf(state, workspace.teamId), more.orgWide ?? false);
      const { token, refreshToken } = issueToken(state, install);
      return { botToken: token.value, botId: install.botId, botUserId: install.botUserId, refreshToken };
    },
    uninstall: (workspace) => endInstall(desk, workspace, 'uninstalled'),
    revokeTokens: (workspace) => endInstall(desk, workspace, 'revoked'),
    expireTokens: ({ teamId, enterpriseId }) => {
      for (const token of state.tokens.values()) {
        const { install } = token;
        if (install.teamId === teamId || (install.orgWide && install.enterpriseId === enterpriseId)) token.expiresAt = Date.now() - 1;
      }
    },
  };
}

function people(
  desk: Desk,
): Pick<FakeSlack, 'say' | 'edit' | 'remove' | 'react' | 'command' | 'openHome' | 'shareLink' | 'stopAnswer' | 'setBot'> {
  return {
    say: (person, channel, text, more) => sayIn(desk, person, channel, text, more),
    edit: (message, text) => editWords(desk, message, text),
    remove: (message) => removeWords(desk, message),
    react: async (person, message, name) => {
      const record = recordOfMessage(desk.state, message);
      const there = record.message.reactions.find((each) => each.name === name);
      if (there === undefined) record.message.reactions.push({ name, users: [person.id] });
      else there.users.push(person.id);
      await emitReaction(desk.deliveries, record.channel, record.message, person.id, name);
    },
    command: (person, channel, command, text) => commandIn(desk, person, channel, command, text),
    openHome: (person, tab = 'home') => openHomeOf(desk, person, tab),
    shareLink: (person, channel, url) => shareLinkIn(desk, person, channel, url),
    stopAnswer: (person, message) => stopAnswerIn(desk, person, message),
    setBot: (channel, isIn) => moveBot(desk, channel, isIn),
  };
}

function interactions({
  state,
  deliveries,
}: Desk): Pick<FakeSlack, 'press' | 'messageShortcut' | 'globalShortcut' | 'submit' | 'suggest' | 'closeView'> {
  return {
    press: (person, where, label, more = {}) => pressOn(state, deliveries, person, where, label, more.option),
    messageShortcut: (person, message, callbackId) => shortcutOn(state, deliveries, person, message, callbackId),
    globalShortcut: (person, callbackId) => shortcutOf(state, deliveries, person, callbackId),
    submit: (person, view, values) => submitView(state, deliveries, person, view, values),
    suggest: (person, where, actionId, value) => suggestedTo(state, deliveries, person, where, actionId, value),
    closeView: (person, view) => closeTop(state, deliveries, person, view),
  };
}

function wire(state: SlackState, deliveries: Deliveries): Pick<FakeSlack, 'deliver' | 'raw' | 'sign' | 'idle'> {
  return {
    deliver: async (workspace, event, more = {}) => {
      rememberWords(state, event);
      const channel = channelById(state, textOf(event.channel) ?? '') ?? undefined;
      const named = more.eventId === undefined ? {} : { eventId: more.eventId };
      const envelope = deliveries.envelope(
        workspaceOf(state, workspace.teamId),
        event,
        channel === undefined ? named : { ...named, channel },
      );
      return deliveries.event(envelope, more.retryNum);
    },
    raw: async (body, headers) => deliveries.raw(body, headers),
    sign: (body, at) => deliveries.sign(body, at),
    idle: () => deliveries.idle(),
  };
}

// A message that a test delivers by hand is one that the app can answer, react to and read again.
function rememberWords(state: SlackState, event: Json): void {
  const plain = event.type === 'message' && (event.subtype === undefined || event.subtype === 'file_share');
  const channel = channelById(state, textOf(event.channel) ?? '');
  const person = personById(state, textOf(event.user) ?? '');
  const ts = textOf(event.ts);
  if (!plain || channel === null || person === null || ts === null || recordOf(channel, ts) !== null) return;
  const threadTs = textOf(event.thread_ts);
  keepWords(state, person, channel, textOf(event.text) ?? '', threadTs === null ? { ts } : { ts, threadTs });
}

function sights(
  state: SlackState,
): Pick<
  FakeSlack,
  'messages' | 'thread' | 'dm' | 'dmChannel' | 'ephemerals' | 'views' | 'home' | 'unfurls' | 'prompts' | 'statuses' | 'statusesIn' | 'files'
> {
  const dmFor = (person: FakePerson) => dmOf(workspaceOf(state, person.team), person);
  const statusesIn = (id: string): string[] => state.statuses.filter(({ channel }) => channel === id).map(({ status }) => status);
  return {
    messages: (channel) => seen(channelNamed(state, channel).records),
    thread: (channel, ts) => seen(channelNamed(state, channel).records).filter((each) => each.ts === ts || each.thread_ts === ts),
    dm: (person) => seen(dmFor(person).records),
    dmChannel: (person) => dmFor(person).id,
    ephemerals: (person) =>
      [...state.workspaces.values()]
        .flatMap((workspace) => [...workspace.channels.values()])
        .flatMap(({ records }) => records.filter((record) => !record.deleted && record.message.ephemeralTo === person.id))
        .map(({ message }) => message)
        .sort((one, other) => (one.ts < other.ts ? -1 : 1)),
    views: (person) => modalsOf(state, person.id).map(({ view }) => view),
    home: (person) => state.homes.get(person.id)?.view ?? null,
    unfurls: (message) => recordOfMessage(state, message).unfurls,
    prompts: (person) => state.prompts.get(dmFor(person).id) ?? [],
    statuses: (person) => statusesIn(dmFor(person).id),
    statusesIn,
    files: () => [...state.files.values()].filter(({ complete, workspace, by }) => complete && by === workspace.botUserId),
  };
}

function seen(records: MessageRecord[]): FakeMessage[] {
  return records.filter(({ deleted, message }) => !deleted && message.ephemeralTo === undefined).map(({ message }) => message);
}

function faults(state: SlackState): Pick<FakeSlack, 'throttle' | 'fail' | 'age'> {
  return {
    throttle: (method, seconds, times, channel) => void state.throttles.push({ method, seconds, left: times, channel: channel ?? null }),
    fail: (method, error, times = 1) => void state.failures.push({ method, error, left: times }),
    age: (ms) => {
      const aging = [...state.triggers.values(), ...state.responses.values(), ...state.codes.values()];
      for (const each of aging) each.expiresAt -= ms;
    },
  };
}

async function closeAll(server: Server, deliveries: Deliveries): Promise<void> {
  deliveries.close();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
