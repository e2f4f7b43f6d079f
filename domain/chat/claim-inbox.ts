import type { ChatInboxId } from '../ids.types.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { InboxItem } from './chat.types.ts';

/** How long a taken item is its taker's, in ms. Longer than a handler needs, shorter than people wait after a crash. */
const leaseMs = 20_000;

/**
 * Takes those of these items that are due, in the order they came: until their lease ends nobody else does. An item is left while an earlier one of its lane is
 * open elsewhere, so that a lane is handled in order whoever handles it.
 */
export async function claimInbox(uow: TenantUnitOfWork, ids: ChatInboxId[]): Promise<InboxItem[]> {
  if (ids.length === 0) return [];
  // Two who claim at the same time would each see the other's items as free.
  await sqlRows(uow, 'select pg_advisory_xact_lock(hashtextextended(?, 0)) as locked', [`chat inbox ${uow.tenantId}`]);
  const marks = listMarks(ids);
  const rows = await sqlRows<InboxItem>(
    uow,
    `update chat_inbox q set next_attempt_at = ?, taken_at = ?
     where q.id in (${marks}) and q.state = 'new' and q.next_attempt_at <= ?
       and not exists (select 1 from chat_inbox e where e.lane = q.lane and e.state = 'new' and e.id < q.id
         and (e.next_attempt_at > ? or e.id not in (${marks})))
     returning q.tenant_id as "tenantId", q.id, q.installation_id as "installationId", q.kind, q.lane, q.payload, q.response_url as "responseUrl",
       q.received_at as "receivedAt", q.attempts`,
    [new Date(uow.now.getTime() + leaseMs), uow.now, ...ids, uow.now, uow.now, ...ids],
  );
  return rows.map((row) => ({ ...row, receivedAt: new Date(row.receivedAt) })).sort((a, b) => (a.id < b.id ? -1 : 1));
}
