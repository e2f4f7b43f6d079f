import type { ReportedRecipient } from '../deliveries/bounced-recipient.types.ts';
import type { DeliveryId, TicketId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { isUnreachable, nextHealth } from './address-health.rules.ts';
import type { AddressHealthRow } from './address-health.types.ts';
import { healthColumns, healthOf } from './health-row.rules.ts';

/** The mail a report was about. */
export type AboutMail = { deliveryId: DeliveryId; ticketId: TicketId | null };

/**
 * Writes down what a proven report says of an address. Returns how the address stands when no automatic mail goes to it from now on and one did
 * before, else null. The address must be one the mail was really sent to, and neither staff's nor a mailbox of ours.
 */
export async function recordOutcome(uow: TenantUnitOfWork, report: ReportedRecipient, about: AboutMail): Promise<AddressHealthRow | null> {
  // Two reports about an address that has no row yet must not both begin from nothing.
  await sqlRows(uow, 'select pg_advisory_xact_lock(hashtextextended(?, 0))', [`address:${uow.tenantId}:${report.address}`]);
  const [row] = await sqlRows<AddressHealthRow>(uow, `select ${healthColumns} from address_health h where h.address = ?`, [report.address]);
  const before = row === undefined ? null : healthOf(row);
  const next = nextHealth(before, report, uow.now);
  if (next === null) return null;
  if (next === 'clear') {
    await sqlRun(uow, 'delete from address_health where address = ?', [report.address]);
    return null;
  }
  await save(uow, next, about);
  return isUnreachable(next, uow.now) && !isUnreachable(before, uow.now) ? next : null;
}

async function save(uow: TenantUnitOfWork, row: AddressHealthRow, about: AboutMail): Promise<void> {
  const { address, state, since, until, status, reply, reason, diagnostic, softAt } = row;
  await sqlRun(
    uow,
    `insert into address_health (tenant_id, address, state, since, until, status, reply, reason, diagnostic, soft_at, delivery_id, ticket_id, updated_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
     on conflict (tenant_id, address) do update set state = excluded.state, since = excluded.since, until = excluded.until, status = excluded.status,
       reply = excluded.reply, reason = excluded.reason, diagnostic = excluded.diagnostic, soft_at = excluded.soft_at, delivery_id = excluded.delivery_id,
       ticket_id = excluded.ticket_id, updated_at = excluded.updated_at`,
    [
      ...[uow.tenantId, address, state, since, until, status, reply, reason, diagnostic.slice(0, 500), JSON.stringify(softAt)],
      ...[about.deliveryId, about.ticketId, uow.now],
    ],
  );
}
