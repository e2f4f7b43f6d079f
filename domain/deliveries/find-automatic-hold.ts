import type { AddressHealthRow } from '../addresses/address-health.types.ts';
import { healthColumns, healthOf } from '../addresses/health-row.rules.ts';
import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type AutomaticHold, automaticHold, breakerMs } from './automatic-hold.rules.ts';

type Row = Omit<AddressHealthRow, 'address'> & {
  address: string | null;
  limit: number;
  heldUntil: Date | null;
  inLastHour: number;
  ofTicketToday: number;
};

const toOutside = "purpose in ('acknowledgement', 'satisfaction')";

/** Why no automatic mail may go to an outside address now, null when it may. `ticketId` null: the ticket is just being opened. One query. */
export async function findAutomaticHold(
  uow: TenantUnitOfWork,
  { address, ticketId }: { address: string; ticketId: TicketId | null },
): Promise<AutomaticHold | null> {
  const [row] = await sqlRows<Row>(
    uow,
    `select ${healthColumns}, t.automatic_mails_per_hour as "limit", t.automatic_mail_held_until as "heldUntil",
       (select count(*)::integer from (select 1 from deliveries where ${toOutside} and first_queued_at > ? limit t.automatic_mails_per_hour) q) as "inLastHour",
       (select count(*)::integer from deliveries where ticket_id = ?::uuid and ${toOutside} and first_queued_at > ?) as "ofTicketToday"
     from tenants t left join address_health h on h.address = ?`,
    [new Date(uow.now.getTime() - breakerMs), ticketId, new Date(uow.now.getTime() - 86_400_000), address.toLowerCase()],
  );
  if (row === undefined) return null;
  const { inLastHour, ofTicketToday, limit } = row;
  const heldUntil = row.heldUntil === null ? null : new Date(row.heldUntil);
  const health = row.address === null ? null : healthOf({ ...row, address: row.address });
  return automaticHold({ health, inLastHour, ofTicketToday, limit, heldUntil }, uow.now);
}
