import type { Permission } from '../../domain/people/permissions.rules.ts';
import type { Deed, Effect, Operation } from './operation.ts';
import { assignTicketTo, noteTicket, setTicketPriority, setTicketStatus, setTicketType } from './operations/change-ticket.ts';
import { forwardTicket, replyToTicket, writeMail } from './operations/compose.ts';
import { findCustomer, linkTicket, showCustomer } from './operations/customers.ts';
import { decideUncertain, listDeliveries } from './operations/deliveries.ts';
import { cancelDraftMail, editDraftMail, sendDraftMail } from './operations/drafts.ts';
import { showHelp } from './operations/help.ts';
import { listTickets } from './operations/list-tickets.ts';
import {
  blockSender,
  listBlocked,
  listParked,
  releaseParked,
  releaseTicket,
  retryParked,
  spamTicket,
  unblockSender,
} from './operations/moderate.ts';
import { openTicket } from './operations/open-ticket.ts';
import { showTicket } from './operations/show-ticket.ts';

/** Every operation: what it needs and what it does to the world. A new one is a line here and its deed. */
const table: readonly [name: string, permission: Permission, effect: Effect, deed: Deed][] = [
  ['help', 'ticket:view', 'read', showHelp],
  ['tickets.list', 'ticket:view', 'read', listTickets],
  ['ticket.show', 'ticket:view', 'read', showTicket],
  ['ticket.open', 'ticket:create', 'write', openTicket],
  ['ticket.note', 'ticket:note', 'write', noteTicket],
  ['ticket.assign', 'ticket:assign', 'write', assignTicketTo],
  ['ticket.status', 'ticket:status', 'write', setTicketStatus],
  ['ticket.priority', 'ticket:status', 'write', setTicketPriority],
  ['ticket.type', 'ticket:status', 'write', setTicketType],
  ['ticket.reply', 'ticket:reply', 'confirm', replyToTicket],
  ['ticket.forward', 'ticket:reply', 'confirm', forwardTicket],
  ['mail.write', 'ticket:reply', 'confirm', writeMail],
  ['draft.edit', 'ticket:reply', 'confirm', editDraftMail],
  ['draft.send', 'ticket:reply', 'write', sendDraftMail],
  ['draft.cancel', 'ticket:reply', 'write', cancelDraftMail],
  ['customer.find', 'customer:view', 'read', findCustomer],
  ['customer.show', 'customer:view', 'read', showCustomer],
  ['ticket.link', 'contact:edit', 'write', linkTicket],
  ['ticket.spam', 'mail:moderate', 'write', spamTicket],
  ['ticket.release', 'mail:moderate', 'write', releaseTicket],
  ['sender.block', 'mail:moderate', 'write', blockSender],
  ['sender.unblock', 'mail:moderate', 'write', unblockSender],
  ['senders.blocked', 'mail:moderate', 'read', listBlocked],
  ['mails.parked', 'mail:moderate', 'read', listParked],
  ['mail.retry', 'mail:moderate', 'write', retryParked],
  ['mail.release', 'mail:moderate', 'write', releaseParked],
  ['deliveries.list', 'ticket:view', 'read', listDeliveries],
  ['delivery.decide', 'mail:decide', 'write', decideUncertain],
];

export const operations: readonly Operation[] = table.map(([name, permission, effect, deed]) => ({ ...deed, name, permission, effect }));

const byName = new Map(operations.map((operation) => [operation.name, operation]));

/** The operation of that name, or null. */
export function operationOf(name: string): Operation | null {
  return byName.get(name) ?? null;
}
