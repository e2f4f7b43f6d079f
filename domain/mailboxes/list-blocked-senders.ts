import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** A blocked address, who blocked it and when. */
export type BlockedLine = { address: string; blockedAt: Date; by: string | null };

/** Blocked senders of the tenant in the order of their addresses, after `after`, with their number. */
export async function listBlockedSenders(
  uow: TenantUnitOfWork,
  options: { limit: number; after: string | null },
): Promise<{ senders: BlockedLine[]; total: number; next: string | null }> {
  const rows = await sqlRows<BlockedLine>(
    uow,
    `select b.address, b.blocked_at as "blockedAt", s.name as by from blocked_senders b left join staff_users s on s.id = b.blocked_by
     where b.address > ? order by b.address limit ?`,
    [options.after ?? '', options.limit + 1],
  );
  const [counted] = await sqlRows<{ total: number }>(uow, 'select count(*)::integer as total from blocked_senders');
  const senders = rows.slice(0, options.limit).map((row) => ({ ...row, blockedAt: new Date(row.blockedAt) }));
  return { senders, total: counted?.total ?? 0, next: rows.length > options.limit ? (senders.at(-1)?.address ?? null) : null };
}
