import type { AddressHealthRow } from '../addresses/address-health.types.ts';
import { findUnreachable } from '../addresses/find-unreachable.ts';
import type { DeliveryPurpose, DeliveryState } from '../deliveries/deliveries.types.ts';
import { notFound } from '../errors.ts';
import type { ContactId, CustomerId, DeliveryId, StaffUserId, TicketId } from '../ids.types.ts';
import type { MailAddress } from '../mailboxes/parsed-mail.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { loadNextAction } from './load-next-action.ts';
import { loadTicketWork, type TicketWork } from './load-ticket-work.ts';
import type { NextAction } from './next-action.rules.ts';
import type { MessageWindow, TicketMessageView } from './ticket-message.types.ts';
import type {
  MessageAuthor,
  ParticipantRole,
  TicketChannel,
  TicketEventType,
  TicketPriority,
  TicketStatus,
  TicketType,
  TriageSuggestion,
} from './tickets.types.ts';
import { viewMessages } from './view-messages.ts';
import { type TicketRelations, viewRelations } from './view-relations.ts';

/** The ticket's own facts with the names they point to. */
export type TicketFacts = {
  id: TicketId;
  number: string;
  subject: string;
  status: TicketStatus;
  priority: TicketPriority;
  type: TicketType;
  channel: TicketChannel;
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
  /** a person set the type or confirmed it */
  typeIsConfirmed: boolean;
  isSpam: boolean;
  follows: string | null;
  followedBy: string | null;
  snoozedUntil: Date | null;
  createdAt: Date;
  updatedAt: Date;
  reopened: number;
  /** earliest due time of a running clock */
  nextDueAt: Date | null;
  breached: boolean;
  version: number;
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

/**
 * Everything a person sees of a ticket at once. Messages and events oldest first; `earlier` counts messages before the shown ones. Messages of tickets that were
 * merged into it are among them, marked with their number: they are for staff, the other ticket may be another customer's.
 */
export type TicketView = {
  ticket: TicketFacts;
  messages: TicketMessageView[];
  earlier: number;
  participants: { address: string; name: string; role: ParticipantRole }[];
  /** Of the requester and those who take part: addresses that mail does not reach, or that complained. */
  unreachable: AddressHealthRow[];
  deliveries: TicketDelivery[];
  events: TicketEventView[];
  work: TicketWork;
  relations: TicketRelations;
  /** null on a ticket that is over */
  nextAction: (NextAction & { owner: string | null }) | null;
};

/** The ticket as a person sees it. Throws `not_found`. */
export async function viewTicket(uow: TenantUnitOfWork, id: TicketId, window: MessageWindow): Promise<TicketView> {
  const ticket = await facts(uow, id);
  const relations = await viewRelations(uow, id);
  const shown = await viewMessages(uow, [{ id, number: ticket.number }, ...relations.merged], window);
  const participants = await sqlRows<TicketView['participants'][number]>(
    uow,
    'select address, name, role from ticket_participants where ticket_id = ? and removed_at is null order by created_at, id limit 30',
    [id],
  );
  const addresses = [...(ticket.requesterAddress === null ? [] : [ticket.requesterAddress]), ...participants.map((one) => one.address)];
  return {
    ticket,
    ...shown,
    relations,
    nextAction: await loadNextAction(uow, id),
    participants,
    unreachable: await findUnreachable(uow, addresses),
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
    work: await loadTicketWork(uow, id),
  };
}

async function facts(uow: TenantUnitOfWork, id: TicketId): Promise<TicketFacts> {
  const [row] = await sqlRows<TicketFacts>(
    uow,
    `select t.id, t.number, t.subject, t.status, t.priority, t.type, t.channel, t.language, t.requester_address as "requesterAddress",
       t.requester_name as "requesterName", t.customer_id as "customerId", c.name as customer, t.contact_id as "contactId", t.assignee_id as "assigneeId",
       s.name as assignee, t.triage, t.is_spam as "isSpam", f.number as follows, t.created_at as "createdAt", t.updated_at as "updatedAt", t.reopened, t.snoozed_until as "snoozedUntil", t.version, t.next_due_at as "nextDueAt", t.breached,
       (select n.number from tickets n where n.follows_ticket_id = t.id order by n.created_at desc limit 1) as "followedBy",
       exists (select 1 from ai_labels l where l.ticket_id = t.id and l.target = 'type' and l.value = t.type) as "typeIsConfirmed",
       exists (select 1 from blocked_senders b where b.address = t.requester_address) as "requesterIsBlocked",
       t.requester_address is not null and not exists (select 1 from staff_users u where u.email = t.requester_address)
         and not exists (select 1 from mailboxes m where m.address = t.requester_address) as "requesterIsOutside"
     from tickets t left join customers c on c.id = t.customer_id left join staff_users s on s.id = t.assignee_id
       left join tickets f on f.id = t.follows_ticket_id where t.id = ?`,
    [id],
  );
  if (row === undefined) throw notFound('ticket', id);
  const snoozedUntil = row.snoozedUntil === null ? null : new Date(row.snoozedUntil);
  return {
    ...row,
    snoozedUntil,
    nextDueAt: row.nextDueAt === null ? null : new Date(row.nextDueAt),
    createdAt: new Date(row.createdAt),
    updatedAt: new Date(row.updatedAt),
  };
}

function dated<T extends { at: Date }>(rows: T[]): T[] {
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}
