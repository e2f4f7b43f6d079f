import { readTicketRef } from '../../../domain/tickets/ticket-ref.rules.ts';
import type { Cursor } from '../cursor.ts';
import type { GrammarContext } from './form.ts';

/** The ticket a command names. `bare` is a plain number, which in a conversation about another ticket could be the first word of a text. */
export type TicketArgument = { ref: string; bare: boolean };

/** Consumes `1`, `#1`, `TKT-…`, `ticket 1`, `it`, `this`; else the ticket of the conversation; null when there is none. */
export function ticketArgument(cursor: Cursor, context: GrammarContext): TicketArgument | null {
  const named = namedTicket(cursor);
  if (named !== null) return named;
  if (context.ticket === null) return null;
  const word = cursor.peek()?.text.toLowerCase();
  if (word === 'it' || word === 'this') {
    cursor.next();
    if (cursor.peek()?.text.toLowerCase() === 'ticket') cursor.next();
  }
  return { ref: context.ticket, bare: false };
}

/** As `ticketArgument`, only for a ticket that is written down. */
export function namedTicket(cursor: Cursor): TicketArgument | null {
  if (['ticket', 'to', 'on'].includes(cursor.peek()?.text.toLowerCase() ?? '') && isRef(cursor.peekSecond()?.text)) cursor.next();
  else if (cursor.peek()?.text.toLowerCase() === 'to' && cursor.peekSecond()?.text.toLowerCase() === 'ticket') {
    cursor.next();
    cursor.next();
  }
  const ref = cursor.takeRef();
  return ref === null ? null : { ref, bare: /^\d+$/.test(ref) };
}

/** True when a plain number means the ticket the conversation is about. */
export function isSameTicket(ref: string, context: GrammarContext): boolean {
  const [wanted, known] = [readTicketRef(ref), context.ticket === null ? null : readTicketRef(context.ticket)];
  return wanted?.kind === 'sequence' && known?.kind === 'number' && known.number.endsWith(`-${String(wanted.value).padStart(5, '0')}`);
}

function isRef(text: string | undefined): boolean {
  return text !== undefined && readTicketRef(text.replace(/[:,.]$/, '')) !== null;
}
