import type { DeliveryState } from '../deliveries/deliveries.types.ts';
import type { DeliveryId, TicketId, TicketMessageId } from '../ids.types.ts';
import { listMarks, sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { MergedSource } from './merged-sources.ts';
import type { MessageWindow, TicketFile, TicketMessageView } from './ticket-message.types.ts';

type Row = Omit<TicketMessageView, 'files' | 'delivery' | 'ordinal' | 'mergedFrom'> & {
  ticketId: TicketId;
  deliveryId: DeliveryId | null;
  deliveryState: DeliveryState;
};

/** A page of the messages of a ticket (the first) and of those that were merged into it (the rest), in the order they were written, with how many came before. */
export async function viewMessages(
  uow: TenantUnitOfWork,
  tickets: readonly [MergedSource, ...MergedSource[]],
  window: MessageWindow,
): Promise<{ messages: TicketMessageView[]; earlier: number }> {
  const ids = tickets.map((ticket) => ticket.id);
  const rows = await page(uow, ids, window);
  const files = await filesOf(uow, rows);
  const earlier = await countBefore(uow, ids, rows[0]?.id ?? null);
  const messages = rows.map(({ ticketId, deliveryId, deliveryState, ...message }, index) => ({
    ...message,
    createdAt: new Date(message.createdAt),
    ordinal: earlier + index + 1,
    mergedFrom: tickets.slice(1).find((ticket) => ticket.id === ticketId)?.number ?? null,
    files: files.filter((file) => file.messageId === message.id),
    delivery: deliveryId === null ? null : { id: deliveryId, state: deliveryState },
  }));
  return { messages, earlier };
}

async function page(uow: TenantUnitOfWork, ids: TicketId[], window: MessageWindow): Promise<Row[]> {
  const before =
    window.before === null ? '' : 'and (m.created_at, m.id) < (select b.created_at, b.id from ticket_messages b where b.id = ?)';
  const rows = await sqlRows<Row>(
    uow,
    `select m.id, m.ticket_id as "ticketId", m.kind, m.is_public as "isPublic", m.is_verified as "isVerified", m.author, m.text, m.recipients,
       m.created_at as "createdAt", case when not m.is_verified then i.trust->>'why' end as doubt,
       exists (select 1 from message_html h where h.message_id = m.id) as "hasHtml", d.id as "deliveryId", d.state as "deliveryState",
       (select t.number from ticket_splits s join tickets t on t.id = s.ticket_id where s.source_message_id = m.id limit 1) as "splitTo",
       (select t.number from ticket_splits s join tickets t on t.id = s.source_ticket_id where s.message_id = m.id) as "splitFrom"
     from ticket_messages m left join deliveries d on d.mail_message_id = m.mail_message_id and d.ticket_id = m.ticket_id
       left join inbound_mails i on i.id = m.inbound_mail_id
     where m.ticket_id in (${listMarks(ids)}) ${before} order by m.created_at desc, m.id desc limit ?`,
    [...ids, ...(window.before === null ? [] : [window.before]), window.limit],
  );
  return rows.reverse();
}

async function filesOf(uow: TenantUnitOfWork, messages: { id: TicketMessageId }[]): Promise<TicketFile[]> {
  if (messages.length === 0) return [];
  const rows = await sqlRows<TicketFile>(
    uow,
    `select id, message_id as "messageId", filename, content_type as "contentType", size, inline, scan_state as "scanState", scan_virus as "scanVirus" from attachments
     where message_id in (${listMarks(messages)}) order by created_at, id limit 100`,
    messages.map((message) => message.id),
  );
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
}

async function countBefore(uow: TenantUnitOfWork, ids: TicketId[], first: TicketMessageId | null): Promise<number> {
  if (first === null) return 0;
  const [row] = await sqlRows<{ earlier: number }>(
    uow,
    `select count(*)::integer as earlier from ticket_messages m, ticket_messages f
     where f.id = ? and m.ticket_id in (${listMarks(ids)}) and (m.created_at, m.id) < (f.created_at, f.id)`,
    [first, ...ids],
  );
  return row?.earlier ?? 0;
}
