import { AppError, notFound } from '../errors.ts';
import { type ChatThreadId, type InstallationId, newId, type TicketId, type TicketMessageId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { queueCard } from './queue-card.ts';

/** `rootTs` null: the thread begins with the ticket's own card, once that was posted. */
export type WantedThread = { installationId: InstallationId; channelId: string; rootTs: string | null; ticketId: TicketId };

type Known = { id: ChatThreadId; ended: boolean };

/** How many of the latest messages a thread that begins with our card is told, so that an old ticket floods no channel. */
const toldAtFirst = 5;

/**
 * Binds a ticket to a thread, or gives the one it has in that channel: there is one thread for a ticket and a channel. A new one gets its card. A thread that
 * began with a person's message is not told what was said on the ticket before. Throws `conflict` when that thread is another ticket's, `not_found`.
 */
export async function bindThread(uow: TenantUnitOfWork, wanted: WantedThread): Promise<{ id: ChatThreadId; isNew: boolean }> {
  const [ticket] = await sqlRows(uow, 'select id from tickets where id = ? for no key update', [wanted.ticketId]);
  if (ticket === undefined) throw notFound('ticket', wanted.ticketId);
  const [known] = await sqlRows<Known>(
    uow,
    `select id, ended_at is not null as ended from chat_threads where ticket_id = ? and installation_id = ? and channel_id = ? for update`,
    [wanted.ticketId, wanted.installationId, wanted.channelId],
  );
  if (known !== undefined && !known.ended) return { id: known.id, isNew: false };
  if (wanted.rootTs !== null) await freeRoot(uow, wanted, wanted.rootTs);
  const after = await toldUpTo(uow, wanted);
  const id = known === undefined ? await insertThread(uow, wanted, after) : await revive(uow, known.id, wanted, after);
  if (id === null) return bindThread(uow, wanted);
  await queueCard(uow, { id, installationId: wanted.installationId, channelId: wanted.channelId });
  return { id, isNew: true };
}

/** A root that belonged to an ended thread may be used again. */
async function freeRoot(uow: TenantUnitOfWork, wanted: WantedThread, rootTs: string): Promise<void> {
  const [other] = await sqlRows<{ number: string }>(
    uow,
    `select t.number from chat_threads h join tickets t on t.id = h.ticket_id
     where h.installation_id = ? and h.channel_id = ? and h.root_ts = ? and h.ended_at is null and h.ticket_id <> ?`,
    [wanted.installationId, wanted.channelId, rootTs, wanted.ticketId],
  );
  if (other !== undefined) {
    throw new AppError('conflict', {
      message: 'thread is bound to another ticket',
      userMessage: `That thread is the thread of ${other.number} already. Work on ${other.number}, or merge the two.`,
      details: { ticket: other.number },
    });
  }
  await sqlRun(
    uow,
    `update chat_threads set root_ts = null where installation_id = ? and channel_id = ? and root_ts = ? and ended_at is not null`,
    [wanted.installationId, wanted.channelId, rootTs],
  );
}

/** By ids, not times: they are made while the ticket is held, so that their order is the order of the commits. */
async function toldUpTo(uow: TenantUnitOfWork, { ticketId, rootTs }: WantedThread): Promise<TicketMessageId | null> {
  const [last] = await sqlRows<{ id: TicketMessageId }>(
    uow,
    'select id from ticket_messages where ticket_id = ? order by id desc offset ? limit 1',
    [ticketId, rootTs === null ? toldAtFirst : 0],
  );
  return last?.id ?? null;
}

async function insertThread(uow: TenantUnitOfWork, wanted: WantedThread, after: TicketMessageId | null): Promise<ChatThreadId | null> {
  const [row] = await sqlRows<{ id: ChatThreadId }>(
    uow,
    `insert into chat_threads (tenant_id, id, installation_id, channel_id, root_ts, ticket_id, after_message_id, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning id`,
    [uow.tenantId, newId<ChatThreadId>(), wanted.installationId, wanted.channelId, wanted.rootTs, wanted.ticketId, after, uow.now],
  );
  return row?.id ?? null;
}

/** It begins anew at another place: what is known of its old one is no longer its own. */
async function revive(uow: TenantUnitOfWork, id: ChatThreadId, wanted: WantedThread, after: TicketMessageId | null): Promise<ChatThreadId> {
  await sqlRun(uow, 'update chat_threads set root_ts = ?, card_ts = null, after_message_id = ?, ended_at = null where id = ?', [
    wanted.rootTs,
    after,
    id,
  ]);
  return id;
}
