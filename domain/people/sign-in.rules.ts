import { createHash } from 'node:crypto';
import { AppError } from '../errors.ts';

/** Minutes a sign-in link may wait for its one use. */
export const signInLinkMinutes = 15;
/** Hours a session lasts from its sign-in; it is not prolonged by use. */
export const sessionHours = 12;

/** What is kept of a token: the hex SHA-256 of it. The token itself has 256 random bits, so no salt is needed. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** True for the only shape a token of ours has: 32 bytes in base64url. Empty, short and long ones never reach the database. */
export function isToken(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Za-z0-9_-]{43}$/.test(text);
}

/** When a link made at `now` ends. */
export function linkExpiry(now: Date): Date {
  return new Date(now.getTime() + signInLinkMinutes * 60_000);
}

/** When a session begun at `now` ends. */
export function sessionExpiry(now: Date): Date {
  return new Date(now.getTime() + sessionHours * 3_600_000);
}

/** The one answer to a link that is used, too old, made up, or of somebody who may not sign in: it tells a stranger nothing, and its owner what to do. */
export function linkRefused(reason: string): AppError {
  return new AppError('expired', {
    message: `sign-in link refused: ${reason}`,
    userMessage: `This sign-in link has been used or is older than ${signInLinkMinutes} minutes. Make a new one with “deskhand people sign-in EMAIL”, or ask an admin of your company for one.`,
  });
}
