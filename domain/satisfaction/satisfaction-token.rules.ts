import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ReplyKeys } from '../tickets/reply-address.rules.ts';

const shape = /^([A-Za-z0-9_-]{32})\.([A-Za-z0-9_-]{22})\.(k\d{1,4})$/;

/**
 * A new token for one question: 192 random bits, an HMAC-SHA256 over purpose, tenant and those bits cut to 128 bits (as `reply-address.rules.ts`), and the key's id.
 * It says nothing of the ticket, opens nothing but its one page, and carries no account's rights.
 */
export function newSatisfactionToken(tenantId: string, keys: ReplyKeys): string {
  const secret = randomBytes(24).toString('base64url');
  return `${secret}.${macOf(tenantId, secret, keys.derive(keys.current))}.${keys.current}`;
}

/** True for the only shape a token of ours has; nothing else reaches the database. */
export function isSatisfactionToken(text: unknown): text is string {
  return typeof text === 'string' && shape.test(text);
}

/** True when the tenant's key signed the token. Compared in constant time; a key that is gone signs nothing. */
export function isSignedBy(token: string, tenantId: string, keys: ReplyKeys): boolean {
  const [, secret = '', mac = '', keyId = ''] = shape.exec(token) ?? [];
  let key: Buffer;
  try {
    key = keys.derive(keyId);
  } catch {
    return false;
  }
  const wanted = Buffer.from(macOf(tenantId, secret, key));
  return wanted.length === mac.length && timingSafeEqual(Buffer.from(mac), wanted);
}

function macOf(tenantId: string, secret: string, key: Buffer): string {
  return createHmac('sha256', key).update(`satisfaction:${tenantId}:${secret}`).digest('base64url').slice(0, 22);
}
