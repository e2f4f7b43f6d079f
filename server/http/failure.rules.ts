import { AppError, errorStatus } from '../../domain/errors.ts';

/** What the asker is told. */
export type Answer = { status: number; code: string; message: string; reference?: string };

/** What the log says of a failure. */
export type FailureLine = { name: string; code?: string; message?: string; frames?: string[] };

/** The answer to a failure. An error that is not ours shows nothing but the reference that finds its log line. */
export function answerTo(failure: unknown, reference: string): Answer {
  if (failure instanceof AppError) return { status: errorStatus[failure.code], code: failure.code, message: failure.userMessage };
  const refusal = bodyRefusal(failure);
  if (refusal !== null) return refusal;
  return {
    status: 500,
    code: 'internal',
    message: `Something failed on our side, and nothing of this was saved. Try again; if it fails again, give your operator this reference: ${reference}`,
    reference,
  };
}

/** Refusals that the body parser throws (package http-errors: `status`, `type`). */
function bodyRefusal(failure: unknown): Answer | null {
  const { status, type } = (failure ?? {}) as { status?: unknown; type?: unknown };
  if (status === 413) return { status, code: 'invalid_input', message: 'This is too long to be sent. Shorten it and try again.' };
  if (typeof status === 'number' && status >= 400 && status < 500)
    return { status, code: 'invalid_input', message: `The request cannot be read${typeof type === 'string' ? ` (${type})` : ''}.` };
  return null;
}

/**
 * A failure for the log. Messages of database drivers repeat statements with their values and those of body parsers repeat the body, so of these only
 * class, code and place are kept. A refusal of ours needs no place.
 */
export function failureLine(failure: unknown): FailureLine {
  if (!(failure instanceof Error)) return { name: typeof failure };
  const { code } = failure as { code?: unknown };
  const line = { name: failure.constructor.name, ...(typeof code === 'string' ? { code } : {}) };
  if (failure instanceof AppError && errorStatus[failure.code] < 500) return { ...line, message: failure.message };
  return { ...line, ...(repeatsContent(failure) ? {} : { message: failure.message }), frames: framesOf(failure) };
}

function repeatsContent(failure: Error): boolean {
  return (
    /Exception$/.test(failure.constructor.name) || 'severity' in failure || failure instanceof SyntaxError || bodyRefusal(failure) !== null
  );
}

function framesOf(failure: Error): string[] {
  const lines = (failure.stack ?? '').split('\n').map((line) => line.trim());
  return lines.filter((line) => line.startsWith('at ')).slice(0, 12);
}
