import { AppError, notFound } from '../errors.ts';
import type { CustomerId, MailboxId, StaffUserId, TicketId } from '../ids.types.ts';
import { sqlRows } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import type { MessageAuthor, TicketEventType, TicketPriority, TicketStatus, TicketType } from './tickets.types.ts';

/** A ticket's row as it stands, held until the unit ends. */
export type LockedTicket = {
  id: TicketId;
  number: string;
  subject: string;
  status: TicketStatus;
  priority: TicketPriority;
  type: TicketType;
  language: string | null;
  mailboxId: MailboxId | null;
  customerId: CustomerId | null;
  requesterAddress: string | null;
  requesterName: string;
  assigneeId: StaffUserId | null;
  isSpam: boolean;
  parentId: TicketId | null;
  mergedIntoId: TicketId | null;
  snoozedUntil: Date | null;
  version: number;
};

/**
 * Takes the ticket for this unit: changes of it come one after the other. `seenVersion` is the version the person decided on; when the ticket has
 * another by now, throws `conflict` that says who changed what, and nothing is overwritten. A ticket that was merged into another is read-only: throws `conflict`
 * naming the one that took it over, unless `merged` is `allow`. Rows that refer to the ticket may still be written by others meanwhile. Throws `not_found`.
 */
export async function lockTicket(
  uow: TenantUnitOfWork,
  id: TicketId,
  seenVersion: number | null = null,
  options: { merged: 'refuse' | 'allow' } = { merged: 'refuse' },
): Promise<LockedTicket> {
  const [ticket] = await sqlRows<LockedTicket>(
    uow,
    `select id, number, subject, status, priority, type, language, mailbox_id as "mailboxId", customer_id as "customerId",
       requester_address as "requesterAddress", requester_name as "requesterName", assignee_id as "assigneeId", is_spam as "isSpam", parent_id as "parentId", merged_into_id as "mergedIntoId", snoozed_until as "snoozedUntil", version
     from tickets where id = ? for no key update`,
    [id],
  );
  if (ticket === undefined) throw notFound('ticket', id);
  if (ticket.mergedIntoId !== null && options.merged === 'refuse') throw await readOnly(uow, ticket.number, ticket.mergedIntoId);
  if (ticket.snoozedUntil !== null) ticket.snoozedUntil = new Date(ticket.snoozedUntil);
  if (seenVersion === null || seenVersion === ticket.version) return ticket;
  throw new AppError('conflict', {
    message: `ticket changed since version ${seenVersion}`,
    userMessage: `${ticket.number} was changed after you saw it${await lastChange(uow, id)}. Nothing was overwritten: look at it again.`,
    details: { ticket: ticket.number },
  });
}

async function readOnly(uow: TenantUnitOfWork, number: string, target: TicketId): Promise<AppError> {
  const [into] = await sqlRows<{ number: string }>(uow, 'select number from tickets where id = ?', [target]);
  const name = into?.number ?? 'another ticket';
  return new AppError('conflict', {
    message: 'ticket is merged and read-only',
    userMessage: `${number} was merged into ${name} and is read-only. Nothing was changed: work on ${name}, or take the merge back: unmerge ${number}`,
    details: { ticket: number, mergedInto: name },
  });
}

async function lastChange(uow: TenantUnitOfWork, id: TicketId): Promise<string> {
  const [event] = await sqlRows<{ type: TicketEventType; actor: MessageAuthor; at: Date }>(
    uow,
    'select type, actor, at from ticket_events where ticket_id = ? order by at desc, id desc limit 1',
    [id],
  );
  if (event === undefined) return '';
  const who = event.actor.kind === 'contact' ? event.actor.address : event.actor.name;
  return ` (${who}: ${event.type.replaceAll('_', ' ')}, ${new Date(event.at).toISOString().slice(0, 16).replace('T', ' ')} UTC)`;
}
