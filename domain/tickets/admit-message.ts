import { AppError, notFound } from '../errors.ts';
import type { TicketId, TicketMessageId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { type AnsweredState, applyReply } from './apply-reply.ts';
import { joinTicket } from './join-ticket.ts';
import { lockTicket } from './lock-ticket.ts';
import { outsideAddresses } from './outside-addresses.ts';
import { recordEvent } from './record-event.ts';
import { replyEffect } from './ticket.rules.ts';
import type { MessageAuthor, MessageKind } from './tickets.types.ts';
import { wakeTicket } from './wake-ticket.ts';

type Row = { ticketId: TicketId; kind: MessageKind; isVerified: boolean; isPublic: boolean; author: MessageAuthor };
type StateRow = AnsweredState & { resolvedAt: Date | string | null; reopenDays: number };

/** What was admitted: whose message, on which ticket. */
export type AdmittedMessage = { number: string; address: string };

/**
 * Takes an unverified mail on a ticket for what it says it is, by a person's word: it becomes public, its sender takes part, and it counts as an answer from now on.
 * Throws `conflict` for anything but an unverified mail of somebody outside, `not_found`.
 */
export async function admitMessage(uow: TenantUnitOfWork, id: TicketMessageId): Promise<AdmittedMessage> {
  const [found] = await sqlRows<Row>(
    uow,
    'select ticket_id as "ticketId", kind, is_verified as "isVerified", is_public as "isPublic", author from ticket_messages where id = ?',
    [id],
  );
  if (found === undefined) throw notFound('message', id);
  const ticket = await lockTicket(uow, found.ticketId);
  const person = found.author.kind === 'contact' ? { name: found.author.name, address: found.author.address } : null;
  if (found.kind !== 'mail' || found.isVerified || person === null || (await outsideAddresses(uow, [person])).length === 0)
    throw new AppError('conflict', {
      message: 'message cannot be admitted',
      userMessage: 'Only an unverified mail of somebody outside the house can be admitted; this message is none.',
      details: { ticket: ticket.number },
    });
  const taken = await sqlRun(uow, 'update ticket_messages set is_public = true, is_verified = true where id = ? and not is_verified', [id]);
  if (taken === 0) return { number: ticket.number, address: person.address };
  await joinTicket(uow, ticket.id, person, 'cc');
  await sqlRun(uow, 'update tickets set updated_at = ?, version = version + 1 where id = ?', [uow.now, ticket.id]);
  if (!found.isPublic) {
    await recordEvent(uow, ticket.id, 'message_added', { messageId: id, kind: 'mail', public: true, admitted: person.address });
    await answer(uow, ticket.id);
  }
  await wakeTicket(uow, ticket.id);
  return { number: ticket.number, address: person.address };
}

async function answer(uow: TenantUnitOfWork, id: TicketId): Promise<void> {
  const [state] = await sqlRows<StateRow>(
    uow,
    `select k.status, k.resolved_at as "resolvedAt", t.reopen_days as "reopenDays", k.snoozed_until is not null as snoozed,
       k.next_action_state is not distinct from 'waiting_customer' as waits
     from tickets k join tenants t on t.id = k.tenant_id where k.id = ?`,
    [id],
  );
  if (state === undefined) return;
  const at = { status: state.status, resolvedAt: state.resolvedAt === null ? null : new Date(state.resolvedAt) };
  const effect = replyEffect(at, state.reopenDays, uow.now);
  if (effect.kind === 'join') await applyReply(uow, id, state, effect);
}
