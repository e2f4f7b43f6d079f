import type { ChatInboxId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/** Seconds before the second and the third attempt. */
const gapsSeconds = [2, 20];

/** Puts off an item that could not be handled; after three attempts it is parked with its payload, for a person. Returns its state. */
export async function postponeInbox(uow: TenantUnitOfWork, id: ChatInboxId): Promise<'new' | 'parked'> {
  const again = gapsSeconds.map((gap, index) => `when ${index} then make_interval(secs => ${gap})`).join(' ');
  const [row] = await sqlRows<{ state: 'new' | 'parked' }>(
    uow,
    `update chat_inbox set attempts = attempts + 1, state = case when attempts >= ${gapsSeconds.length} then 'parked' else 'new' end,
       next_attempt_at = ?::timestamptz + case attempts ${again} else interval '0' end,
       settled_at = case when attempts >= ${gapsSeconds.length} then ?::timestamptz end
     where id = ? and state = 'new' returning state`,
    [uow.now, uow.now, id],
  );
  return row?.state ?? 'new';
}
