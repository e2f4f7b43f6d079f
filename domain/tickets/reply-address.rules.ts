import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
const macLength = 16;
const refLength = 12;

/** A tenant's signing keys: `derive(keyId)` gives 32 bytes; `current` signs. */
export type ReplyKeys = { current: string; derive(keyId: string): Buffer };

/** A new participant reference: 60 random bits in 12 letters that survive lower-casing. */
export function newReplyRef(): string {
  return base32(randomBytes(8)).slice(0, refLength);
}

/**
 * The address a participant's answer comes back to: `local+<ref><mac>.<key id>@domain`, the MAC being HMAC-SHA256 over tenant and reference cut
 * to 80 bits (`mail.md` rule 25; RFC 5233 sub-addressing). The reference is one participant of one ticket.
 */
export function replyAddress(mailbox: string, tenantId: string, ref: string, keys: ReplyKeys): string {
  const at = mailbox.lastIndexOf('@');
  const mac = addressMac('reply', tenantId, ref, keys.derive(keys.current));
  return `${mailbox.slice(0, at)}+${ref}${mac}.${keys.current}${mailbox.slice(at)}`;
}

/** The participant reference of a reply address of ours, or null when there is none or its MAC is wrong. Compared in constant time. */
export function readReplyAddress(address: string, tenantId: string, keys: ReplyKeys): string | null {
  return checkToken(/\+([a-z2-9]{12})([a-z2-9]{16})\.(k\d{1,4})@/.exec(address.toLowerCase()), tenantId, keys);
}

/** The same reference where our own Message-ID carries it (`deliveries/message-id.rules.ts`). */
export function readMessageIdToken(messageId: string, tenantId: string, keys: ReplyKeys): string | null {
  return checkToken(/^<dh\.[0-9a-f-]{36}\.([a-z2-9]{12})([a-z2-9]{16})\.(k\d{1,4})@/.exec(messageId), tenantId, keys);
}

function checkToken(found: RegExpExecArray | null, tenantId: string, keys: ReplyKeys): string | null {
  if (found === null) return null;
  const [, ref = '', mac = '', keyId = ''] = found;
  let key: Buffer;
  try {
    key = keys.derive(keyId);
  } catch {
    return null;
  }
  return timingSafeEqual(Buffer.from(mac), Buffer.from(addressMac('reply', tenantId, ref, key))) ? ref : null;
}

/** The mailbox behind an address: what stands between `+` and `@` is dropped. */
export function withoutSubAddress(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*@/, '@');
}

/** The 80 bits that prove an address of ours. The label keeps what answers may use apart from what bounces come back to. */
export function addressMac(label: 'reply' | 'bounce', tenantId: string, ref: string, key: Buffer): string {
  return base32(createHmac('sha256', key).update(`${label}:${tenantId}:${ref}`).digest()).slice(0, macLength);
}

function base32(bytes: Buffer): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  let text = '';
  for (let i = 0; i + 5 <= bits.length; i += 5) text += alphabet[Number.parseInt(bits.slice(i, i + 5), 2)];
  return text;
}
