import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App, Receiver } from '@slack/bolt';
import type { SlackDeps } from '../slack.types.ts';
import type { Answer } from './answer-in-time.ts';
import { createIntake, type Intake, type IntakeOptions } from './intake.ts';
import { parseBody } from './parse-body.rules.ts';
import { readRaw } from './read-raw.ts';
import { openSocketMode, type SocketDoor } from './socket-mode.ts';
import type { TurnKeeper } from './turn-keeper.ts';
import { verifyRequest } from './verify-request.ts';

/** A request whose body may have been read, as raw bytes. */
export type RawRequest = IncomingMessage & { body?: unknown };

/**
 * Our door for everything Slack sends, in the place of Bolt's own, which loses events when the process or the database ends. One person's message that names the
 * bot comes twice, as `message` and as `app_mention`, with different event ids: both are kept, in one lane, so that the second finds what the first did by
 * channel and timestamp.
 */
export type SlackReceiver = Receiver & {
  /** Verifies, takes in and answers one request. Its body must be unread or raw bytes: the signature is over them. Never throws. */
  handle(request: RawRequest, response: ServerResponse): Promise<void>;
};

/** The receiver over HTTP, and over a socket of ours where an app-level token is set up. */
export function createSlackReceiver(deps: SlackDeps, turns: TurnKeeper, options: IntakeOptions): SlackReceiver {
  let app: App | null = null;
  let socket: SocketDoor | null = null;
  const intake = createIntake(
    deps,
    turns,
    () => {
      if (app === null) throw new Error('the receiver was not initialised');
      return app;
    },
    options,
  );
  return {
    init: (bolt) => {
      app = bolt;
    },
    start: async () => {
      if (deps.settings.appToken === null || socket !== null) return;
      socket = openSocketMode(deps, deps.settings.appToken, intake);
      await socket.firstTry;
    },
    stop: async () => {
      await socket?.close();
      socket = null;
    },
    handle: async (request, response) => send(response, await answer(deps, intake, request)),
  };
}

async function answer(deps: SlackDeps, intake: Intake, request: RawRequest): Promise<Answer> {
  const bytes = await readRaw(request);
  if (bytes === null) return { status: 413 };
  const verified = verifyRequest(bytes, request.headers, deps.settings.signingSecret, new Date());
  if (!verified.ok) {
    deps.log.warn({ reason: verified.reason }, 'a request that is not Slack’s was refused');
    return { status: verified.status };
  }
  const body = parseBody(bytes, request.headers['content-type'] ?? '');
  return body === null ? { status: 400 } : intake(body);
}

function send(response: ServerResponse, { status, body }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  response.statusCode = status;
  if (body === undefined) return void response.end();
  const isText = typeof body === 'string';
  response.setHeader('content-type', isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8');
  response.end(isText ? body : JSON.stringify(body));
}
