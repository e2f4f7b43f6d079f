import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from '../../../config/logger.ts';
import type { SlackSettings } from '../slack.types.ts';
import { quietLogger } from './quiet-logger.ts';

/** Longest call, in ms. */
export const callTimeoutMs = 10_000;

/**
 * How every client of ours calls Slack. Retries are the pumps' business, so there are none here: by default a 429 holds up every call of the same token, and
 * a failed one is repeated for half an hour. An absolute address given as a method would be sent the token.
 */
export function clientOptions(settings: Pick<SlackSettings, 'apiUrl'>, log: Logger): WebClientOptions {
  return {
    slackApiUrl: settings.apiUrl,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    timeout: callTimeoutMs,
    allowAbsoluteUrls: false,
    logger: quietLogger(log),
  };
}

/** A client with the token, or with none. */
export function webClient(settings: Pick<SlackSettings, 'apiUrl'>, log: Logger, token?: string): WebClient {
  return new WebClient(token, clientOptions(settings, log));
}
