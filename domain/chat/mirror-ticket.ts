import type { AttachmentId, ChatThreadId, InstallationId, TicketId, TicketMessageId } from '../ids.types.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { bindThread } from './bind-thread.ts';
import type { ChatPostKind } from './chat.types.ts';
import { chatLane } from './chat-lane.rules.ts';
import { queueCard } from './queue-card.ts';
import { queueChatPost } from './queue-chat-post.ts';

/** `id` null: a channel that wants cards of new tickets and has none of this one. `quiet`: nothing but the card is said there. */
type Place = {
  id: ChatThreadId | null;
  installationId: InstallationId;
  channelId: string;
  quiet: boolean;
  afterMessageId: TicketMessageId | null;
};

/**
 * Brings every thread of a ticket up to date in this commit: its card is drawn anew, and what was said, changed or deleted on the ticket and did not come from
 * that thread is queued to be said in it, each thing once for ever. Channels that want cards of new tickets get one of an unfinished ticket of theirs. A channel
 * with people of other companies gets the card alone. Costs one statement when the ticket is shown nowhere.
 */
export async function mirrorTicket(uow: TenantUnitOfWork, ticketId: TicketId): Promise<void> {
  for (const place of await placesOf(uow, ticketId)) {
    const { installationId, channelId } = place;
    if (place.id !== null) await queueCard(uow, { id: place.id, installationId, channelId });
    const id = place.id ?? (await bindThread(uow, { installationId, channelId, rootTs: null, ticketId })).id;
    if (!place.quiet) await queueSaid(uow, ticketId, { ...place, id });
  }
}

/** The one statement that every change of every ticket pays. */
async function placesOf(uow: TenantUnitOfWork, ticketId: TicketId): Promise<Place[]> {
  const [shown] = await sqlRows<{ threads: boolean; feeds: boolean }>(
    uow,
    'select exists (select 1 from chat_threads where ticket_id = ?) as threads, exists (select 1 from chat_channels where feed) as feeds',
    [ticketId],
  );
  const threads = shown?.threads === true ? await threadsOf(uow, ticketId) : [];
  return shown?.feeds === true ? [...threads, ...(await feedsOf(uow, ticketId))] : threads;
}

async function threadsOf(uow: TenantUnitOfWork, ticketId: TicketId): Promise<Place[]> {
  return sqlRows<Place>(
    uow,
    `select h.id, h.installation_id as "installationId", h.channel_id as "channelId", coalesce(c.is_shared, false) or t.is_spam as quiet,
       h.after_message_id as "afterMessageId"
     from chat_threads h join tickets t on t.id = h.ticket_id join chat_installations i on i.id = h.installation_id and i.state = 'active'
       left join chat_channels c on c.installation_id = h.installation_id and c.external_id = h.channel_id
     where h.ticket_id = ? and h.ended_at is null order by h.id`,
    [ticketId],
  );
}

/** A channel of one team gets tickets when they come to the team; the others get those that are opened after they were set up. */
async function feedsOf(uow: TenantUnitOfWork, ticketId: TicketId): Promise<Place[]> {
  return sqlRows<Place>(
    uow,
    `select null as id, c.installation_id as "installationId", c.external_id as "channelId", c.is_shared as quiet, null as "afterMessageId"
     from chat_channels c join chat_installations i on i.id = c.installation_id and i.state = 'active' join tickets t on t.id = ?
     where c.feed and (c.team_id = t.team_id or (c.team_id is null and t.created_at >= c.updated_at)) and not t.is_spam
       and t.merged_into_id is null and t.status in ('open', 'in_progress', 'waiting_customer')
       and not exists (select 1 from chat_threads h where h.ticket_id = t.id and h.installation_id = c.installation_id and h.channel_id = c.external_id)
     order by c.id`,
    [ticketId],
  );
}

type Thread = Place & { id: ChatThreadId };

async function queueSaid(uow: TenantUnitOfWork, ticketId: TicketId, thread: Thread): Promise<void> {
  const after = thread.afterMessageId ?? (await afterOf(uow, thread.id));
  const unsaid = await unsaidMessages(uow, ticketId, thread.id, after);
  const files = await filesOf(
    uow,
    unsaid.filter((message) => message.change === 'new').map((message) => message.id),
  );
  for (const { id, change, at } of unsaid) {
    const key = change === 'new' ? `message:${thread.id}:${id}` : `${change}:${thread.id}:${id}:${at}`;
    await queueIn(uow, thread, 'message', key, { messageId: id, change });
    for (const file of files.filter((one) => one.messageId === id)) {
      await queueIn(uow, thread, 'file', `file:${thread.id}:${file.id}`, { attachmentId: file.id });
    }
  }
  for (const event of await mergesSince(uow, ticketId, thread.id)) {
    await queueIn(uow, thread, 'message', `event:${thread.id}:${event.id}`, { eventId: event.id });
  }
}

/** A thread that was bound a moment ago knows itself how much of the past it is told. */
async function afterOf(uow: TenantUnitOfWork, id: ChatThreadId): Promise<TicketMessageId | null> {
  const [row] = await sqlRows<{ after: TicketMessageId | null }>(uow, 'select after_message_id as after from chat_threads where id = ?', [
    id,
  ]);
  return row?.after ?? null;
}

async function queueIn(uow: TenantUnitOfWork, thread: Thread, kind: ChatPostKind, effectKey: string, ref: Record<string, unknown>) {
  const lane = chatLane(thread.installationId, thread.channelId);
  await queueChatPost(uow, { installationId: thread.installationId, effectKey, kind, lane, threadId: thread.id, ref });
}

type Unsaid = { id: TicketMessageId; change: 'new' | 'edited' | 'deleted'; at: string };

/** Our own automatic acknowledgement tells staff nothing and is left out. */
async function unsaidMessages(
  uow: TenantUnitOfWork,
  ticketId: TicketId,
  threadId: ChatThreadId,
  after: TicketMessageId | null,
): Promise<Unsaid[]> {
  return sqlRows<Unsaid>(
    uow,
    `select m.id, case when p.id is null then 'new' when m.deleted_at is not null then 'deleted' else 'edited' end as change,
       coalesce((extract(epoch from coalesce(m.deleted_at, m.edited_at)) * 1000)::bigint::text, '') as at
     from ticket_messages m left join chat_posts p on p.effect_key = 'message:' || ?::text || ':' || m.id::text
     where m.ticket_id = ? and m.kind <> 'acknowledgement' and (?::uuid is null or m.id > ?::uuid)
       and ((p.id is null and m.deleted_at is null) or (p.id is not null and (m.edited_at is not null or m.deleted_at is not null)))
       and not exists (select 1 from chat_messages c where c.ticket_message_id = m.id and c.thread_id = ? and c.direction = 'in')
     order by m.id`,
    [threadId, ticketId, after, after, threadId],
  );
}

async function filesOf(uow: TenantUnitOfWork, messages: TicketMessageId[]): Promise<{ id: AttachmentId; messageId: TicketMessageId }[]> {
  if (messages.length === 0) return [];
  return sqlRows(
    uow,
    `select id, message_id as "messageId" from attachments where message_id in (${listMarks(messages)}) and not inline order by created_at, id`,
    messages,
  );
}

async function mergesSince(uow: TenantUnitOfWork, ticketId: TicketId, threadId: ChatThreadId): Promise<{ id: string }[]> {
  return sqlRows(
    uow,
    `select e.id from ticket_events e, chat_threads h where h.id = ? and e.ticket_id = ? and e.type in ('merged_into', 'unmerged') and e.at >= h.created_at
       and not exists (select 1 from chat_posts p where p.effect_key = 'event:' || h.id::text || ':' || e.id::text) order by e.seq`,
    [threadId, ticketId],
  );
}
