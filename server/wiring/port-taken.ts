import { AppError } from '../../domain/errors.ts';

/** Turns "address in use" and "not allowed" into one line that says what to do; any other error stays as it is. */
export function portTaken(error: unknown, setting: string, port: number): unknown {
  const code = (error as { code?: string } | null)?.code;
  const problem =
    code === 'EADDRINUSE'
      ? 'is taken by another program (or by a Deskhand that still runs)'
      : code === 'EACCES'
        ? 'may not be used by this user'
        : null;
  if (problem === null) return error;
  return new AppError('unavailable', {
    message: `port ${port} cannot be listened on: ${code}`,
    userMessage: `Port ${port} ${problem}. End that program, or set ${setting} to another port.`,
    cause: error,
  });
}
