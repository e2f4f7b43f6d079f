import type { ChatThreadId, InstallationId } from '../ids.types.ts';
import type { NotificationEvent, NotificationKind } from '../notifications/notifications.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { queueChatPost } from './queue-chat-post.ts';

/** What channels with alerts hear of. */
const alerting: readonly NotificationKind[] = ['sla_warning', 'sla_critical', 'sla_breached', 'escalated'];

type Row = { id: string; installationId: InstallationId; channel: string; lane: string; threadId: ChatThreadId | null };

/**
 * Queues one alert of the event for each channel that wants alerts of the ticket's team, once per event and channel. A channel that is shared with other companies
 * never gets one. Of two events of one kind on a ticket that a channel has not heard of yet, the first speaks for both.
 */
export async function alertChannels(uow: TenantUnitOfWork, event: NotificationEvent): Promise<void> {
  if (!alerting.includes(event.kind)) return;
  const channels = await sqlRows<Row>(
    uow,
    `select c.id, c.installation_id as "installationId", c.external_id as channel, c.installation_id::text || ':' || c.external_id as lane, h.id as "threadId"
     from tickets k join chat_channels c on c.alerts and not c.is_shared and (c.team_id is null or c.team_id = k.team_id)
     join chat_installations i on i.id = c.installation_id and i.state = 'active'
     left join chat_threads h on h.ticket_id = k.id and h.installation_id = c.installation_id and h.channel_id = c.external_id and h.ended_at is null
     where k.id = ? and not k.is_spam and not exists (select 1 from chat_posts q where q.lane = c.installation_id::text || ':' || c.external_id
       and q.state in ('queued', 'sending') and q.kind = 'alert' and q.ref->>'ticketId' = k.id::text and q.ref->>'kind' = ?)
     order by c.id`,
    [event.ticketId, event.kind],
  );
  for (const { id, installationId, channel, lane, threadId } of channels) {
    const ref = { channel, ticketId: event.ticketId, kind: event.kind, facts: event.facts };
    await queueChatPost(uow, { installationId, effectKey: `alert:${id}:${event.key}`, kind: 'alert', lane, threadId, ref });
  }
}
