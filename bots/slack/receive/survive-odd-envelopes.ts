import type { SocketModeClient } from '@slack/socket-mode';
import type { Logger } from '../../../config/logger.ts';

/**
 * Lets the process live through an envelope that the library does not expect. It reads `payload.event.type` of every envelope of the Events API, in a promise that
 * nobody looks at; the word that a workspace has too many events has no `event`, and the rejection would end the process.
 */
export function surviveOddEnvelopes(client: SocketModeClient, log: Logger): void {
  for (const listener of client.listeners('ws_message')) {
    client.off('ws_message', listener);
    client.on('ws_message', (...parts: unknown[]) => {
      Promise.resolve(listener(...parts)).catch((error: unknown) =>
        log.warn({ reason: error instanceof Error ? error.name : typeof error }, 'an envelope of Slack’s was not understood'),
      );
    });
  }
}
