import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { AddressHealthRow } from './address-health.types.ts';
import { healthColumns, healthOf } from './health-row.rules.ts';

/** Where a page ended. */
export type UnreachableCursor = { at: string; id: string };
/** An address with the ticket whose mail told of it. */
export type UnreachableLine = AddressHealthRow & { ticket: string | null };
export type UnreachablePage = { addresses: UnreachableLine[]; total: number; next: UnreachableCursor | null };

type Row = AddressHealthRow & { ticket: string | null; cursor: string };

/** Addresses that get no automatic mail, latest first, with their number. */
export async function listUnreachable(
  uow: TenantUnitOfWork,
  options: { limit: number; after: UnreachableCursor | null },
): Promise<UnreachablePage> {
  const standing = "h.state <> 'watched' and (h.until is null or h.until > ?)";
  const past = options.after === null ? '' : 'and (h.since, h.address) < (?::timestamptz, ?)';
  const rows = await sqlRows<Row>(
    uow,
    `select ${healthColumns}, t.number as ticket, h.since::text as cursor from address_health h left join tickets t on t.id = h.ticket_id
     where ${standing} ${past} order by h.since desc, h.address desc limit ?`,
    [uow.now, ...(options.after === null ? [] : [options.after.at, options.after.id]), options.limit + 1],
  );
  const [counted] = await sqlRows<{ total: number }>(uow, `select count(*)::integer as total from address_health h where ${standing}`, [
    uow.now,
  ]);
  const last = rows[options.limit - 1];
  return {
    addresses: rows.slice(0, options.limit).map((row) => ({ ...healthOf(row), ticket: row.ticket })),
    total: counted?.total ?? 0,
    next: rows.length > options.limit && last !== undefined ? { at: last.cursor, id: last.address } : null,
  };
}
