import type { TicketId } from '../ids.types.ts';
import { settleMail } from '../mailboxes/settle-mail.ts';
import { sqlRows, sqlRun } from '../tenancy/sql.ts';
import type { TenantUnitOfWork } from '../tenancy/unit-of-work.ts';
import { addMessage } from './add-message.ts';
import type { Filed, ReadableMail } from './file-mail.types.ts';
import { joinTicket } from './join-ticket.ts';
import { mailMessage } from './mail-message.rules.ts';
import { outsideAddresses } from './outside-addresses.ts';
import { recordEvent } from './record-event.ts';
import type { Thread } from './thread-mail.ts';
import { replyEffect } from './ticket.rules.ts';
import type { TicketStatus } from './tickets.types.ts';
import { wakeTicket } from './wake-ticket.ts';

type Joining = Extract<Thread, { kind: 'participant' | 'stranger' }>;
type Row = { status: TicketStatus; resolved_at: Date | null; reopen_days: number };

/**
 * Adds a mail to the ticket it answers. A requester's or Cc's mail is public and may change the status; a supplier's or third party's is internal; a
 * stranger's is internal, unverified and changes nothing. Automatic answers never reopen a ticket. Returns null when the ticket is over and the
 * mail must become a new ticket that follows it.
 */
export async function extendTicket(uow: TenantUnitOfWork, mail: ReadableMail, thread: Joining): Promise<Filed | null> {
  const speaks = thread.kind === 'participant' && (thread.role === 'requester' || thread.role === 'cc');
  const counts = speaks && mail.parsed.noAutoAnswerReason === null;
  const [ticket] = await sqlRows<Row>(
    uow,
    'select k.status, k.resolved_at, t.reopen_days from tickets k join tenants t on t.id = k.tenant_id where k.id = ? for update of k',
    [thread.ticketId],
  );
  if (ticket === undefined) return null;
  const effect = replyEffect(
    { status: ticket.status, resolvedAt: ticket.resolved_at === null ? null : new Date(ticket.resolved_at) },
    ticket.reopen_days,
    uow.now,
  );
  if (counts && effect.kind === 'follow') return null;
  await addMessage(uow, mailMessage(mail, thread.ticketId, { isPublic: speaks, isVerified: thread.kind === 'participant' }));
  if (counts && effect.kind === 'join') await applyReply(uow, thread.ticketId, ticket.status, effect);
  if (speaks) for (const person of await outsideAddresses(uow, mail.parsed.cc)) await joinTicket(uow, thread.ticketId, person, 'cc');
  await wakeTicket(uow, thread.ticketId);
  await settleMail(uow, mail.stored.id, 'applied', { ticketId: thread.ticketId, parsed: mail.parsed });
  return { kind: 'extended', ticketId: thread.ticketId, isVerified: thread.kind === 'participant' };
}

async function applyReply(
  uow: TenantUnitOfWork,
  id: TicketId,
  from: TicketStatus,
  effect: { status: TicketStatus; reopened: boolean },
): Promise<void> {
  await sqlRun(
    uow,
    'update tickets set status = ?, updated_at = ?, resolved_at = case when ? then null else resolved_at end, reopened = reopened + ?, version = version + 1 where id = ?',
    [effect.status, uow.now, effect.reopened, effect.reopened ? 1 : 0, id],
  );
  if (effect.reopened) await recordEvent(uow, id, 'reopened', { from });
  else if (effect.status !== from) await recordEvent(uow, id, 'status_changed', { from, to: effect.status, because: 'customer replied' });
}
