import { lookUpWord, priorityWords, statusWords, typeWords } from '../../../domain/tickets/ticket-filter-values.rules.ts';
import type { TicketStatus } from '../../../domain/tickets/tickets.types.ts';
import type { Cursor } from '../cursor.ts';
import { readGiving } from './assign-words.ts';
import { type Call, type CommandForm, call, type GrammarContext, half, type Reading } from './form.ts';
import { readTicketLink } from './order-forms.ts';
import { readOpen } from './read-open.ts';
import { namedTicket, ticketArgument } from './ticket-argument.ts';

const which = 'Which ticket? Write its number, for example 1 or TKT-202611-00001.';

/** A command that is a verb and a ticket and nothing else. */
function ticketOnly(make: (ticket: string) => Call): CommandForm['read'] {
  return (cursor, context) => {
    const ticket = ticketArgument(cursor, context);
    if (ticket === null) return half(which);
    return ended(cursor, make(ticket.ref));
  };
}

/** The call when everything was read; otherwise what was understood and what was not. */
function ended(cursor: Cursor, wanted: Call): Reading {
  if (cursor.isAtEnd) return { kind: 'call', ...wanted };
  const shown = typeof wanted.args.ticket === 'string' ? ` on ${wanted.args.ticket}` : '';
  return half(`I do not know what “${cursor.leftover.slice(0, 80)}” means here.`, { label: `Do it${shown} without that`, ...wanted });
}

const move = (status: TicketStatus): CommandForm['read'] => ticketOnly((ticket) => ({ op: 'ticket.status', args: { ticket, status } }));

/** Commands about one ticket. */
export const ticketForms: readonly CommandForm[] = [
  {
    words: ['show', 'ticket', 'see', 'display', 'read'],
    op: 'ticket.show',
    usage: 'show NUMBER',
    hint: 'The number alone does the same.',
    read: ticketOnly((ticket) => ({ op: 'ticket.show', args: { ticket } })),
  },
  {
    words: ['files', 'all files', 'attachments'],
    op: 'ticket.files',
    usage: 'files NUMBER',
    hint: 'Also pictures that a mail shows inside of its text.',
    read: ticketOnly((ticket) => ({ op: 'ticket.files', args: { ticket } })),
  },
  {
    words: ['open', 'new', 'create', 'raise'],
    op: 'ticket.open',
    usage: 'open "Subject" [for ADDRESS] [priority:high] [type:bug] [customer:"…"] : text',
    hint: 'Nothing is sent to anybody.',
    read: readOpen,
  },
  {
    words: ['assign', 'give', 'reassign', 'hand'],
    op: 'ticket.assign',
    usage: 'assign NUMBER me | NAME | nobody | team TEAM | next in TEAM | least busy [in TEAM] | skill SKILL',
    read: (cursor, context) => {
      const ticket = ticketArgument(cursor, context);
      if (ticket === null) return half(which);
      cursor.take('to');
      const to = cursor.rest().trim();
      if (to === '') return half('To whom? Write me, a name, or nobody.');
      return readGiving(ticket.ref, to) ?? call('ticket.assign', { ticket: ticket.ref, to: unquoted(to) });
    },
  },
  {
    words: ['take', 'grab', 'claim'],
    op: 'ticket.assign',
    usage: 'take NUMBER',
    read: ticketOnly((ticket) => ({ op: 'ticket.assign', args: { ticket, to: 'me' } })),
  },
  {
    words: ['unassign', 'drop', 'give back'],
    op: 'ticket.assign',
    usage: 'unassign NUMBER',
    read: ticketOnly((ticket) => ({ op: 'ticket.assign', args: { ticket, to: 'nobody' } })),
  },
  {
    words: ['status', 'set', 'move', 'mark', 'state'],
    op: 'ticket.status',
    usage: 'status NUMBER open | in progress | waiting | resolved | closed | cancelled',
    read: readStatus,
  },
  { words: ['start', 'begin'], op: 'ticket.status', usage: 'start NUMBER', read: move('in_progress') },
  { words: ['wait', 'waiting', 'pend'], op: 'ticket.status', usage: 'wait NUMBER', read: move('waiting_customer') },
  {
    words: ['resolve', 'solve', 'done', 'fix', 'fixed', 'solved', 'resolved'],
    op: 'ticket.status',
    usage: 'resolve NUMBER',
    read: move('resolved'),
  },
  { words: ['close', 'closed'], op: 'ticket.status', usage: 'close NUMBER', read: move('closed') },
  { words: ['reopen', 're-open', 'open again'], op: 'ticket.status', usage: 'reopen NUMBER [because …]', read: readReopen },
  {
    words: ['cancel', 'abort'],
    op: 'ticket.status',
    usage: 'cancel NUMBER',
    hint: 'Without a number: puts the mail aside that waits for your Send.',
    read: (cursor, context) => (cursor.isAtEnd ? call('draft.cancel', {}) : move('cancelled')(cursor, context)),
  },
  {
    words: ['priority', 'prio'],
    op: 'ticket.priority',
    usage: 'priority NUMBER low | medium | high | urgent',
    read: (cursor, context) => readClass(cursor, context, 'priority'),
  },
  {
    words: ['type', 'category', 'kind'],
    op: 'ticket.type',
    usage: 'type NUMBER support | bug | feature request | billing | technical | general',
    read: (cursor, context) => readClass(cursor, context, 'type'),
  },
  {
    words: ['link', 'connect'],
    op: 'ticket.link',
    usage: 'link NUMBER CUSTOMER | link NUMBER duplicate of | related to | blocks | blocked by | follows | followed by NUMBER',
    hint: 'The requester becomes a contact of the customer; future mail of that address finds it.',
    read: (cursor, context) => {
      const ticket = ticketArgument(cursor, context);
      if (ticket === null) return half(which);
      const link = readTicketLink(cursor, ticket.ref);
      if (link !== null) return { kind: 'call', ...link };
      cursor.take('to', 'with');
      const customer = unquoted(cursor.rest().trim());
      return customer === '' ? half('To which customer? Write its name.') : call('ticket.link', { ticket: ticket.ref, customer });
    },
  },
  {
    words: ['spam', 'junk', 'mark as spam'],
    op: 'ticket.spam',
    usage: 'spam NUMBER [block]',
    hint: 'Hides and cancels it; with block, further mail of the sender waits in quarantine.',
    read: readSpam,
  },
];

/** What stands behind the number is the reason, in the person's words. */
function readReopen(cursor: Cursor, context: GrammarContext): Reading {
  const ticket = ticketArgument(cursor, context);
  if (ticket === null) return half(which);
  cursor.take('because', 'as', 'since');
  const reason = cursor.rest().trim();
  return call('ticket.status', { ticket: ticket.ref, status: 'open', ...(reason === '' ? {} : { reason: reason.slice(0, 300) }) });
}

function readSpam(cursor: Cursor, context: GrammarContext): Reading {
  const ticket = ticketArgument(cursor, context);
  if (ticket === null) return half(which);
  cursor.take('and');
  const block = cursor.take('block', '--block', '—block') !== null;
  if (block) cursor.take('sender', 'them', 'it');
  return ended(cursor, { op: 'ticket.spam', args: { ticket: ticket.ref, ...(block ? { block } : {}) } });
}

/** `status 1 resolved`, `set 1 to waiting`, `set 1 priority high`, `mark 1 as spam`; `status 1` alone asks how it stands. */
function readStatus(cursor: Cursor, context: GrammarContext): Reading {
  const ticket = ticketArgument(cursor, context);
  if (ticket === null) return half(which);
  if (cursor.isAtEnd) return call('ticket.show', { ticket: ticket.ref });
  cursor.take('status');
  const other = cursor.take('priority', 'type');
  cursor.take('to', 'is', 'as', '=', '->', '→');
  if (other === 'priority' || other === 'type') return classified(cursor, ticket.ref, other);
  const wanted = unquoted(cursor.rest().trim());
  if (/^(spam|junk)$/i.test(wanted)) return call('ticket.spam', { ticket: ticket.ref });
  const found = lookUpWord(statusWords, wanted);
  if (found?.length === 1) return call('ticket.status', { ticket: ticket.ref, status: found[0] ?? 'open' });
  const priority = lookUpWord(priorityWords, wanted);
  if (priority !== undefined) return call('ticket.priority', { ticket: ticket.ref, priority });
  return half(`“${wanted.slice(0, 80)}” is no status. There are: open, in progress, waiting, resolved, closed, cancelled.`);
}

function readClass(cursor: Cursor, context: GrammarContext, what: 'priority' | 'type'): Reading {
  const ticket = ticketArgument(cursor, context);
  if (ticket === null) return half(which);
  cursor.take('to', 'is', 'as', '=');
  return classified(cursor, ticket.ref, what);
}

function classified(cursor: Cursor, ticket: string, what: 'priority' | 'type'): Reading {
  const wanted = unquoted(cursor.rest().trim());
  const table: Record<string, string> = what === 'priority' ? priorityWords : typeWords;
  const found = lookUpWord(table, wanted);
  if (found !== undefined) return call(`ticket.${what}`, { ticket, [what]: found });
  return half(`“${wanted.slice(0, 80)}” is no ${what}. There are: ${[...new Set(Object.values(table))].join(', ').replaceAll('_', ' ')}.`);
}

function unquoted(text: string): string {
  return /^["“„«].*["”“»]$/s.test(text) ? text.slice(1, -1).trim() : text;
}

/** A number alone shows the ticket; with a verb behind it (`1 resolve`) it is said the other way round. */
export function readBareNumber(cursor: Cursor): { ticket: string; more: string } | null {
  const ticket = namedTicket(cursor);
  return ticket === null ? null : { ticket: ticket.ref, more: cursor.leftover };
}
