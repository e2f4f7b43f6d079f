import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Deliveries } from './deliveries.ts';
import { download, takeUpload } from './file-methods.ts';
import { objectOf, parsed } from './json.ts';
import { answerResponse } from './responses.ts';
import type { SlackState } from './slack-state.ts';
import { answerWebCall, readArgs, takeFailure } from './web-api.ts';

/** Slack's side on a loopback port: the Web API, uploads, downloads and response addresses. Resolves when it listens. */
export async function listenAsSlack(state: SlackState, deliveries: Deliveries): Promise<Server> {
  const server = createServer((request, response) => {
    deliveries.track(
      answer(state, deliveries, request, response).catch((error: unknown) => {
        state.refusals.push({
          method: request.url ?? '',
          problems: [`the double broke: ${error instanceof Error ? error.stack : String(error)}`],
        });
        if (!response.headersSent) response.writeHead(500);
        response.end();
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return server;
}

type Reply = { status: number; body: string | Buffer; headers: Record<string, string>; cut: boolean };

const reply = (status: number, body: string | Buffer, headers: Record<string, string> = {}, cut = false): Reply => ({
  status,
  body,
  headers,
  cut,
});

async function answer(state: SlackState, deliveries: Deliveries, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, body, headers, cut } = await replyTo(state, deliveries, request);
  if (cut) request.socket.destroy();
  else response.writeHead(status, headers).end(body);
}

async function replyTo(state: SlackState, deliveries: Deliveries, request: IncomingMessage): Promise<Reply> {
  const url = new URL(request.url ?? '/', state.base);
  const [, first = '', second = '', third = ''] = url.pathname.split('/');
  const body = await bytesOf(request);
  if (first === 'api') {
    const args = await readArgs(request, url.searchParams, body);
    const answered = await answerWebCall(state, deliveries, decodeURIComponent(second), request, args);
    const headers = { 'content-type': 'application/json; charset=utf-8', ...answered.headers };
    return reply(answered.status, JSON.stringify(answered.body), headers, answered.cut);
  }
  if (first === 'response') {
    const answered = answerResponse(state, deliveries, third, objectOf(parsed(body.toString())));
    const headers: Record<string, string> = answered.retryAfter === undefined ? {} : { 'retry-after': String(answered.retryAfter) };
    return reply(answered.status, answered.text, headers, answered.cut);
  }
  if (first === 'upload') {
    const taken = await takeUpload(state, second, body, request.headers['content-type'] ?? '');
    return reply(taken.status, taken.text, {}, takeFailure(state, 'upload') === 'cut');
  }
  if (first === 'files-pri') return fileReply(state, second, request);
  if (first === 'signin') return reply(200, '<!doctype html><title>Sign in to Slack</title>', { 'content-type': 'text/html' });
  return reply(404, 'not found');
}

// Without a good token Slack sends to its sign-in page, which answers 200 with HTML: whoever follows it keeps a page as the file.
function fileReply(state: SlackState, place: string, request: IncomingMessage): Reply {
  const header = request.headers.authorization ?? '';
  const file = download(state, place.split('-')[1] ?? '', header.startsWith('Bearer ') ? header.slice(7) : null);
  if (file === null) return reply(302, '', { location: `${state.base}/signin?redir=${encodeURIComponent(request.url ?? '')}` });
  return reply(200, file.content, { 'content-type': file.mimetype, 'content-length': String(file.content.length) });
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
