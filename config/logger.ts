import { type DestinationStream, type Logger, pino } from 'pino';

/** Keys that never reach a log line, wherever they stand in the logged object (P0.4, safety rule 5). */
const secretKeys = ['password', 'pass', 'secret', 'token', 'authorization', 'cookie', 'accessToken', 'text', 'html', 'raw', 'body'];
const redactPaths = secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

export type { Logger };

/** One JSON line an event. Add tenant, actor and correlation id with `child` (P0.21). */
export function createLogger(options: { level: string; role: string; destination?: DestinationStream }): Logger {
  return pino(
    {
      level: options.level,
      base: { role: options.role },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: redactPaths, censor: '[redacted]' },
    },
    options.destination ?? pino.destination(2),
  );
}
