import { EnvError } from '../../config/env.ts';
import { AppError } from '../../domain/errors.ts';
import { UsageError } from './cli.types.ts';

/** What a person is told of a failure, and the exit code: 1 it failed, 2 the command line is wrong. */
export type Explanation = { text: string; exitCode: 1 | 2 };

type Coded = Error & { code?: string; path?: string; address?: string; port?: number };

// PostgreSQL's SQLSTATE (appendix A of its manual) and Node's system errors.
const byCode: Record<string, (error: Coded) => string> = {
  '28P01': () => 'The database refuses the password. Check DATABASE_URL and DATABASE_OWNER_URL.',
  '28000': () => 'The database refuses the login. Check DATABASE_URL, DATABASE_OWNER_URL and the server’s pg_hba.conf.',
  '3D000': () => 'That database does not exist. Check the name in DATABASE_URL, or create it (see docs).',
  '42P01': () => 'The database is not set up. Run `deskhand migrate`.',
  '42883': () => 'The database is not up to date. Run `deskhand migrate`.',
  '42703': () => 'The database is not up to date. Run `deskhand migrate`.',
  '42501': () => 'The database login lacks a right. Run `deskhand doctor` to see which.',
  '23505': () => 'Nothing was saved: somebody else saved the same thing at the same moment. Try again.',
  '57P01': () => 'The database server ended the connection. Try again.',
  '53100': () => 'The database server’s disk is full.',
  ENOSPC: () => 'The disk is full. Make room and try again.',
  ENOENT: (error) => `There is no file or folder ${error.path ?? ''}.`,
  EISDIR: (error) => `${error.path ?? 'That'} is a folder, not a file.`,
  EACCES: (error) => `No right to use ${error.path ?? 'that file'}. Check its owner and mode.`,
  EPERM: (error) => `No right to change ${error.path ?? 'that file'}. Check its owner.`,
  EADDRINUSE: (error) => `Port ${error.port ?? ''} is taken by another program. Stop it, or choose another port in the settings.`,
  ECONNREFUSED: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  ETIMEDOUT: unreachable,
  EHOSTUNREACH: unreachable,
  ECONNRESET: unreachable,
};

/** Says what to do. Never repeats an unknown error's message: the ORM puts the statement with its values into it. */
export function explainError(error: unknown): Explanation {
  if (error instanceof UsageError) return { text: error.message, exitCode: 2 };
  const chain = causes(error);
  if (chain.some((cause) => cause.code?.startsWith('ERR_PARSE_ARGS'))) return { text: firstLine(chain[0]?.message ?? ''), exitCode: 2 };
  for (const cause of chain) {
    if (cause instanceof AppError) return { text: cause.userMessage, exitCode: 1 };
    if (cause instanceof EnvError) return { text: cause.message, exitCode: 1 };
  }
  const known = chain.find((cause) => cause.code !== undefined && cause.code in byCode);
  const text = known === undefined ? undefined : byCode[known.code ?? '']?.(known);
  return { text: text ?? `That failed unexpectedly (${nameOf(chain)}). Run it with DESKHAND_LOG_LEVEL=debug to see where.`, exitCode: 1 };
}

/** Where it failed, for DESKHAND_LOG_LEVEL=debug: names, codes and places, and messages only of errors thrown on purpose. */
export function traceError(error: unknown): string[] {
  return causes(error).flatMap((cause) => {
    const message = cause instanceof AppError ? `: ${cause.message}` : '';
    const places = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
    return [`${nameOf([cause])}${message}`, ...places];
  });
}

/** The error and what caused it, outermost first; an AggregateError's first error counts as its cause. */
function causes(error: unknown): Coded[] {
  const chain: Coded[] = [];
  for (let current = error; isError(current) && chain.length < 10; ) {
    chain.push(current);
    current = 'errors' in current && Array.isArray(current.errors) ? current.errors[0] : current.cause;
  }
  return chain;
}

// Not `instanceof`: an error may come from another realm (a test's sandbox, a worker).
function isError(value: unknown): value is Coded {
  return typeof value === 'object' && value !== null && 'message' in value && 'stack' in value;
}

function nameOf(chain: Coded[]): string {
  const code = chain.find((cause) => cause.code !== undefined)?.code;
  return [chain[0]?.name ?? 'no error', code].filter((part) => part !== undefined).join(', ');
}

function unreachable(error: Coded): string {
  const where = error.address === undefined ? 'a server' : `${error.address}:${error.port ?? ''}`;
  return `Nothing answers at ${where}. Is it running? Check DATABASE_URL and TEMPORAL_ADDRESS; \`deskhand doctor\` tests each.`;
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.split('. To specify')[0] ?? '';
}
