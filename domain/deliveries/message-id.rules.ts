import type { DeliveryId } from '../ids.types.ts';

/**
 * `<dh.<delivery id>@<domain of the sender>>`, with the token of the reply address before the `@` where the mail has one (`mail.md` rule 25: it survives programs that
 * drop the address). Fixed before the first attempt, the same at every attempt (RFC 5322 3.6.4).
 */
export function ownMessageId(id: DeliveryId, from: string, replyTo: string | null): string {
  const token = /\+([a-z2-9]{28}\.k\d{1,4})@/.exec(replyTo ?? '')?.[1];
  return `<dh.${id}${token === undefined ? '' : `.${token}`}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}
