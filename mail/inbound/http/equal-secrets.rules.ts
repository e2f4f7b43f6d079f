import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether two texts are the same, in a time that says nothing about where they differ or how long they are. */
export function equalSecrets(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** Whether an `Authorization` header is HTTP Basic (RFC 7617) with this `user:password`. */
export function isBasicAuth(header: string | undefined, pair: string): boolean {
  const given = /^basic\s+([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1] ?? '';
  return equalSecrets(Buffer.from(given, 'base64').toString('utf8'), pair);
}
