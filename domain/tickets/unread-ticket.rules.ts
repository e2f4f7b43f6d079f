import { AppError } from '../errors.ts';

/** Said of a ticket whose messages are all internal. */
export function nothingPublic(number: string): AppError {
  return new AppError('conflict', {
    message: 'no public message to read',
    userMessage: `${number} has no message of the customer and no answer yet. Internal notes are not read for this, so there is nothing to go by.`,
  });
}

/** Said of a ticket that is spam: nothing of it is read. */
export function isSpamError(number: string): AppError {
  return new AppError('conflict', {
    message: 'ticket is spam',
    userMessage: `${number} is marked as spam, so it is not read. Release it first.`,
  });
}
