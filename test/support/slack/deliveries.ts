import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Delivered } from './fake-slack.types.ts';
import { idOf, type Json } from './json.ts';
import { type Channel, installOf, type SlackState, type Workspace } from './slack-state.ts';

export type Kind = 'event' | 'command' | 'interaction';

/** Sockets of Socket Mode that an app holds open; with one of them nothing goes over HTTP. */
export type SocketDoor = { open(): boolean; send(kind: Kind, payload: Json, retry: Retry | null): Promise<Attempt> };

type Retry = { num: number; reason: string };

/** One attempt: `failure` is Slack's word for why it counts as failed. */
type Attempt = Delivered & { failure: string | null; noRetry: boolean };

/** What goes to the app. */
export type Deliveries = {
  connect(url: string): void;
  useSockets(door: SocketDoor): void;
  connected(): boolean;
  /** Sends an event of the workspace if the app is installed there, and again when that fails. Resolves after the first attempt. */
  emit(workspace: Workspace, event: Json, more?: { eventId?: string; channel?: Channel }): Promise<Delivered | null>;
  envelope(workspace: Workspace, event: Json, more: { eventId?: string; channel?: Channel }): Json;
  /** Sends an envelope; with a number of its own it is one attempt, otherwise it is retried. */
  event(envelope: Json, retryNum?: number): Promise<Delivered>;
  interaction(payload: Json): Promise<Delivered>;
  command(payload: Json): Promise<Delivered>;
  raw(body: string, headers: Record<string, string>): Promise<Delivered>;
  sign(body: string, at?: number): Record<string, string>;
  /** Lets `idle` wait for it. */
  track(work: Promise<unknown>): void;
  idle(): Promise<void>;
  close(): void;
};

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';

export function createDeliveries(state: SlackState): Deliveries {
  const pending = new Set<Promise<unknown>>();
  const agent = new Agent({ keepAlive: false, maxSockets: 64 });
  const stopped = new AbortController();
  let url: string | null = null;
  let sockets: SocketDoor | null = null;

  const track = (work: Promise<unknown>): void => {
    const settled = work.catch(() => undefined).finally(() => pending.delete(settled));
    pending.add(settled);
  };
  const sign = (body: string, at = Math.floor(Date.now() / 1000)): Record<string, string> => ({
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': `v0=${createHmac('sha256', state.settings.signingSecret).update(`v0:${at}:${body}`).digest('hex')}`,
  });
  const post = (body: string, headers: Record<string, string>): Promise<Attempt> => {
    if (url === null) throw new Error('no app is connected to the double');
    return attempt(url, body, headers, { agent, deadlineMs: state.options.deadlineMs, signal: stopped.signal });
  };
  const send = (kind: Kind, payload: Json, retry: Retry | null): Promise<Attempt> => {
    if (sockets?.open() === true) return sockets.send(kind, payload, retry);
    const body = bodyOf(kind, payload);
    const again: Record<string, string> =
      retry === null ? {} : { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason };
    return post(body, { 'content-type': kind === 'event' ? json : form, ...sign(body), ...again });
  };
  const retry = async (envelope: Json, first: Attempt): Promise<void> => {
    let last = first;
    for (const [index, gap] of state.options.retryGaps.entries()) {
      if (last.failure === null || last.noRetry) return;
      await pause(gap, stopped.signal);
      if (stopped.signal.aborted) return;
      last = await send('event', envelope, { num: index + 1, reason: last.failure });
    }
  };
  const event = async (envelope: Json, retryNum?: number): Promise<Delivered> => {
    const first = await send('event', envelope, retryNum === undefined ? null : { num: retryNum, reason: 'http_timeout' });
    if (retryNum === undefined) track(retry(envelope, first));
    return delivered(first);
  };
  const watched = <T>(work: Promise<T>): Promise<T> => {
    track(work);
    return work;
  };
  return {
    connect: (to) => {
      url = to;
    },
    useSockets: (door) => {
      sockets = door;
    },
    connected: () => url !== null || sockets?.open() === true,
    emit: async (workspace, body, more = {}) => {
      const reachable = url !== null || sockets?.open() === true;
      if (!reachable || installOf(state, workspace) === null) return null;
      return watched(event(envelopeOf(state, workspace, body, more)));
    },
    envelope: (workspace, body, more) => envelopeOf(state, workspace, body, more),
    event: (envelope, retryNum) => watched(event(envelope, retryNum)),
    interaction: (payload) => watched(send('interaction', payload, null).then(delivered)),
    command: (payload) => watched(send('command', payload, null).then(delivered)),
    raw: (body, headers) => watched(post(body, headers).then(delivered)),
    sign,
    track,
    idle: async () => {
      while (pending.size > 0) await Promise.allSettled([...pending]);
    },
    close: () => {
      stopped.abort();
      agent.destroy();
    },
  };
}

function delivered({ status, body, ms }: Attempt): Delivered {
  return { status, body, ms };
}

function bodyOf(kind: Kind, payload: Json): string {
  if (kind === 'event') return JSON.stringify(payload);
  if (kind === 'interaction') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return new URLSearchParams(Object.entries(payload).map(([key, value]): [string, string] => [key, String(value)])).toString();
}

/** The envelope of an event, with whose installation it is for. */
function envelopeOf(state: SlackState, workspace: Workspace, event: Json, more: { eventId?: string; channel?: Channel }): Json {
  const install = installOf(state, workspace);
  const org = install?.orgWide === true;
  const enterprise = workspace.enterpriseId === null ? {} : { enterprise_id: workspace.enterpriseId };
  return {
    token: 'verification-token-of-the-double',
    team_id: workspace.teamId,
    ...enterprise,
    context_team_id: workspace.teamId,
    context_enterprise_id: workspace.enterpriseId,
    api_app_id: state.settings.appId,
    event,
    type: 'event_callback',
    event_id: more.eventId ?? idOf('Ev'),
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      {
        enterprise_id: workspace.enterpriseId,
        team_id: org ? null : workspace.teamId,
        user_id: workspace.botUserId,
        is_bot: true,
        is_enterprise_install: org,
      },
    ],
    is_ext_shared_channel: more.channel?.isShared ?? false,
    event_context: `4-${idOf('x')}`,
  };
}

type Way = { agent: Agent; deadlineMs: number; signal: AbortSignal };

/** One POST with Slack's deadline: whatever is not a 2xx in time has failed. */
function attempt(url: string, body: string, headers: Record<string, string>, way: Way): Promise<Attempt> {
  const began = performance.now();
  const ended = (status: number, text: string, failure: string | null, noRetry = false): Attempt => ({
    status,
    body: text,
    ms: performance.now() - began,
    failure,
    noRetry,
  });
  return new Promise((resolve) => {
    const to = new URL(url);
    const sent = request(to, {
      method: 'POST',
      agent: way.agent,
      signal: way.signal,
      headers: { 'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)', ...headers, 'content-length': Buffer.byteLength(body) },
    });
    const deadline = setTimeout(() => {
      resolve(ended(0, '', 'http_timeout'));
      sent.destroy();
    }, way.deadlineMs);
    const finish = (outcome: Attempt): void => {
      clearTimeout(deadline);
      resolve(outcome);
    };
    sent.on('error', () => finish(ended(0, '', 'connection_failed')));
    sent.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', () => finish(ended(0, '', 'connection_failed')));
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        const good = status >= 200 && status < 300;
        finish(ended(status, Buffer.concat(parts).toString(), good ? null : 'http_error', response.headers['x-slack-no-retry'] === '1'));
      });
    });
    sent.end(body);
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const stop = (): void => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
