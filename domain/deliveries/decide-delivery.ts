import { AppError, notFound } from '../errors.ts';
import type { DeliveryId, TicketId } from '../ids.types.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { recordEvent } from '../tickets/record-event.ts';
import { wakeTicket } from '../tickets/wake-ticket.ts';
import type { DeliveryState } from './deliveries.types.ts';

/** `sent`: it did arrive, or must not go again. `resend`: it goes once more under the same Message-ID, so a mailbox that has it can tell. */
export type DeliveryDecision = 'sent' | 'resend';
/** The delivery that was decided. */
export type DecidedDelivery = { id: DeliveryId; subject: string; to: string[]; ticket: string | null };

/** Where each decision may start. A mail that was refused for good may be tried again, but nobody can say that it arrived. */
const decidedFrom: Record<DeliveryDecision, readonly DeliveryState[]> = { sent: ['uncertain'], resend: ['uncertain', 'failed'] };

type Row = {
  id: DeliveryId;
  state: DeliveryState;
  ticketId: TicketId | null;
  ticket: string | null;
  subject: string;
  to: { address: string }[];
  lastResult: string | null;
};

/**
 * Settles by a person's word a mail of which nobody knows whether it went out. `ref` is the delivery's id or the last eight letters of it. Throws `not_found`,
 * `conflict` for letters that fit two, and `refused_transition` saying how it stands when there is nothing to decide (any more).
 */
export async function decideDelivery(uow: TenantUnitOfWork, ref: string, decision: DeliveryDecision): Promise<DecidedDelivery> {
  const row = await lockDelivery(uow, ref);
  if (!decidedFrom[decision].includes(row.state)) throw refused(row, decision);
  const who = uow.actor.kind === 'contact' ? uow.actor.address : uow.actor.name;
  const result = decision === 'sent' ? `Taken as sent: decided by ${who}.` : `To be sent again: decided by ${who}.`;
  await sqlRun(
    uow,
    decision === 'sent'
      ? "update deliveries set state = 'sent', settled_at = ?, last_result = ? where id = ?"
      : "update deliveries set state = 'queued', attempts = 0, settled_at = null, next_attempt_at = ?, last_result = ? where id = ?",
    [uow.now, result, row.id],
  );
  if (decision === 'resend') uow.wake('delivery');
  if (row.ticketId !== null) {
    await recordEvent(uow, row.ticketId, 'delivery_settled', {
      deliveryId: row.id,
      state: decision === 'sent' ? 'sent' : 'queued',
      from: row.state,
      reason: result,
    });
    await wakeTicket(uow, row.ticketId);
  }
  return { id: row.id, subject: row.subject, to: row.to.map((person) => person.address), ticket: row.ticket };
}

async function lockDelivery(uow: TenantUnitOfWork, ref: string): Promise<Row> {
  const letters = ref.toLowerCase().replace(/^d-/, '');
  const rows = await sqlRows<Row>(
    uow,
    `select d.id, d.state, d.ticket_id as "ticketId", t.number as ticket, d.mail->>'subject' as subject, d.mail->'to' as "to", d.last_result as "lastResult"
     from deliveries d left join tickets t on t.id = d.ticket_id
     where d.id::text = ? or (right(d.id::text, 8) = ? and d.state in ('uncertain', 'failed')) limit 2 for update of d`,
    [letters, letters],
  );
  const [row] = rows;
  if (row === undefined) throw notFound('mail to decide', ref);
  if (rows.length === 1) return row;
  throw new AppError('conflict', {
    message: 'short delivery name is ambiguous',
    userMessage: `Two mails end in ${ref}. Use the buttons of the list.`,
  });
}

function refused(row: Row, decision: DeliveryDecision): AppError {
  return new AppError('refused_transition', {
    message: `delivery is ${row.state}, cannot be decided ${decision}`,
    userMessage: `Nothing was changed: this mail is ${row.state} by now${row.lastResult === null ? '' : ` (${row.lastResult})`}.`,
    details: row.ticket === null ? {} : { ticket: row.ticket },
  });
}
