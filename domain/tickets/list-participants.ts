import type { TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { ParticipantRole } from './tickets.types.ts';

/** An outside address that takes part; `removedAt` is set for one that no longer does. */
export type ParticipantLine = { address: string; name: string; role: ParticipantRole; since: Date; removedAt: Date | null };

/** Who takes part in a ticket and who did, in the order they came. */
export async function listParticipants(uow: TenantUnitOfWork, id: TicketId): Promise<ParticipantLine[]> {
  const rows = await sqlRows<ParticipantLine>(
    uow,
    `select address, name, role, created_at as since, removed_at as "removedAt" from ticket_participants where ticket_id = ?
     order by removed_at is not null, created_at, id limit 100`,
    [id],
  );
  return rows.map((row) => ({ ...row, since: new Date(row.since), removedAt: row.removedAt === null ? null : new Date(row.removedAt) }));
}
