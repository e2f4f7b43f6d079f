/** Every failure that Deskhand reports on purpose. The list is closed: a new code must get its status below or it does not compile. */
export type ErrorCode =
  | 'invalid_input'
  | 'not_signed_in'
  | 'not_permitted'
  | 'not_found'
  | 'conflict'
  | 'expired'
  | 'refused_transition'
  | 'tenant_mismatch'
  | 'no_tenant'
  | 'key_missing'
  | 'not_configured'
  | 'mail_refused'
  | 'unavailable';

/** HTTP status of each code; chat and CLI surfaces show `userMessage` and ignore the number. */
export const errorStatus: Record<ErrorCode, number> = {
  invalid_input: 400,
  not_signed_in: 401,
  not_permitted: 403,
  not_found: 404,
  conflict: 409,
  expired: 410,
  refused_transition: 409,
  tenant_mismatch: 403,
  no_tenant: 403,
  key_missing: 500,
  not_configured: 500,
  mail_refused: 422,
  unavailable: 503,
};

/** What an `AppError` is made of. */
export type AppErrorOptions = {
  /** For logs: precise, may name ids, never a secret or a message body. */
  message: string;
  /** For people: what was not done, why, and what to do next. Never internals. */
  userMessage: string;
  details?: Record<string, unknown>;
  cause?: unknown;
};

/** The one error class thrown on purpose. Temporal treats it as non-retryable; surfaces show `userMessage`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly userMessage: string;
  readonly details: Record<string, unknown>;

  constructor(code: ErrorCode, options: AppErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.userMessage = options.userMessage;
    this.details = options.details ?? {};
  }
}

/** A row that is missing and a row of another tenant look exactly the same: this. */
export function notFound(what: string, ref: string): AppError {
  return new AppError('not_found', {
    message: `${what} not found: ${ref}`,
    userMessage: `There is no ${what} “${ref}”. Check the number or name and try again.`,
  });
}
