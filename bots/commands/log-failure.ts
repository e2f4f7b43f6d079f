import type { Logger } from '../../config/logger.ts';
import { AppError } from '../../domain/errors.ts';

/** Which command failed, for whom. */
export type FailedCommand = { reference: string; op: string; tenantId: string; userId: string };

/**
 * Writes a failed command to the log, once. Of an unexpected error only its kind and its place are written: the message of a database error repeats the values of
 * the statement, and those are people's words.
 */
export function logFailure(log: Logger, error: unknown, command: FailedCommand): void {
  if (error instanceof AppError) {
    log.info({ ...command, code: error.code, reason: error.message }, 'command refused');
    return;
  }
  const {
    name = 'unknown',
    code,
    constraint,
    stack = '',
  } = (error ?? {}) as { name?: string; code?: string; constraint?: string; stack?: string };
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  log.error({ ...command, error: { name, code, constraint, frames: frames.slice(0, 12) } }, 'command failed');
}
