import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ReplyKeys } from '../tickets/reply-address.rules.ts';

/** Mails nobody asked for, which an address may end for itself. */
export const stoppableKinds = ['satisfaction'] as const;
export type StoppableKind = (typeof stoppableKinds)[number];

const shape = /^([0-9a-f]{32})\.([A-Za-z0-9_-]{22})\.(k\d{1,4})$/;

/**
 * The token of a link that ends one kind of mail for one address: the choice's id and an HMAC-SHA256 over purpose, tenant and id cut to 128 bits. It names nobody and does
 * nothing else; any key of the tenant's that is still there reads it.
 */
export function mailChoiceToken(tenantId: string, choiceId: string, keys: ReplyKeys): string {
  return `${choiceId.replaceAll('-', '')}.${macOf(tenantId, choiceId, keys.derive(keys.current))}.${keys.current}`;
}

/** The id in a token of ours, null for any other text. Nothing is believed of it before `isChoiceSignedBy`. */
export function choiceIdOf(token: unknown): string | null {
  const digits = typeof token === 'string' ? shape.exec(token)?.[1] : undefined;
  return digits === undefined ? null : digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** True when the tenant's key signed the token. Compared in constant time. */
export function isChoiceSignedBy(token: string, tenantId: string, keys: ReplyKeys): boolean {
  const [, , mac = '', keyId = ''] = shape.exec(token) ?? [];
  const id = choiceIdOf(token);
  if (id === null) return false;
  let key: Buffer;
  try {
    key = keys.derive(keyId);
  } catch {
    return false;
  }
  return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(tenantId, id, key)));
}

function macOf(tenantId: string, choiceId: string, key: Buffer): string {
  return createHmac('sha256', key).update(`mail-choice:${tenantId}:${choiceId}`).digest('base64url').slice(0, 22);
}
