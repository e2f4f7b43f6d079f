import type { IncomingMessage } from 'node:http';
import { appMethods } from './app-methods.ts';
import { chatMethods } from './chat-methods.ts';
import { conversationMethods } from './conversation-methods.ts';
import type { Deliveries } from './deliveries.ts';
import type { FakeCall } from './fake-slack.types.ts';
import { fileMethods } from './file-methods.ts';
import { type Json, objectOf, parsed, textOf } from './json.ts';
import { access } from './oauth.ts';
import { overTier } from './rate-tiers.ts';
import type { SlackState, Token } from './slack-state.ts';
import { streamMethods } from './stream-methods.ts';
import { viewMethods } from './view-methods.ts';
import { type Method, Refused, type WebCall } from './web-call.ts';

const methods: Record<string, Method> = {
  ...appMethods,
  ...chatMethods,
  ...streamMethods,
  ...conversationMethods,
  ...viewMethods,
  ...fileMethods,
};

/** What goes back over HTTP; `cut` means that the connection breaks instead. */
export type WebAnswer = { status: number; headers: Record<string, string>; body: Json; cut: boolean };

const withoutToken = ['oauth.v2.access', 'blocks.validate', 'api.test'];

/** Answers one call of the Web API and keeps it in `calls`. */
export async function answerWebCall(
  state: SlackState,
  deliveries: Deliveries,
  method: string,
  request: IncomingMessage,
  args: Json,
): Promise<WebAnswer> {
  const header = request.headers.authorization ?? '';
  const given = header.startsWith('Bearer ') ? header.slice(7) : textOf(args.token);
  const { token: _token, ...rest } = args;
  const log: FakeCall = { method, token: given, args: rest, ok: false, at: Date.now() };
  state.calls.push(log);
  const failed = (error: string, extra: Json = {}): WebAnswer => {
    log.error = error;
    return { status: 200, headers: {}, body: { ok: false, error, ...extra }, cut: false };
  };
  try {
    const slow = throttled(state, method, rest) ?? overTier(state, given, method, rest);
    if (slow !== null) return { ...failed('ratelimited'), status: 429, headers: { 'retry-after': String(slow) } };
    const failure = takeFailure(state, method);
    if (failure !== null && failure !== 'cut') return failed(failure);
    const basic = header.startsWith('Basic ') ? header.slice(6) : null;
    const body = await run({ state, deliveries, method, args: rest, log }, given, basic);
    log.ok = true;
    return { status: 200, headers: {}, body: { ok: true, ...body }, cut: failure === 'cut' };
  } catch (error) {
    if (error instanceof Refused) return failed(error.message, error.extra);
    throw error;
  }
}

async function run(call: Omit<WebCall, 'install' | 'token'>, given: string | null, basic: string | null): Promise<Json> {
  const { state, method, args } = call;
  if (method === 'oauth.v2.access') return access(state, args, basic);
  if (method === 'apps.connections.open') {
    if (given !== state.settings.appToken) throw new Refused(given === null ? 'not_authed' : 'invalid_auth');
    return { url: `${state.base.replace('http', 'ws')}/socket?ticket=${state.settings.appId}` };
  }
  const work = methods[method];
  if (work === undefined) {
    state.refusals.push({ method, problems: ['the double knows no such method'] });
    throw new Refused('unknown_method');
  }
  const nobody: Token = {
    value: '',
    install: { orgWide: false, enterpriseId: null, teamId: null, botUserId: '', botId: '', live: true },
    expiresAt: null,
    revoked: false,
  };
  const token = given === null && withoutToken.includes(method) ? nobody : tokenOf(state, given);
  return work({ ...call, token, install: token.install });
}

function tokenOf(state: SlackState, given: string | null): Token {
  if (given === null) throw new Refused('not_authed');
  const token = state.tokens.get(given);
  if (token === undefined) throw new Refused('invalid_auth');
  if (!token.install.live) throw new Refused('account_inactive');
  if (token.revoked) throw new Refused('token_revoked');
  if (token.expiresAt !== null && token.expiresAt <= Date.now()) throw new Refused('token_expired');
  return token;
}

/** Seconds to wait, when a test asked for it. */
export function throttled(state: SlackState, method: string, args: Json): number | null {
  const channel = textOf(args.channel) ?? textOf(args.channel_id);
  const hit = state.throttles.find(
    (each) => each.method === method && each.left > 0 && (each.channel === null || each.channel === channel),
  );
  if (hit === undefined) return null;
  hit.left -= 1;
  return hit.seconds;
}

/** The failure that a test asked for. */
export function takeFailure(state: SlackState, method: string): string | null {
  const hit = state.failures.find((each) => each.method === method && each.left > 0);
  if (hit === undefined) return null;
  hit.left -= 1;
  return hit.error;
}

/** Arguments as forms and JSON carry them; in forms, objects are JSON. */
export async function readArgs(request: IncomingMessage, query: URLSearchParams, body: Buffer): Promise<Json> {
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return { ...fromForm(query), ...objectOf(parsed(body.toString())) };
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const texts = [...form.entries()].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return fromForm(new URLSearchParams(texts));
  }
  return { ...fromForm(query), ...fromForm(new URLSearchParams(body.toString())) };
}

const nested = ['blocks', 'attachments', 'metadata', 'unfurls', 'view', 'prompts', 'chunks', 'files', 'loading_messages', 'message'];

function fromForm(form: URLSearchParams): Json {
  const args: Json = {};
  for (const [key, value] of form) {
    const inner = nested.includes(key) ? parsed(value) : undefined;
    args[key] = typeof inner === 'object' && inner !== null ? inner : value;
  }
  return args;
}
