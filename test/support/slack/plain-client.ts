import { type Logger, LogLevel, WebClient } from '@slack/web-api';

const nothing = (): void => undefined;

/** Says nothing: a refused call is an error of the call already. */
export const quietLogger: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};

/** Slack's own client, pointed at a double, that tries once and hands a rate limit to its caller. */
export function plainClient(slack: { apiUrl: string }, token?: string): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: quietLogger,
  });
}
