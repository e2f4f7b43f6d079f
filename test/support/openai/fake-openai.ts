import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Abilities, readRequest, requestProblems } from './check-request.ts';
import type { FakeReply, FakeRequest, JournalEntry, Json, Persona, Problem } from './fake-openai.types.ts';
import { helpful, type PersonaName, personaOf } from './personas.ts';
import { chatChunk, chatReply, errorReply, modelsReply, responseEvent, responseReply } from './reply-tables.ts';
import { isJson, type Shape } from './shape.ts';
import { chatBody, chatChunks, responsesBody, responsesEvents, type Spoken } from './wire.ts';

export type FakeOpenAiOptions = Partial<Abilities> & {
  /** how the model behaves; default `helpful` */
  persona?: Persona | PersonaName;
  /** what a helpful model answers: the value that is sent as JSON (a string as it is). Undefined: what it would say by itself. */
  answer?: (request: FakeRequest) => unknown;
  /** the only key it takes; default `sk-test` */
  key?: string;
  /** how long a stalled answer stands still; default half a second */
  stallMs?: number;
  /** where the API is; default `/v1` and without */
  port?: number;
};

/** A running fake: what it saw, and how to change its mind. */
export type FakeOpenAi = {
  /** ends in `/v1`: what a provider row has as its address */
  url: string;
  key: string;
  journal: JournalEntry[];
  /** the requests that a persona answered */
  requests(): FakeRequest[];
  /** the refused ones: none in a test that is about something else */
  refused(): JournalEntry[];
  behave(persona: Persona | PersonaName, answer?: (request: FakeRequest) => unknown): void;
  lack(...what: string[]): void;
  close(): Promise<void>;
};

type Server = { options: FakeOpenAiOptions; abilities: Abilities; persona: Persona; journal: JournalEntry[]; faults: string[] };

/** One of our own answers that OpenAI would not have given: a fault of the fake, never of what is tested. */
function proven<T>(shape: Shape, value: T): T {
  const [problem] = shape(value, '');
  if (problem !== undefined) throw new Error(`the fake's own answer is not OpenAI's: ${problem.message}`);
  return value;
}

function sendError(
  response: ServerResponse,
  status: number,
  problem: Problem,
  type = 'invalid_request_error',
  headers: Record<string, string> = {},
): void {
  const body = proven(errorReply, { error: { message: problem.message, type, param: problem.param, code: problem.code } });
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': `req_${status}`, ...headers });
  response.end(JSON.stringify(body));
}

async function bytesOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

const simple = (message: string, code: string | null = null, param: string | null = null): Problem => ({ message, code, param });

/** What is wrong before the body is looked at: the key, the kind of content, whether it is JSON, whether the model is known. */
function doorProblems(server: Server, entry: JournalEntry): { status: number; problem: Problem } | null {
  const key = server.options.key ?? 'sk-test';
  const given = entry.headers.authorization ?? (entry.headers['api-key'] === undefined ? '' : `Bearer ${entry.headers['api-key']}`);
  if (given !== `Bearer ${key}`)
    return {
      status: 401,
      problem: simple(
        'Incorrect API key provided. You can find your API key at https://platform.openai.com/account/api-keys.',
        'invalid_api_key',
      ),
    };
  if (entry.method === 'GET') return null;
  if (!/^application\/json\b/.test(entry.headers['content-type'] ?? ''))
    return { status: 415, problem: simple('Content-Type must be application/json.', 'unsupported_content_type') };
  if (!isJson(entry.body)) return { status: 400, problem: simple('We could not parse the JSON body of your request.') };
  const known = server.abilities.models;
  if (typeof entry.body.model === 'string' && known !== null && !known.includes(entry.body.model)) {
    return {
      status: 404,
      problem: simple(`The model '${entry.body.model}' does not exist or you do not have access to it.`, 'model_not_found'),
    };
  }
  return null;
}

const pause = (ms: number, response: ServerResponse) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });

function eventLines(request: FakeRequest, reply: Spoken): string[] {
  if (request.style === 'responses') {
    return responsesEvents(request, reply).map(
      (event) => `event: ${String(event.type)}\ndata: ${JSON.stringify(proven(responseEvent, event))}\n\n`,
    );
  }
  return [...chatChunks(request, reply).map((chunk) => `data: ${JSON.stringify(proven(chatChunk, chunk))}\n\n`), 'data: [DONE]\n\n'];
}

function wholeBody(request: FakeRequest, reply: Spoken): Json {
  return request.style === 'responses' ? proven(responseReply, responsesBody(request, reply)) : proven(chatReply, chatBody(request, reply));
}

const jsonHead = (nth: number) => ({ 'content-type': 'application/json', 'x-request-id': `req_fake_${nth}`, 'openai-processing-ms': '3' });
const streamHead = (nth: number) => ({
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
  'x-request-id': `req_fake_${nth}`,
});

/** Breaks off in the middle: the client has a status and a part of the body. */
async function sendBroken(
  response: ServerResponse,
  request: FakeRequest,
  reply: Extract<FakeReply, { kind: 'cut' | 'stall' }>,
): Promise<void> {
  const spoken: Spoken = { kind: 'text', text: reply.text };
  const whole = request.stream ? eventLines(request, spoken) : [JSON.stringify(wholeBody(request, spoken))];
  if (reply.kind === 'stall' && !request.stream) await pause(reply.ms, response);
  else {
    response.writeHead(200, request.stream ? streamHead(request.nth) : jsonHead(request.nth));
    const half = whole.join('').slice(0, request.stream ? (whole[0]?.length ?? 0) + 20 : 40);
    response.write(half);
    await pause(reply.kind === 'stall' ? reply.ms : 5, response);
  }
  response.destroy();
}

async function send(response: ServerResponse, request: FakeRequest, reply: FakeReply): Promise<void> {
  if (reply.delayMs !== undefined) await pause(reply.delayMs, response);
  if (response.destroyed) return;
  if (reply.kind === 'error') {
    return sendError(
      response,
      reply.status,
      simple(reply.message, reply.code, reply.param ?? null),
      reply.type ?? 'server_error',
      reply.headers,
    );
  }
  if (reply.kind === 'cut' || reply.kind === 'stall') return sendBroken(response, request, reply);
  if (reply.kind === 'raw') {
    response.writeHead(200, { ...jsonHead(request.nth), 'content-type': reply.contentType ?? 'application/json' });
    response.end(reply.bytes);
    return;
  }
  if (!request.stream) {
    response.writeHead(200, jsonHead(request.nth)).end(JSON.stringify(wholeBody(request, reply)));
    return;
  }
  const lines = eventLines(request, reply);
  response.writeHead(200, streamHead(request.nth));
  for (const line of lines) response.write(line);
  response.end();
}

function models(server: Server, response: ServerResponse): void {
  const ids = server.abilities.models ?? ['fake-model'];
  const data = ids.map((id) => ({ id, object: 'model', created: 1_700_000_000, owned_by: 'fake' }));
  response.writeHead(200, jsonHead(0)).end(JSON.stringify(proven(modelsReply, { object: 'list', data })));
}

function styleOf(path: string, lacks: string[]): FakeRequest['style'] | 'models' | null {
  const [, last] = /^(?:\/openai)?(?:\/v1)?\/(responses|chat\/completions|models)$/.exec(path) ?? [];
  if (last === undefined || lacks.includes(last === 'chat/completions' ? 'chat' : last)) return null;
  return last === 'responses' ? 'responses' : last === 'models' ? 'models' : 'chat';
}

async function answer(server: Server, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const raw = await bytesOf(incoming);
  const path = (incoming.url ?? '/').replace(/\?.*$/, '').replace(/\/+$/, '');
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  const entry: JournalEntry = {
    method: incoming.method ?? '',
    path,
    headers,
    raw,
    body: parsed(raw),
    request: null,
    problems: [],
    reply: null,
  };
  server.journal.push(entry);
  const refuse = (status: number, problems: Problem[], more: Record<string, string> = {}) => {
    entry.problems = problems;
    sendError(response, status, problems[0] ?? simple('refused'), 'invalid_request_error', more);
  };
  const style = styleOf(path, server.abilities.lacks);
  const method = style === 'models' ? 'GET' : 'POST';
  if (style === null) return refuse(404, [simple(`Unknown request URL: ${entry.method} ${path}.`, 'unknown_url')]);
  const door = doorProblems(server, entry);
  if (door !== null && door.status === 401) return refuse(401, [door.problem]);
  if (entry.method !== method) return refuse(405, [simple(`Not allowed to ${entry.method} on ${path}.`, 'method_not_supported')]);
  if (door !== null) return refuse(door.status, [door.problem]);
  if (style === 'models') return models(server, response);
  const problems = requestProblems(style, entry.body, server.abilities);
  if (problems.length > 0) return refuse(400, problems);
  const request = readRequest(style, entry.body as Json, server.journal.filter((known) => known.request !== null).length + 1);
  entry.request = request;
  entry.reply = server.persona(request);
  await send(response, request, entry.reply);
}

function personaFor(options: FakeOpenAiOptions): Persona {
  const { persona = 'helpful', stallMs = 500 } = options;
  if (typeof persona === 'function') return persona;
  return persona === 'helpful' ? helpful(options.answer) : personaOf(persona, { stallMs });
}

/**
 * A strict local OpenAI: `POST /v1/responses`, `POST /v1/chat/completions` (streamed and not), `GET /v1/models`, also without `/v1`. A request that OpenAI or
 * Deskhand's own rules would not allow is answered by OpenAI's error JSON and never reaches the persona; a fault of the fake itself is a 500 that says so.
 */
export async function startFakeOpenAi(options: FakeOpenAiOptions = {}): Promise<FakeOpenAi> {
  const abilities: Abilities = {
    models: options.models ?? null,
    reasoningModels: options.reasoningModels ?? [],
    lacks: [...(options.lacks ?? [])],
  };
  const server: Server = { options, abilities, persona: personaFor(options), journal: [], faults: [] };
  const http = createServer((request, response) => {
    answer(server, request, response).catch((error: Error) => {
      server.faults.push(error.message);
      if (response.headersSent) response.destroy();
      else sendError(response, 500, simple(error.message, 'fake_fault'), 'server_error');
    });
  });
  await new Promise<void>((resolve) => http.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/v1`,
    key: options.key ?? 'sk-test',
    journal: server.journal,
    requests: () => server.journal.flatMap(({ request }) => (request === null ? [] : [request])),
    refused: () => server.journal.filter(({ problems }) => problems.length > 0),
    behave: (persona, answerBy) => {
      server.persona = personaFor({ ...options, persona, ...(answerBy === undefined ? {} : { answer: answerBy }) });
    },
    lack: (...what) => {
      abilities.lacks = what;
    },
    close: () =>
      new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}
