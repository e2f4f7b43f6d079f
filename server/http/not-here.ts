import { AppError } from '../../domain/errors.ts';

/** `not_found` that repeats nothing of the address: an address may carry a token, and messages are logged. */
export function notHere(what: 'page' | 'mail' | 'file'): AppError {
  return new AppError('not_found', {
    message: `no such ${what}`,
    userMessage: `There is no such ${what} here. Check the address, or go back and choose again.`,
  });
}
