import { randomBytes } from 'node:crypto';
import { tokenHash } from './sign-in.rules.ts';

/** A fresh secret of 32 random bytes in base64url for its owner, and the hash that is all the database may know of it. */
export function newToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: tokenHash(token) };
}
