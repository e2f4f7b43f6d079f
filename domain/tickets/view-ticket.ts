import type { DeliveryPurpose, DeliveryState } from '../deliveries/deliveries.types.ts';
import { notFound } from '../errors.ts';
import type { AttachmentId, ContactId, CustomerId, DeliveryId, StaffUserId, TicketId, TicketMessageId } from '../ids.types.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type {
  MessageAuthor,
  MessageKind,
  ParticipantRole,
  TicketEventType,
  TicketPriority,
  TicketStatus,
  TicketType,
  TriageSuggestion,
} from './tickets.types.ts';

/** The ticket's own facts with the names they point to. */
export type TicketFacts = {
  id: TicketId;
  number: string;
  subject: string;
  status: TicketStatus;
  priority: TicketPriority;
  type: TicketType;
  channel: 'email' | 'console';
  language: string | null;
  requesterAddress: string | null;
  requesterName: string;
  requesterIsOutside: boolean;
  requesterIsBlocked: boolean;
  customerId: CustomerId | null;
  customer: string | null;
  contactId: ContactId | null;
  assigneeId: StaffUserId | null;
  assignee: string | null;
  triage: TriageSuggestion | null;
  isSpam: boolean;
  follows: string | null;
  followedBy: string | null;
  createdAt: Date;
  updatedAt: Date;
  reopened: number;
  version: number;
};

/** A file of a message; `size` in bytes. */
export type TicketFile = {
  id: AttachmentId;
  messageId: TicketMessageId;
  filename: string;
  contentType: string;
  size: number;
  inline: boolean;
};
/** A message with its files; `delivery` is how its mail fares. */
export type TicketMessageView = {
  id: TicketMessageId;
  kind: MessageKind;
  isPublic: boolean;
  isVerified: boolean;
  author: MessageAuthor;
  text: string;
  recipients: MailAddress[];
  createdAt: Date;
  files: TicketFile[];
  delivery: { id: DeliveryId; state: DeliveryState } | null;
};
/** One outward mail of the ticket. */
export type TicketDelivery = {
  id: DeliveryId;
  purpose: DeliveryPurpose;
  state: DeliveryState;
  to: MailAddress[];
  at: Date;
  lastResult: string | null;
};
/** One line of the log. */
export type TicketEventView = { type: TicketEventType; at: Date; actor: MessageAuthor; data: Record<string, unknown> };

/** Everything a person sees of a ticket at once. Messages and events oldest first; `earlier` counts messages before the shown ones. */
export type TicketView = {
  ticket: TicketFacts;
  messages: TicketMessageView[];
  earlier: number;
  participants: { address: string; name: string; role: ParticipantRole }[];
  deliveries: TicketDelivery[];
  events: TicketEventView[];
};

/** A page of messages: the last `limit` ones, or those before the message `before`. */
export type MessageWindow = { limit: number; before: TicketMessageId | null };

/** The ticket as a person sees it. Throws `not_found`. */
export async function viewTicket(uow: TenantUnitOfWork, id: TicketId, window: MessageWindow): Promise<TicketView> {
  const ticket = await facts(uow, id);
  const messages = await messagesOf(uow, id, window);
  const files = await filesOf(uow, messages);
  return {
    ticket,
    messages: messages.map((message) => ({ ...message, files: files.filter((file) => file.messageId === message.id) })),
    earlier: await countBefore(uow, id, messages[0]?.id ?? null),
    participants: await sqlRows(
      uow,
      'select address, name, role from ticket_participants where ticket_id = ? and removed_at is null order by created_at, id limit 30',
      [id],
    ),
    deliveries: dated(
      await sqlRows<TicketDelivery>(
        uow,
        `select id, purpose, state, (mail->'to') || (mail->'cc') as "to", coalesce(settled_at, first_queued_at) as at, last_result as "lastResult"
         from deliveries where ticket_id = ? order by first_queued_at desc limit 5`,
        [id],
      ),
    ),
    events: dated(
      await sqlRows<TicketEventView>(
        uow,
        'select type, at, actor, data from ticket_events where ticket_id = ? order by at desc, id desc limit 6',
        [id],
      ),
    ).reverse(),
  };
}

async function facts(uow: TenantUnitOfWork, id: TicketId): Promise<TicketFacts> {
  const [row] = await sqlRows<TicketFacts>(
    uow,
    `select t.id, t.number, t.subject, t.status, t.priority, t.type, t.channel, t.language, t.requester_address as "requesterAddress",
       t.requester_name as "requesterName", t.customer_id as "customerId", c.name as customer, t.contact_id as "contactId", t.assignee_id as "assigneeId",
       s.name as assignee, t.triage, t.is_spam as "isSpam", f.number as follows, t.created_at as "createdAt", t.updated_at as "updatedAt", t.reopened, t.version,
       (select n.number from tickets n where n.follows_ticket_id = t.id order by n.created_at desc limit 1) as "followedBy",
       exists (select 1 from blocked_senders b where b.address = t.requester_address) as "requesterIsBlocked",
       t.requester_address is not null and not exists (select 1 from staff_users u where u.email = t.requester_address)
         and not exists (select 1 from mailboxes m where m.address = t.requester_address) as "requesterIsOutside"
     from tickets t left join customers c on c.id = t.customer_id left join staff_users s on s.id = t.assignee_id
       left join tickets f on f.id = t.follows_ticket_id where t.id = ?`,
    [id],
  );
  if (row === undefined) throw notFound('ticket', id);
  return { ...row, createdAt: new Date(row.createdAt), updatedAt: new Date(row.updatedAt) };
}

async function messagesOf(uow: TenantUnitOfWork, id: TicketId, window: MessageWindow): Promise<Omit<TicketMessageView, 'files'>[]> {
  const before =
    window.before === null
      ? ''
      : 'and (m.created_at, m.id) < (select b.created_at, b.id from ticket_messages b where b.id = ? and b.ticket_id = m.ticket_id)';
  const rows = await sqlRows<
    Omit<TicketMessageView, 'files' | 'delivery'> & { deliveryId: DeliveryId | null; deliveryState: DeliveryState }
  >(
    uow,
    `select m.id, m.kind, m.is_public as "isPublic", m.is_verified as "isVerified", m.author, m.text, m.recipients, m.created_at as "createdAt",
       d.id as "deliveryId", d.state as "deliveryState"
     from ticket_messages m left join deliveries d on d.mail_message_id = m.mail_message_id and d.ticket_id = m.ticket_id
     where m.ticket_id = ? ${before} order by m.created_at desc, m.id desc limit ?`,
    [id, ...(window.before === null ? [] : [window.before]), window.limit],
  );
  return rows.reverse().map(({ deliveryId, deliveryState, ...message }) => ({
    ...message,
    createdAt: new Date(message.createdAt),
    delivery: deliveryId === null ? null : { id: deliveryId, state: deliveryState },
  }));
}

async function filesOf(uow: TenantUnitOfWork, messages: { id: TicketMessageId }[]): Promise<TicketFile[]> {
  if (messages.length === 0) return [];
  const rows = await sqlRows<TicketFile>(
    uow,
    `select id, message_id as "messageId", filename, content_type as "contentType", size, inline from attachments
     where message_id in (${messages.map(() => '?').join(', ')}) order by created_at, id limit 100`,
    messages.map((message) => message.id),
  );
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
}

async function countBefore(uow: TenantUnitOfWork, id: TicketId, first: TicketMessageId | null): Promise<number> {
  if (first === null) return 0;
  const [row] = await sqlRows<{ earlier: number }>(
    uow,
    `select count(*)::integer as earlier from ticket_messages m, ticket_messages f
     where f.id = ? and m.ticket_id = ? and (m.created_at, m.id) < (f.created_at, f.id)`,
    [first, id],
  );
  return row?.earlier ?? 0;
}

function dated<T extends { at: Date }>(rows: T[]): T[] {
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}
