import type { AddressHealthRow } from './address-health.types.ts';

/** What `healthOf` reads, of `address_health h`. */
export const healthColumns = `h.address, h.state, h.since, h.until, h.status, h.reply, h.reason, h.diagnostic, h.soft_at as "softAt"`;

/** A row as it comes from the database, with its instants as dates. */
export function healthOf(row: AddressHealthRow): AddressHealthRow {
  const { address, state, status, reply, reason, diagnostic } = row;
  const until = row.until === null ? null : new Date(row.until);
  return {
    address,
    state,
    status,
    reply,
    reason,
    diagnostic,
    until,
    since: new Date(row.since),
    softAt: row.softAt.map((at) => new Date(at)),
  };
}
