import { listMarks, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';

/**
 * Turns notices for chat into notices by mail that are due now, for somebody who cannot be reached in chat any more. One that is mailed anyway is dropped. Wakes
 * the pump of notices.
 */
export async function fallBackToMail(uow: TenantUnitOfWork, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sqlRun(
    uow,
    `update notifications n set surface = case when m.id is null then 'mail' else n.surface end,
       state = case when m.id is null then 'waiting' else 'dropped' end, settled_at = case when m.id is null then null else ?::timestamptz end,
       deliver_at = least(n.deliver_at, ?::timestamptz)
     from notifications o left join notifications m on m.user_id = o.user_id and m.event_key = o.event_key and m.surface = 'mail'
     where n.id = o.id and n.surface = 'chat' and n.state in ('waiting', 'queued') and n.id in (${listMarks(ids)})`,
    [uow.now, uow.now, ...ids],
  );
  uow.wake('notice');
}
