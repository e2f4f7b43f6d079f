import { createHash } from 'node:crypto';
import type { Door } from '../../domain/mailboxes/mailboxes.types.ts';

/**
 * The key of a mail whose door gives it no number: the same content for the same envelope is the same mail, so a sender that lost our answer may
 * send again. `sha256` is that of the content, in hex.
 */
export function contentKey(door: Door, sha256: string, envelopeFrom: string | null, envelopeTo: string | null): string {
  const envelope = JSON.stringify([sha256, envelopeFrom, envelopeTo?.toLowerCase() ?? null]);
  return `${door}:${createHash('sha256').update(envelope).digest('hex')}`;
}
