import type { linkKinds } from '../../../domain/tickets/ticket-relations.types.ts';
import type { Cursor } from '../cursor.ts';
import { type Call, type CommandForm, call, type GrammarContext, half, type Reading } from './form.ts';
import { namedTicket, ticketArgument } from './ticket-argument.ts';

const which = 'Which ticket? Write its number, for example 1 or TKT-202611-00001.';
const other = 'And which other ticket? Write its number.';

/** The call when everything was read; otherwise what was understood and what was not. */
function ended(cursor: Cursor, wanted: Call): Reading {
  if (cursor.isAtEnd) return { kind: 'call', ...wanted };
  return half(`I do not know what “${cursor.leftover.slice(0, 80)}” means here.`, { label: 'Do it without that', ...wanted });
}

/** Two tickets with a word between them; the first may be the one of the conversation. */
function readPair(cursor: Cursor, context: GrammarContext, between: string[]): { first: string; second: string } | Reading {
  const first = ticketArgument(cursor, context);
  if (first === null) return half(which);
  cursor.take(...between);
  cursor.take('ticket');
  const second = namedTicket(cursor);
  return second === null ? half(other) : { first: first.ref, second: second.ref };
}

const linkPhrases: readonly [pattern: RegExp, kind: (typeof linkKinds)[number]][] = [
  [/^(?:is\s+)?blocked[ _-]by$/i, 'blocked_by'],
  [/^(?:is\s+)?followed[ _-]by$/i, 'followed_by'],
  [/^(?:is\s+)?(?:a\s+)?duplicate(?:\s+of|s)?$/i, 'duplicate'],
  [/^(?:is\s+)?(?:a\s+)?dup(?:e)?(?:\s+of)?$/i, 'duplicate'],
  [/^(?:is\s+)?related(?:\s+(?:to|with))?$/i, 'related'],
  [/^blocks?$/i, 'blocks'],
  [/^follows?$/i, 'follows'],
];

/** `duplicate of 2`, `blocks 2`, `related to TKT-…`: a link of two tickets; null when the words say something else (a customer's name). */
export function readTicketLink(cursor: Cursor, ticket: string): Call | null {
  const said = cursor.leftover;
  const found = /^(.*?)\s*(?:ticket\s+)?(\S+)$/is.exec(said);
  if (found === null || /^["“„«]/.test(said)) return null;
  const kind = linkPhrases.find(([pattern]) => pattern.test((found[1] ?? '').trim()))?.[1];
  const target = cursor.startingAt(cursor.text.lastIndexOf(found[2] ?? '')).takeRef();
  return kind === undefined || target === null ? null : { op: 'tickets.link', args: { ticket, kind, other: target } };
}

function readMessageNumbers(cursor: Cursor): number[] | null {
  const found: number[] = [];
  for (
    let word = cursor.match(/^#?\d+(?:-#?\d+)?(?:,#?\d+(?:-#?\d+)?)*,?$/);
    word !== null;
    word = cursor.match(/^(?:and|&|#?\d+(?:-#?\d+)?(?:,#?\d+)*,?)$/i)
  ) {
    for (const part of word[0].split(',').filter((one) => /\d/.test(one))) {
      const [from = 0, to = from] = part.replaceAll('#', '').split('-').map(Number);
      if (from < 1 || to < from || to - from > 99) return null;
      for (let ordinal = from; ordinal <= to; ordinal += 1) found.push(ordinal);
    }
  }
  return found.length === 0 ? null : [...new Set(found)];
}

/** Order among tickets: merging, splitting, linking, families, snoozing. */
export const orderForms: readonly CommandForm[] = [
  {
    words: ['merge', 'combine'],
    op: 'ticket.merge',
    usage: 'merge NUMBER into NUMBER',
    hint: 'The first is closed and points to the second. It can be taken back for 24 hours.',
    read: (cursor, context) => {
      const pair = readPair(cursor, context, ['into', 'with', 'to', 'in', 'and', '->', '→']);
      return 'kind' in pair ? pair : ended(cursor, { op: 'ticket.merge', args: { ticket: pair.first, into: pair.second } });
    },
  },
  {
    words: ['unmerge', 'undo merge', 'take back merge'],
    op: 'ticket.unmerge',
    usage: 'unmerge NUMBER',
    read: (cursor, context) => {
      const ticket = ticketArgument(cursor, context);
      return ticket === null ? half(which) : ended(cursor, { op: 'ticket.unmerge', args: { ticket: ticket.ref } });
    },
  },
  {
    words: ['split'],
    op: 'ticket.split',
    usage: 'split NUMBER messages 3,4 [as "Subject"]',
    hint: 'The messages get a ticket of their own, with their writers and times. Their numbers are on the card. Nothing is sent.',
    read: readSplit,
  },
  {
    words: ['unlink', 'disconnect'],
    op: 'tickets.unlink',
    usage: 'unlink NUMBER [from] NUMBER',
    read: (cursor, context) => {
      const pair = readPair(cursor, context, ['from', 'and', 'with']);
      return 'kind' in pair ? pair : ended(cursor, { op: 'tickets.unlink', args: { ticket: pair.first, other: pair.second } });
    },
  },
  {
    words: ['parent'],
    op: 'ticket.parent',
    usage: 'parent NUMBER of NUMBER',
    hint: 'The first is above the second; resolving it asks what becomes of open children.',
    read: (cursor, context) => {
      const pair = readPair(cursor, context, ['of', 'for']);
      return 'kind' in pair ? pair : ended(cursor, { op: 'ticket.parent', args: { ticket: pair.second, parent: pair.first } });
    },
  },
  {
    words: ['child'],
    op: 'ticket.parent',
    usage: 'child NUMBER of NUMBER',
    read: (cursor, context) => {
      const pair = readPair(cursor, context, ['of', 'for', 'under']);
      return 'kind' in pair ? pair : ended(cursor, { op: 'ticket.parent', args: { ticket: pair.first, parent: pair.second } });
    },
  },
  {
    words: ['unparent', 'no parent'],
    op: 'ticket.parent',
    usage: 'unparent NUMBER',
    read: (cursor, context) => {
      const ticket = ticketArgument(cursor, context);
      return ticket === null ? half(which) : ended(cursor, { op: 'ticket.parent', args: { ticket: ticket.ref, parent: 'none' } });
    },
  },
  {
    words: ['snooze', 'sleep', 'postpone'],
    op: 'ticket.snooze',
    usage: 'snooze NUMBER until TIME',
    hint: 'Times: 3h, 2 days, tomorrow 9:00, monday, 2026-11-30 14:00. A customer’s mail wakes it at once; its clocks run on.',
    read: (cursor, context) => {
      const ticket = ticketArgument(cursor, context);
      if (ticket === null) return half(which);
      const until = cursor.rest().trim();
      return until === '' ? half('Until when? For example: tomorrow 9:00, or 3h.') : call('ticket.snooze', { ticket: ticket.ref, until });
    },
  },
  {
    words: ['unsnooze', 'wake', 'wake up'],
    op: 'ticket.snooze',
    usage: 'unsnooze NUMBER',
    read: (cursor, context) => {
      const ticket = ticketArgument(cursor, context);
      return ticket === null ? half(which) : ended(cursor, { op: 'ticket.snooze', args: { ticket: ticket.ref, until: 'off' } });
    },
  },
  {
    words: ['duplicates', 'duplicate', 'dupes', 'similar'],
    op: 'ticket.duplicates',
    usage: 'duplicates NUMBER',
    read: (cursor, context) => {
      cursor.take('of', 'to', 'for');
      const ticket = ticketArgument(cursor, context);
      return ticket === null ? half(which) : ended(cursor, { op: 'ticket.duplicates', args: { ticket: ticket.ref } });
    },
  },
];

function readSplit(cursor: Cursor, context: GrammarContext): Reading {
  const named = cursor.peek()?.text.toLowerCase() ?? '';
  const ticket = /^(messages?|msgs?)$/.test(named) && context.ticket !== null ? { ref: context.ticket } : ticketArgument(cursor, context);
  if (ticket === null) return half(which);
  cursor.take('message', 'messages', 'msg', 'msgs');
  const messages = readMessageNumbers(cursor);
  if (messages === null) return half('Which messages? Write their numbers from the card: split 1 messages 3,4.');
  cursor.take('off', 'out');
  const named2 = cursor.take('as', 'into', 'subject');
  const subject = named2 === null ? '' : cursor.peek()?.quoted === true ? (cursor.next()?.text ?? '') : cursor.rest().trim();
  return ended(cursor, { op: 'ticket.split', args: { ticket: ticket.ref, messages, ...(subject === '' ? {} : { subject }) } });
}
