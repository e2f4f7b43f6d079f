import type { DeliveryId } from '../ids.types.ts';

/** `<dh.<delivery id>@<domain of the sender>>`: fixed before the first attempt, the same at every attempt (RFC 5322 3.6.4). */
export function ownMessageId(id: DeliveryId, from: string): string {
  return `<dh.${id}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}
