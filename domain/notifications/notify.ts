import { alertChannels } from '../chat/alert-channels.ts';
import { newId } from '../ids.types.ts';
import { shardOf } from '../tenancy/shard.rules.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { findAudience } from './find-audience.ts';
import { decide, mainReason, type Told } from './notification.rules.ts';
import type { NotificationEvent, NotificationSurface } from './notifications.types.ts';

/**
 * The one place that decides who is told of an event, on which surfaces and when, and writes it down in this commit; surfaces only render. Nobody is told
 * twice of one `key` on one surface, nor of what they did themselves. Deadlines and escalations also go to the channels that want alerts. Costs one query when
 * nobody is to be told. Returns how many rows it decided.
 */
export async function notify(uow: TenantUnitOfWork, event: NotificationEvent): Promise<{ decided: number }> {
  await alertChannels(uow, event);
  const people = await findAudience(uow, event);
  const rows = people.flatMap((person) => rowsFor(uow, event, person));
  if (rows.length === 0) return { decided: 0 };
  const written = await sqlRows<{ surface: NotificationSurface; deliver_at: Date }>(
    uow,
    `insert into notifications (tenant_id, id, shard, user_id, kind, event_key, ticket_id, reason, surface, is_digest, facts, created_at, deliver_at)
     select ?, id, ?, user_id, ?, ?, ?, reason, surface, is_digest, facts, ?, deliver_at
     from jsonb_to_recordset(?::jsonb) as r(id uuid, user_id uuid, reason text, surface text, is_digest boolean, facts jsonb, deliver_at timestamptz)
     on conflict (tenant_id, user_id, event_key, surface) do nothing returning surface, deliver_at`,
    [uow.tenantId, shardOf(uow.tenantId), event.kind, event.key, event.ticketId, uow.now, JSON.stringify(rows)],
  );
  // What waits for later is found by its pump's own timer or the sweep: only what is due wakes anybody.
  if (written.some((row) => row.surface !== 'console' && new Date(row.deliver_at) <= uow.now)) uow.wake('notice');
  return { decided: written.length };
}

function rowsFor(uow: TenantUnitOfWork, event: NotificationEvent, person: Told): object[] {
  const facts = person.insteadOf === null ? event.facts : { ...event.facts, insteadOf: person.insteadOf };
  return decide(event, person, uow.now).map(({ surface, isDigest, deliverAt }) => ({
    id: newId<string>(),
    user_id: person.userId,
    reason: mainReason(person),
    surface,
    is_digest: isDigest,
    facts,
    deliver_at: deliverAt,
  }));
}
