import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** How fast a mailbox sends: `perMinute` null is no cap; `pausedUntil` is set while its server made us rest, with what it said. */
export type PaceLine = { address: string; perMinute: number | null; pausedUntil: Date | null; lastReason: string | null; waiting: number };

/** The pace of every mailbox of the tenant, by address. */
export async function listPaces(uow: TenantUnitOfWork): Promise<PaceLine[]> {
  const rows = await sqlRows<PaceLine>(
    uow,
    `select m.address, p.per_minute as "perMinute", case when p.paused_until > ? then p.paused_until end as "pausedUntil", p.last_reason as "lastReason",
       (select count(*)::integer from deliveries d where d.mailbox_id = m.id and d.state = 'queued') as waiting
     from mailboxes m left join mailbox_paces p on p.mailbox_id = m.id order by m.address`,
    [uow.now],
  );
  return rows.map((row) => ({ ...row, pausedUntil: row.pausedUntil === null ? null : new Date(row.pausedUntil) }));
}
