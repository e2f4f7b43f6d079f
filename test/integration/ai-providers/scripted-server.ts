import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as its bytes came. */
export type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: string };
export type Script = (response: ServerResponse, request: Received) => void;

/** A server that does with a connection whatever a test says: what the strict fake of the API never would. */
export type ScriptedServer = { url: string; received: Received[]; does(script: Script): void; close(): Promise<void> };

export async function startScriptedServer(): Promise<ScriptedServer> {
  const received: Received[] = [];
  let script: Script = (response) => response.writeHead(500).end();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const one = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    received.push(one);
    script(response, one);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    received,
    does: (next) => {
      script = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Script {
  return (response) =>
    response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_1', ...headers }).end(JSON.stringify(value));
}

/** The events of a stream; without `end` the connection stays open and silent. */
export function events(some: unknown[], end: 'end' | 'cut' | 'open' = 'end'): Script {
  return (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    for (const one of some) response.write(`data: ${typeof one === 'string' ? one : JSON.stringify(one)}\n\n`);
    if (end === 'end') response.end();
    if (end === 'cut') setTimeout(() => response.destroy(), 20);
  };
}

export const responseBody = (parts: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 'resp_1',
  object: 'response',
  status: 'completed',
  model: 'served-1',
  error: null,
  incomplete_details: null,
  output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: '{"ok":true}', annotations: [] }] }],
  usage: {
    input_tokens: 20,
    input_tokens_details: { cached_tokens: 8 },
    output_tokens: 6,
    output_tokens_details: { reasoning_tokens: 2 },
    total_tokens: 26,
  },
  ...parts,
});

export const saying = (text: string) => responseBody({ output: [{ type: 'message', content: [{ type: 'output_text', text }] }] });

export const completionBody = (message: Record<string, unknown>, ending = 'stop'): Record<string, unknown> => ({
  id: 'chatcmpl_1',
  object: 'chat.completion',
  model: 'served-2',
  choices: [{ index: 0, finish_reason: ending, message: { role: 'assistant', content: null, refusal: null, ...message } }],
  usage: { prompt_tokens: 11, completion_tokens: 3, prompt_tokens_details: { cached_tokens: 4 }, total_tokens: 14 },
});

export const chunk = (delta: Record<string, unknown>, ending: string | null = null) => ({
  object: 'chat.completion.chunk',
  model: 'served-2',
  choices: [{ index: 0, delta, finish_reason: ending }],
});
