import { setTimeout as sleep } from 'node:timers/promises';
import { SocketModeClient } from '@slack/socket-mode';
import { quietLogger } from '../install/quiet-logger.ts';
import { clientOptions } from '../install/web-client.ts';
import type { SlackDeps } from '../slack.types.ts';
import type { SlackBody } from './body.types.ts';
import type { Intake } from './intake.ts';
import { surviveOddEnvelopes } from './survive-odd-envelopes.ts';

/** Longest pause before the next attempt to connect, in ms. */
const longestPauseMs = 60_000;
const firstPauseMs = 1_000;

export type SocketDoor = {
  /** Resolves when the first attempt to connect has ended, well or not. */
  firstTry: Promise<void>;
  /** Ends the connection; what is under way is not waited for and comes again. */
  close(): Promise<void>;
};

type Envelope = { ack: (response?: Record<string, unknown>) => Promise<void>; body: SlackBody };

/**
 * Everything Slack sends, over a socket that we open: for those whose server nobody can reach. An envelope is acknowledged after the commit, and not at all when
 * that fails, so Slack sends it again. We reconnect ourselves: the library's own way ends the process when Slack refuses the token while it reconnects.
 */
export function openSocketMode(deps: SlackDeps, appToken: string, intake: Intake): SocketDoor {
  const { logger, ...callOptions } = clientOptions(deps.settings, deps.log);
  const client = new SocketModeClient({
    appToken,
    autoReconnectEnabled: false,
    logger: logger ?? quietLogger(deps.log),
    // Its calls go where these say; without them it dials the public service.
    clientOptions: callOptions,
  });
  surviveOddEnvelopes(client, deps.log);
  client.on('slack_event', ({ ack, body }: Envelope) => void answer(deps, intake, ack, body));
  const closing = new AbortController();
  const firstTry = Promise.withResolvers<void>();
  const running = keepConnected(deps, client, closing.signal, firstTry.resolve);
  return {
    firstTry: firstTry.promise,
    close: async () => {
      closing.abort();
      await client.disconnect();
      await running;
    },
  };
}

async function keepConnected(deps: SlackDeps, client: SocketModeClient, closing: AbortSignal, tried: () => void): Promise<void> {
  for (let failures = 0; !closing.aborted; ) {
    const ended = Promise.withResolvers<void>();
    client.once('disconnected', () => ended.resolve());
    try {
      await client.start();
      failures = 0;
      deps.log.info({}, 'connected to Slack by socket');
      tried();
      await ended.promise;
    } catch (error) {
      failures += 1;
      deps.log.warn(
        { reason: error instanceof Error ? error.name : 'closed', failures },
        'Slack could not be reached by socket; trying again',
      );
      tried();
    }
    if (!closing.aborted && failures > 0) await pause(Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1)), closing);
  }
}

async function answer(deps: SlackDeps, intake: Intake, ack: Envelope['ack'], body: SlackBody): Promise<void> {
  const { status, body: response } = await intake(body);
  if (status !== 200) return;
  const payload = typeof response === 'string' ? { text: response } : (response as Record<string, unknown> | undefined);
  await ack(payload).catch(() => deps.log.warn({}, 'an envelope was not acknowledged; Slack sends it again'));
}

async function pause(ms: number, closing: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: closing }).catch(() => undefined);
}
