import type { CustomerId } from '../ids.types.ts';

/** Hours in which a merge can be taken back. */
export const unmergeHours = 24;

type Party = { customerId: CustomerId | null; requesterAddress: string | null };

/**
 * True when two tickets are of one side, so that everybody on one may be on the other: the same customer, or the same requester where a customer is not known of
 * both. Two unknown senders are two sides.
 */
export function isSameParty(a: Party, b: Party): boolean {
  if (a.customerId !== null && b.customerId !== null) return a.customerId === b.customerId;
  return a.requesterAddress !== null && a.requesterAddress === b.requesterAddress;
}

/** True when somebody of the source may take part in the target: never one of another customer. `known` is the customer of their address. */
export function mayJoin(known: CustomerId | null, target: CustomerId | null, sameParty: boolean): boolean {
  if (known === null) return sameParty;
  return known === target;
}
