import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link of our own signing may name. */
export type DownloadKind = 'attachment' | 'raw_mail' | 'as_sent' | 'picture';

/** What a download link names: one thing of one tenant, for one person, until `expiresAt` (seconds since 1970). */
export type DownloadClaim = { kind: DownloadKind; tenantId: string; userId: string; id: string; expiresAt: number };

/** Seconds a download link works. */
export const downloadSeconds = 600;

const letters: Record<DownloadKind, string> = { attachment: 'a', raw_mail: 'r', as_sent: 's', picture: 'p' };
const kinds = new Map(Object.entries(letters).map(([kind, letter]) => [letter, kind as DownloadKind]));

/** `<key id>.<claim>.<HMAC-SHA256 of both>` in base64url, for the key of that id. */
export function signDownload(claim: DownloadClaim, keyId: string, key: Buffer): string {
  const body = [letters[claim.kind], claim.tenantId, claim.userId, claim.id, claim.expiresAt].join('~');
  const head = `${keyId}.${Buffer.from(body).toString('base64url')}`;
  return `${head}.${mac(head, key).toString('base64url')}`;
}

/**
 * The claim of a token that the key of its own key id signed, or null. Does not look at the time. `keyOf` returns null for an unknown key id.
 */
export function openDownload(token: string, keyOf: (keyId: string) => Buffer | null): DownloadClaim | null {
  const [keyId = '', packed = '', signature = '', ...rest] = token.split('.');
  const key = rest.length === 0 && packed !== '' ? keyOf(keyId) : null;
  if (key === null) return null;
  const given = Buffer.from(signature, 'base64url');
  const wanted = mac(`${keyId}.${packed}`, key);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  const [letter = '', tenantId = '', userId = '', id = '', expiresAt = ''] = Buffer.from(packed, 'base64url').toString().split('~');
  const kind = kinds.get(letter);
  return kind === undefined ? null : { kind, tenantId, userId, id, expiresAt: Number(expiresAt) };
}

/** True until the claim's last second has passed; a claim without a readable time is over. */
export function isOpen(claim: DownloadClaim, now: Date): boolean {
  return claim.expiresAt * 1000 > now.getTime();
}

function mac(text: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
