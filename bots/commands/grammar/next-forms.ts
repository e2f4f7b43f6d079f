import { nextActionStates } from '../../../domain/tickets/next-action.types.ts';
import type { Json } from '../../cards/card.types.ts';
import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, type GrammarContext, half, type Reading } from './form.ts';
import { ticketArgument } from './ticket-argument.ts';

const which = 'Which ticket? Write its number first, for example: next 1 : Call the customer.';

/** What has to be done next, one ticket's and everybody's. */
export const nextForms: readonly CommandForm[] = [
  {
    words: ['next', 'npa', 'next action', 'next actions', 'todo'],
    op: 'next.set',
    usage: 'next NUMBER : text [state:…] [due:…] [owner:…] | next done NUMBER | next snooze NUMBER until TIME | next [overdue | missing]',
    hint: `States: ${nextActionStates.join(', ').replaceAll('_', ' ')}; the waiting ones stop the clock for resolution, as does “uncounted”. “public” shows it to the customer.`,
    read: readNext,
  },
];

function readNext(cursor: Cursor, context: GrammarContext): Reading {
  if (cursor.isAtEnd) return call('next.list', { list: 'mine' });
  const list = cursor.take('overdue', 'missing', 'mine', 'late');
  if (list !== null && cursor.isAtEnd) return call('next.list', { list: list === 'late' ? 'overdue' : list });
  const verb = cursor.take('done', 'snooze', 'history', 'later');
  const ticket = ticketArgument(cursor, context);
  if (ticket === null) return half(which);
  const after = verb ?? cursor.take('done', 'snooze', 'history', 'later');
  if (after === 'history') return call('next.history', { ticket: ticket.ref });
  if (after === 'done') {
    const answer = cursor.rest().trim();
    return call('next.done', { ticket: ticket.ref, ...(answer === '' ? {} : { answer }) });
  }
  if (after === 'snooze' || after === 'later') {
    const due = cursor.rest().trim();
    return due === '' ? half('Until when? For example: next snooze 1 until tomorrow 9:00.') : call('next.set', { ticket: ticket.ref, due });
  }
  return readSetting(cursor, ticket.ref);
}

/** Options stand before the text or at its end; a value of several words is quoted. */
function readSetting(cursor: Cursor, ticket: string): Reading {
  const args: Record<string, Json> = { ticket };
  let text = cursor.rest();
  const option = /(?:^|\s)(state|due|owner):("[^"]*"|“[^”]*”|(?<=due:)\S+\s+\d{1,2}:\d{2}|\S+)(?=\s|$)/i;
  for (let found = option.exec(text); found !== null; found = option.exec(text)) {
    const name = (found[1] ?? '').toLowerCase();
    args[name] = (found[2] ?? '').replace(/^["“]|["”]$/g, '');
    text = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
  }
  for (const flag of ['public', 'private', 'counted', 'uncounted'] as const) {
    const pattern = new RegExp(`(?:^|\\s)--${flag}(?=\\s|$)`, 'i');
    if (!pattern.test(text)) continue;
    text = text.replace(pattern, ' ');
    if (flag === 'public' || flag === 'private') args.public = flag === 'public';
    else args.excluded = flag === 'uncounted';
  }
  const left = text.trim();
  if (left !== '') args.text = left;
  return Object.keys(args).length === 1 ? call('next.show', args) : call('next.set', args);
}
