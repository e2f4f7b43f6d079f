import OpenAI from 'openai';
import { Stream } from 'openai/streaming';
import { type Provider, providerKeyContext } from '../../domain/ai-providers/ai-providers.types.ts';
import { type CallClock, startCallClock } from './call-clock.ts';
import { type CallFacts, type CallStop, endOf, noFacts } from './call-ends.rules.ts';
import { createCheckedFetch, ForbiddenAddress } from './checked-fetch.ts';
import { type FailedReply, guardFetch, TooLong } from './guarded-fetch.ts';
import { isAboutModel, learnRefused, readServerError } from './learn-refused.rules.ts';
import type { AskOptions, ModelAnswer, ModelClient, PreparedCall } from './model-client.types.ts';
import { prepareCall } from './prepare-call.rules.ts';
import { factsOf, nameOf, type Reply, readCompletion, readResponse } from './read-reply.rules.ts';
import { readCompletionChunks, readResponseEvents } from './read-stream.ts';
import { retryAfterOf } from './retry-after.rules.ts';

/**
 * `unseal` opens a provider's key. `baseUrlOverride` (`DESKHAND_AI_BASE_URL`): every call goes there, whatever a provider's row says. `timeoutMs`: the whole call;
 * `stallMs`: silence within a streamed answer.
 */
export type ModelClientDeps = {
  unseal: (sealed: string, context: string) => string;
  baseUrlOverride?: string | undefined;
  timeoutMs: number;
  stallMs: number;
  fetch?: typeof globalThis.fetch;
};

// Characters of an answer that are read; what is longer is no answer to anything we ask.
const mostCharacters = 400_000;
const progressEveryMs = 500;
/** Ends of a call that was sent and whose own end nobody saw: the server may charge for it. */
const cutOffs: readonly string[] = ['cancelled', 'timeout', 'stalled', 'cut', 'too_long'] satisfies CallStop[];
const checkedFetch = createCheckedFetch();

class Malformed extends Error {}
class UnreadableKey extends Error {}

/** What is gathered of one call while it runs. */
type Heard = { isSent: boolean; headers: Headers | null; failure: FailedReply | null };

/**
 * The client of every server that speaks the OpenAI API, Azure's v1 address among them: no retries of its own, nothing stored, no tools, no state. `ask` sends exactly
 * the bytes of `prepare` and never throws; how a call ended is read from the table in call-ends.rules.ts.
 */
export function createModelClient(deps: ModelClientDeps): ModelClient {
  return {
    prepare: prepareCall,
    ask: async (provider, call, options) => {
      const clock = startCallClock(options.signal, deps);
      const heard: Heard = { isSent: false, headers: null, failure: null };
      const started = performance.now();
      try {
        const reply = await callServer(deps, { provider, call, options, clock, heard });
        return answered(reply, heard, performance.now() - started);
      } catch (error) {
        const stop = clock.stopped() || stopOf(error);
        return unanswered({ provider, call, heard, stop, latencyMs: performance.now() - started });
      } finally {
        clock.end();
        // An answer that is not read to its end would keep its connection.
        clock.controller.abort();
      }
    },
  };
}

type Asking = { provider: Provider; call: PreparedCall; options: AskOptions; clock: CallClock; heard: Heard };

async function callServer(deps: ModelClientDeps, asking: Asking): Promise<Reply> {
  const { call, clock, heard } = asking;
  const client = sdkFor(deps, asking.provider, heard);
  const response = await client
    .post(call.path, { body: call.body, headers: { 'content-type': 'application/json' }, signal: clock.controller.signal })
    .asResponse();
  const isStream = (response.headers.get('content-type') ?? '').includes('text/event-stream');
  const reply = isStream ? await readStream(client, response, asking) : readWhole(call, await response.text());
  if (reply.text.length > mostCharacters) throw new TooLong('the answer is too long');
  return reply;
}

/** The SDK with everything it would take from the environment or do by itself switched off. */
function sdkFor(deps: ModelClientDeps, provider: Provider, heard: Heard): OpenAI {
  const key = openKey(deps, provider);
  return new OpenAI({
    baseURL: deps.baseUrlOverride ?? provider.baseUrl,
    apiKey: key ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    defaultHeaders: { authorization: key === null ? null : `Bearer ${key}`, 'user-agent': 'Deskhand' },
    maxRetries: 0,
    timeout: deps.timeoutMs + 1000,
    logLevel: 'off',
    fetch: guardFetch({
      // The operator set the address of the override; a provider's row may be a tenant's admin's.
      fetch: deps.fetch ?? (deps.baseUrlOverride === undefined ? checkedFetch : globalThis.fetch),
      onSend: () => {
        heard.isSent = true;
      },
      onHeaders: (headers) => {
        heard.headers = headers;
      },
      onFailure: (failure) => {
        heard.failure = failure;
      },
    }),
  });
}

function openKey(deps: ModelClientDeps, provider: Provider): string | null {
  if (provider.sealedKey === null) return null;
  try {
    return deps.unseal(provider.sealedKey, providerKeyContext(provider.id));
  } catch (cause) {
    throw new UnreadableKey('the key does not open', { cause });
  }
}

function readWhole(call: PreparedCall, text: string): Reply {
  const reply = (call.path === '/responses' ? readResponse : readCompletion)(jsonOf(text));
  if (reply === undefined) throw new Malformed('not in the form of the API');
  return reply;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readStream(client: OpenAI, response: Response, { call, clock, options }: Asking): Promise<Reply> {
  const reader = call.path === '/responses' ? readResponseEvents() : readCompletionChunks();
  let toldAt = performance.now();
  clock.heard();
  for await (const event of Stream.fromSSEResponse<unknown>(response, clock.controller, client, false, 'events')) {
    clock.heard();
    reader.take(event);
    if (reader.length() > mostCharacters) throw new TooLong('the answer is too long');
    if (performance.now() - toldAt < progressEveryMs) continue;
    toldAt = performance.now();
    options.onProgress?.(reader.length());
  }
  const reply = reader.reply();
  if (reply === undefined) throw new TypeError('the stream ended before the answer did');
  return reply;
}

/** Why there is no reply, from what `fetch` and the SDK throw; the server's own words are in `heard`. */
function stopOf(error: unknown): CallStop {
  const chain = causesOf(error);
  if (chain.some((one) => one instanceof UnreadableKey)) return 'unreadable_key';
  if (chain.some((one) => one instanceof ForbiddenAddress)) return 'forbidden_address';
  if (chain.some((one) => one instanceof TooLong)) return 'too_long';
  if (chain.some((one) => one instanceof Malformed || one instanceof SyntaxError)) return 'malformed';
  const codes = chain.map((one) => String((one as { code?: unknown }).code ?? ''));
  if (codes.some((code) => code === 'ENOTFOUND' || code === 'EAI_AGAIN')) return 'unknown_host';
  if (codes.some((code) => /CERT|SIGNED|ERR_TLS|ERR_SSL|UNABLE_TO/.test(code))) return 'certificate';
  return error instanceof OpenAI.APIConnectionError ? 'unreachable' : 'cut';
}

function causesOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let one = error; one instanceof Error && chain.length < 8; one = one.cause) chain.push(one);
  return chain;
}

function answered(reply: Reply, heard: Heard, latencyMs: number): ModelAnswer {
  const { facts, json } = factsOf(reply);
  const end = endOf({ ...noFacts, ...facts });
  return {
    ...bare(end, heard, latencyMs),
    text: reply.text === '' ? null : reply.text,
    json: end.outcome === 'ok' ? json : undefined,
    usage: reply.usage,
    modelServed: reply.modelServed,
  };
}

type Unanswered = { provider: Provider; call: PreparedCall; heard: Heard; stop: CallStop; latencyMs: number };

function unanswered({ provider, call, heard, stop, latencyMs }: Unanswered): ModelAnswer {
  const { failure } = heard;
  if (failure === null) return { ...bare(endOf({ ...noFacts, stop }), heard, latencyMs), cutOff: heard.isSent && cutOffs.includes(stop) };
  const error = readServerError(failure.text);
  const learned = learnRefused(provider, call, failure.status, error);
  const facts: CallFacts = {
    ...noFacts,
    http: failure.status,
    httpClass: `${Math.floor(failure.status / 100)}xx`,
    code: isAboutModel(failure.status, error) ? 'model_not_found' : error.code,
    retry: failure.headers.get('x-should-retry') ?? '',
    isLearned: learned !== null,
  };
  const end = endOf(facts);
  const retryAfterMs = end.outcome === 'unavailable' && !end.fatal ? retryAfterOf(failure.headers, Date.now()) : null;
  return { ...bare(end, heard, latencyMs), retryAfterMs, learned };
}

function bare(end: ReturnType<typeof endOf>, heard: Heard, latencyMs: number): ModelAnswer {
  return {
    ...end,
    text: null,
    json: undefined,
    usage: null,
    modelServed: null,
    requestId: nameOf(heard.headers?.get('x-request-id') ?? heard.headers?.get('apim-request-id')),
    latencyMs: Math.round(latencyMs),
    retryAfterMs: null,
    learned: null,
  };
}
