import { LogLevel, type WebClientOptions } from '@slack/web-api';
import type { Logger } from '../../../config/logger.ts';

type SlackLogger = NonNullable<WebClientOptions['logger']>;

/**
 * Slack's libraries over our log: warnings and errors as one short line. Their lower levels hold request and answer bodies, so nothing below a warning passes,
 * and of what passes, objects are reduced to their name and whatever looks like an address or a token is cut out.
 */
export function quietLogger(log: Logger): SlackLogger {
  const line = (parts: unknown[]): string => parts.map(wordsOf).join(' ').replace(secrets, '[cut]').slice(0, 200);
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts: unknown[]) => log.warn({ slack: line(parts) }, 'Slack’s library warns'),
    error: (...parts: unknown[]) => log.warn({ slack: line(parts) }, 'Slack’s library reports an error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}

const secrets = /\bx(?:ox[a-z]|app)[\w.-]*|https?:\/\/\S+/g;

function wordsOf(part: unknown): string {
  if (part instanceof Error) return `${part.name}: ${part.message}`;
  return typeof part === 'string' ? part : typeof part;
}
