import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, type GrammarContext, half, type Reading } from './form.ts';
import { leadingOptions, trailingOptions } from './mail-options.ts';
import { isSameTicket, ticketArgument } from './ticket-argument.ts';

const replyOptions = ['cc', 'keep', 'wait', 'resolve', 'no-quote'];

/** The text of a command that ends in one, with the options around it; a reading when something is missing. */
function textCommand(cursor: Cursor, op: string, fixed: Record<string, string | string[]>, allowed: readonly string[]): Reading {
  const before = leadingOptions(cursor, allowed);
  if (before.problem !== null) return half(`${before.problem}.`);
  const { text, options } = trailingOptions(cursor.rest(), allowed);
  if (options.problem !== null) return half(`${options.problem}.`);
  if (text.trim() === '') return half('The text is missing: write it after the command, over as many lines as you like.');
  const lists = ['addCc', 'removeCc'].flatMap((name) => {
    const both = [...((before.args[name] as string[] | undefined) ?? []), ...((options.args[name] as string[] | undefined) ?? [])];
    return both.length === 0 ? [] : [[name, both]];
  });
  return call(op, { ...fixed, ...before.args, ...options.args, ...Object.fromEntries(lists), text });
}

/** `reply 2 days is fine`, said about ticket 1: the number may be the ticket or the text, and a mail is no place to guess. */
function withTicket(cursor: Cursor, context: GrammarContext, read: (cursor: Cursor, ref: string) => Reading): Reading {
  const place = cursor.peek()?.start ?? cursor.text.length;
  const ticket = ticketArgument(cursor, context);
  if (ticket === null) return half('Which ticket? Write its number first, for example 1 or TKT-202611-00001.');
  if (!ticket.bare || context.ticket === null || isSameTicket(ticket.ref, context)) return read(cursor, ticket.ref);
  const asRef = read(cursor, ticket.ref);
  const again = cursor.startingAt(place);
  const asText = read(again, context.ticket);
  if (asRef.kind !== 'call' || asText.kind !== 'call') return asText.kind === 'call' ? asText : asRef;
  return {
    kind: 'choose',
    question: `Is “${ticket.ref}” the ticket, or the beginning of your text for ${context.ticket}?`,
    choices: [
      { label: `Text for ${context.ticket}`, op: asText.op, args: asText.args },
      { label: `Ticket ${ticket.ref}`, op: asRef.op, args: asRef.args },
    ],
  };
}

/** Mails a person writes. Each is prepared and shown first; nothing leaves before they press Send. */
export const mailForms: readonly CommandForm[] = [
  {
    words: ['reply', 'answer', 'respond', 're'],
    op: 'ticket.reply',
    usage: 'reply NUMBER [cc:+address] [cc:-address] [--keep | --resolve] [--no-quote] text',
    hint: 'Afterwards the ticket waits for the customer; --keep leaves its status, --resolve resolves it.',
    read: (cursor, context) => withTicket(cursor, context, (place, ticket) => textCommand(place, 'ticket.reply', { ticket }, replyOptions)),
  },
  {
    words: ['note', 'comment', 'internal', 'remark'],
    op: 'ticket.note',
    usage: 'note NUMBER text',
    hint: 'Only staff see it.',
    read: (cursor, context) => withTicket(cursor, context, (place, ticket) => textCommand(place, 'ticket.note', { ticket }, [])),
  },
  {
    words: ['forward', 'fwd', 'fw'],
    op: 'ticket.forward',
    usage: 'forward NUMBER to ADDRESS [, ADDRESS …] [cc:+address] [--no-quote] [--no-files] text',
    hint: 'For suppliers: the customer does not see it, and answers come back as internal messages.',
    read: (cursor, context) => {
      const ticket = ticketArgument(cursor, context);
      if (ticket === null) return half('Which ticket? Write its number first, for example forward 1 to supplier@x.example text.');
      cursor.take('to');
      const to = addresses(cursor);
      if (to.length === 0) return half('To whom? Write an address after “to”.');
      return textCommand(cursor, 'ticket.forward', { ticket: ticket.ref, to }, ['cc', 'no-quote', 'no-files']);
    },
  },
  {
    words: ['write', 'mail', 'email', 'compose', 'e-mail'],
    op: 'mail.write',
    usage: 'write ADDRESS subject "…" [from:mailbox] [cc:+address] text',
    hint: 'Begins a conversation; sending it opens a ticket.',
    read: readWrite,
  },
  {
    words: ['send'],
    op: 'draft.send',
    usage: 'send [DRAFT] [--keep | --resolve]',
    hint: 'Sends the mail you were shown. Without its letters: the only one that waits.',
    read: (cursor) => {
      const before = leadingOptions(cursor, ['keep', 'wait', 'resolve']);
      const draft = draftName(cursor);
      const after = leadingOptions(cursor, ['keep', 'wait', 'resolve']);
      if (!cursor.isAtEnd) return half(`I do not know what “${cursor.leftover}” means here. To write a mail, use reply or write.`);
      return call('draft.send', { ...(draft === null ? {} : { draft }), ...before.args, ...after.args });
    },
  },
  {
    words: ['discard', 'cancel draft', 'cancel mail', 'drop draft', 'do not send'],
    op: 'draft.cancel',
    usage: 'discard [DRAFT]',
    read: (cursor) => {
      const draft = draftName(cursor);
      return cursor.isAtEnd ? call('draft.cancel', draft === null ? {} : { draft }) : half(`“${cursor.leftover}” names no draft.`);
    },
  },
];

function draftName(cursor: Cursor): string | null {
  return cursor.match(/^[0-9a-f]{8}$|^[0-9a-f-]{36}$/i)?.[0].toLowerCase() ?? null;
}

function addresses(cursor: Cursor): string[] {
  const found: string[] = [];
  for (let next = cursor.takeAddress(); next !== null; next = cursor.takeAddress()) {
    found.push(next);
    if (!endsInComma(cursor) && !takeAnd(cursor)) break;
  }
  return [...new Set(found)];
}

/** The word between two addresses; before anything else it is the beginning of the text. */
function takeAnd(cursor: Cursor): boolean {
  const [and, next] = [cursor.peek(), cursor.peekSecond()];
  if (and === null || next === null || !['and', '&', ',', '+'].includes(and.text)) return false;
  if (cursor.startingAt(next.start).takeAddress() === null) return false;
  cursor.next();
  return true;
}

/** Of `a@b, c@d` and `a@b,c@d` the comma is consumed with the address. */
function endsInComma(cursor: Cursor): boolean {
  return cursor.justBefore === ',';
}

function readWrite(cursor: Cursor): Reading {
  cursor.take('to');
  const to = cursor.takeAddress();
  if (to === null) return half('To whom? Write an address first: write jane@acme.example subject "Your visit" text.');
  const before = leadingOptions(cursor, ['cc', 'from']);
  const subject = subjectOf(cursor);
  if (subject === null) return half('The subject is missing: put it in quotes, for example subject "Your visit".');
  const reading = textCommand(cursor, 'mail.write', { to, subject }, ['cc', 'from']);
  if (before.problem !== null) return half(`${before.problem}.`);
  return reading.kind === 'call' ? { ...reading, args: { ...before.args, ...reading.args } } : reading;
}

function subjectOf(cursor: Cursor): string | null {
  cursor.take('subject', 'about', 're', 'with');
  const keyed = cursor.match(/^(?:subject|about):(.+)$/is);
  if (keyed !== null) return keyed[1] ?? null;
  return cursor.peek()?.quoted === true ? (cursor.next()?.text ?? null) : null;
}
