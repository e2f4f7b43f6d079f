import { timingSafeEqual } from 'node:crypto';
import type { ParsedMail } from '../mailboxes/parsed-mail.types.ts';
import { addressMac, type ReplyKeys } from '../tickets/reply-address.rules.ts';

/** Longest local part of an address that every server takes (RFC 5321 4.5.3.1.1). */
const longestLocalPart = 64;
// One letter more than a reply address carries, so neither is ever read as the other.
const shape = /\+b([a-z2-9]{12})([a-z2-9]{16})\.(k\d{1,4})@/;

/**
 * The envelope sender of one mail: `local+b<ref><mac>.<key id>@domain`. What comes back to it names the delivery even where the report says nothing of the mail
 * (variable envelope return path; RFC 5233 sub-addressing). The MAC is HMAC-SHA256 over tenant and reference cut to 80 bits. A mailbox whose name is so
 * long that the result would be no valid address keeps its bare one.
 */
export function returnAddress(mailbox: string, tenantId: string, ref: string, keys: ReplyKeys): string {
  const at = mailbox.lastIndexOf('@');
  const local = `${mailbox.slice(0, at)}+b${ref}${addressMac('bounce', tenantId, ref, keys.derive(keys.current))}.${keys.current}`;
  return local.length > longestLocalPart ? mailbox : `${local}${mailbox.slice(at)}`;
}

/** The delivery's reference in a return address of ours, or null when there is none or its MAC is wrong. Compared in constant time. */
export function readReturnAddress(address: string, tenantId: string, keys: ReplyKeys): string | null {
  const found = shape.exec(address.toLowerCase());
  if (found === null) return null;
  const [, ref = '', mac = '', keyId = ''] = found;
  let key: Buffer;
  try {
    key = keys.derive(keyId);
  } catch {
    return null;
  }
  return timingSafeEqual(Buffer.from(mac), Buffer.from(addressMac('bounce', tenantId, ref, key))) ? ref : null;
}

/** The references of the return addresses of ours that a mail came to. */
export function returnRefs(
  mail: Pick<ParsedMail, 'to' | 'cc' | 'deliveredTo'>,
  envelopeTo: string | null,
  tenantId: string,
  keys: ReplyKeys,
): string[] {
  return arrivedAt(mail, envelopeTo)
    .map((address) => readReturnAddress(address, tenantId, keys))
    .filter((ref) => ref !== null);
}

/** Addresses a mail came to, as far as the door and its headers tell: anybody may write them, only our MAC makes one of them mean anything. */
export function arrivedAt(mail: Pick<ParsedMail, 'to' | 'cc' | 'deliveredTo'>, envelopeTo: string | null): string[] {
  const all = [envelopeTo ?? '', ...mail.deliveredTo, ...[...mail.to, ...mail.cc].map((one) => one.address)];
  return [...new Set(all)].filter((one) => one !== '');
}
