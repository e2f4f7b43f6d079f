import { z } from 'zod';
import { notFound } from '../errors.ts';
import { parseInput } from '../input.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

const inputSchema = z.object({
  address: z.string().trim().toLowerCase(),
  perMinute: z.int('must be a whole number').min(1, 'must be at least 1').max(60_000, 'must be at most 60000').nullable(),
});

/** Caps how many mails a minute a mailbox sends; null takes the cap away. What a server asked of us stays. Throws `invalid_input`, `not_found`. */
export async function setPace(uow: TenantUnitOfWork, wanted: z.input<typeof inputSchema>): Promise<void> {
  const { address, perMinute } = parseInput(inputSchema, wanted);
  const rows = await sqlRows(
    uow,
    `insert into mailbox_paces (tenant_id, mailbox_id, per_minute, slot_at, paused_until)
     select tenant_id, id, ?::integer, ?, ? from mailboxes where lower(address) = ?
     on conflict (mailbox_id) do update set per_minute = excluded.per_minute, slot_at = excluded.slot_at returning mailbox_id`,
    [perMinute, uow.now, uow.now, address],
  );
  if (rows.length === 0) throw notFound('mailbox', address);
}
