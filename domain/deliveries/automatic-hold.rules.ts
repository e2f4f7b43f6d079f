import { isUnreachable } from '../addresses/address-health.rules.ts';
import type { AddressHealthRow } from '../addresses/address-health.types.ts';

/** Automatic mails one ticket may send to outside addresses in a day: an acknowledgement, a question and room to spare; a loop needs more. */
export const automaticPerTicketDay = 10;
/** So long no automatic mail goes out after a company's hourly number was reached; by then the hour that was counted is over. */
export const breakerMs = 3_600_000;

/** Why an automatic mail is not sent. `breaker` with `trips`: this one would have been over the number, the hold begins now. */
export type AutomaticHold =
  | { kind: 'address'; health: AddressHealthRow }
  | { kind: 'ticket_cap' }
  | { kind: 'breaker'; trips: boolean; limit: number };

/** What is counted before an automatic mail goes out. */
export type AutomaticFacts = {
  health: AddressHealthRow | null;
  ofTicketToday: number;
  inLastHour: number;
  limit: number;
  heldUntil: Date | null;
};

/** Whether an automatic mail to an outside address must stay in the house: what stands behind the headers (`mail.md` rule 33). Mails people write never ask. */
export function automaticHold(facts: AutomaticFacts, now: Date): AutomaticHold | null {
  const { health, limit } = facts;
  if (health !== null && isUnreachable(health, now)) return { kind: 'address', health };
  if (facts.heldUntil !== null && facts.heldUntil > now) return { kind: 'breaker', trips: false, limit };
  if (facts.inLastHour >= limit) return { kind: 'breaker', trips: true, limit };
  return facts.ofTicketToday >= automaticPerTicketDay ? { kind: 'ticket_cap' } : null;
}
