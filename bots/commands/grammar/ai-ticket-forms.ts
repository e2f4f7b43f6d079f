import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, type GrammarContext, half, type Reading } from './form.ts';
import { ticketArgument } from './ticket-argument.ts';

/** What the AI can read of a ticket for the people who work on it. */
export const aiTicketForms: readonly CommandForm[] = [
  {
    words: ['analyse', 'analyze', 'analysis', 'analyse again', 'analyze again', 'ai analyse', 'ai analyze', 'reanalyse', 're-analyse'],
    op: 'ai.analyse',
    usage: 'analyse NUMBER [again]',
    hint: 'Reads the public conversation and the ticket’s history, never internal notes.',
    read: aboutTicket('ai.analyse'),
  },
  {
    words: ['summarise', 'summarize', 'summary', 'sum up', 'tldr', 'tl;dr', 'ai summarise'],
    op: 'ai.summarise',
    usage: 'summarise NUMBER [again]',
    read: aboutTicket('ai.summarise'),
  },
  {
    words: ['suggest actions', 'suggest action', 'suggest next', 'next steps', 'next step', 'ai next'],
    op: 'ai.next',
    usage: 'suggest actions NUMBER [again]',
    hint: 'Each is a button; nothing is done before you press it.',
    read: aboutTicket('ai.next'),
  },
  {
    words: ['triage', 'ai triage'],
    op: 'ai.triage',
    usage: 'triage NUMBER',
    hint: 'A suggestion beside what the ticket is filed as.',
    read: aboutTicket('ai.triage'),
  },
];

/** `analyse 1 again`, `analyse again`, `next steps for 1`. */
function aboutTicket(op: string): CommandForm['read'] {
  return (cursor: Cursor, context: GrammarContext): Reading => {
    const named = /\bagain\s*$|^re-?/i.test(cursor.text.slice(0, cursor.place));
    const before = cursor.take('again', 'anew') !== null;
    cursor.take('actions', 'steps');
    cursor.take('for', 'of', 'on');
    const ticket = ticketArgument(cursor, context);
    if (ticket === null) return half('Which ticket? Write its number, for example 1 or TKT-202611-00001.');
    const again = cursor.take('again', 'anew', 'new') !== null || before || named;
    const args = { ticket: ticket.ref, ...(again ? { again } : {}) };
    if (cursor.isAtEnd) return call(op, args);
    return half(`I do not know what “${cursor.leftover.slice(0, 80)}” means here.`, { label: 'Do it without that', op, args });
  };
}
