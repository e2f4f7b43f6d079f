import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isObject, type Json, objectOf, parsed } from './json.ts';

/** A delivery as the app got it: the raw body and what is in it. */
export type Got = { headers: IncomingHttpHeaders; raw: string; body: Json };

/** How the app answers: a status and a body, or never in time. */
export type Answer = { status?: number; body?: string | Json; headers?: Record<string, string>; delayMs?: number };

export type TinyApp = {
  url: string;
  got: Got[];
  /** Events among them, without their envelopes. */
  events(): Json[];
  last(): Json;
  /** Answers from now on. */
  answer(how: (got: Got) => Answer | Promise<Answer>): void;
  close(): Promise<void>;
};

/** An app that remembers what is delivered to it and answers 200, or as it is told. */
export async function startTinyApp(): Promise<TinyApp> {
  const got: Got[] = [];
  let how: (got: Got) => Answer | Promise<Answer> = () => ({});
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', async () => {
      const raw = Buffer.concat(parts).toString();
      const one = { headers: request.headers, raw, body: bodyOf(request.headers, raw) };
      got.push(one);
      const { status = 200, body = '', headers = {}, delayMs = 0 } = await how(one);
      if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
      response.writeHead(status, { ...(isObject(body) ? { 'content-type': 'application/json' } : {}), ...headers });
      response.end(isObject(body) ? JSON.stringify(body) : body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
    got,
    events: () => got.map(({ body }) => body).flatMap((body) => (isObject(body.event) ? [body.event] : [])),
    last: () => got.at(-1)?.body ?? {},
    answer: (next) => {
      how = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function bodyOf(headers: IncomingHttpHeaders, raw: string): Json {
  if (headers['content-type']?.startsWith('application/json') === true) return objectOf(parsed(raw));
  const form = Object.fromEntries(new URLSearchParams(raw));
  return form.payload === undefined ? form : objectOf(parsed(form.payload));
}
