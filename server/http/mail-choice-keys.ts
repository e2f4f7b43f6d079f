import type { TenantId } from '../../domain/ids.types.ts';
import type { ReplyKeys } from '../../domain/tickets/reply-address.rules.ts';
import type { KeyRing } from '../../storage/key-ring.ts';

/** A tenant's keys for the links that end a kind of mail; no other purpose derives the same. */
export function mailChoiceKeys(keyRing: Pick<KeyRing, 'currentKeyId' | 'derive'>, tenantId: TenantId): ReplyKeys {
  return { current: keyRing.currentKeyId, derive: (keyId) => keyRing.derive(`mail-choice:${tenantId}`, keyId) };
}
