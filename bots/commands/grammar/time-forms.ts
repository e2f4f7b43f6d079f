import { readMinutes } from '../../../domain/time/minutes.rules.ts';
import { timeActivities } from '../../../domain/time/time.types.ts';
import type { Json } from '../../cards/card.types.ts';
import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, type GrammarContext, half, type Reading } from './form.ts';
import { ticketArgument } from './ticket-argument.ts';

const example = 'time 30m on 1 : called them back';
const spans: Record<string, string> = { today: 'today', day: 'today', yesterday: 'yesterday', week: 'week' };

/** Time that was spent. */
export const timeForms: readonly CommandForm[] = [
  {
    words: ['time', 'log', 'spent', 'track'],
    op: 'time.add',
    usage: 'time 30m on NUMBER [work | research | communication | meeting | other] [not billable] [yesterday] [: note]',
    hint: 'Also 1h30, 1:30, 0.5h. “time NUMBER” shows what was spent on a ticket, “time today” and “time week” your own.',
    read: readTime,
  },
  {
    words: ['time today', 'time week', 'time yesterday', 'timesheet'],
    op: 'time.sheet',
    usage: 'time today | yesterday | week | last week [NAME]',
    read: (cursor) => {
      const span = spans[/\btime\s+(today|yesterday|week)/i.exec(cursor.text)?.[1]?.toLowerCase() ?? 'week'] ?? 'week';
      return sheet(span, cursor);
    },
  },
  {
    words: ['time change', 'time edit'],
    op: 'time.change',
    usage: 'time change ENTRY [TIME] [ACTIVITY] [billable | not billable] [: note]',
    read: (cursor) => {
      const entry = cursor.match(/^(?:t-)?([0-9a-f]{8}|[0-9a-f]{8}-[0-9a-f-]{27})$/i);
      if (entry === null) return half('Which entry? Write its short name from the list, for example: time change t-1a2b3c4d 45m');
      const args = readDetails(cursor, true);
      if (Object.keys(args).length === 0) return half('What shall change? For example: time change t-1a2b3c4d 45m');
      return call('time.change', { entry: entry[1] ?? '', ...args });
    },
  },
  {
    words: ['time remove', 'time delete', 'time drop'],
    op: 'time.drop',
    usage: 'time remove ENTRY',
    read: (cursor) => {
      const entry = cursor.match(/^(?:t-)?([0-9a-f]{8}|[0-9a-f]{8}-[0-9a-f-]{27})$/i);
      return entry !== null && cursor.isAtEnd
        ? call('time.drop', { entry: entry[1] ?? '' })
        : half('Which entry? Write its short name, for example t-1a2b3c4d.');
    },
  },
];

/** `30m on 1 : note`, `1 30m : note`, `1` alone (what was spent on it), `last week`. */
function readTime(cursor: Cursor, context: GrammarContext): Reading {
  if (cursor.take('last') !== null && cursor.take('week') !== null) return sheet('last_week', cursor);
  if (cursor.isAtEnd)
    return context.ticket === null ? call('time.sheet', { span: 'today' }) : call('time.ticket', { ticket: context.ticket });
  const minutes = takeMinutes(cursor);
  const before = minutes === null ? {} : readOptions(cursor, false);
  cursor.take('on', 'for');
  const ticket = ticketArgument(cursor, context);
  if (ticket === null)
    return half(minutes === null ? `How long, and on which ticket? For example: ${example}` : `On which ticket? For example: ${example}`);
  if (minutes === null && cursor.isAtEnd) return call('time.ticket', { ticket: ticket.ref });
  const after = readDetails(cursor, minutes === null);
  const spent = minutes ?? after.minutes;
  if (spent === undefined) return half(`How long? For example: ${example}`);
  return call('time.add', { ticket: ticket.ref, ...before, ...after, minutes: spent });
}

/** A length of time at the cursor. A bare number is one only before `on`: otherwise it names a ticket. */
function takeMinutes(cursor: Cursor): number | null {
  const [first, second] = [cursor.peek(), cursor.peekSecond()];
  if (first === null || first.quoted) return null;
  const joined = second === null ? null : `${first.text} ${second.text}`;
  const isBare = /^\d+$/.test(first.text);
  if (joined !== null && /^\d+(?:[.,]\d+)?\s*(?:h|hrs?|hours?|m|mins?|minutes?)(?:\s+\d+\s*(?:m|mins?|minutes?))?$/i.test(joined)) {
    const both = readMinutes(joined);
    if (both !== null) {
      cursor.next();
      cursor.next();
      return both;
    }
  }
  if (isBare && !/^(on|for)$/i.test(second?.text ?? '')) return null;
  const minutes = readMinutes(first.text.replace(/:$/, ''));
  if (minutes !== null) cursor.next();
  return minutes;
}

type Details = Record<string, Json> & { minutes?: number };

/** Options at the cursor, then the note, which begins at a colon or at the first word that is no option. */
function readDetails(cursor: Cursor, mayHaveMinutes: boolean): Details {
  const args = readOptions(cursor, mayHaveMinutes);
  const note = cursor.rest().trim();
  return { ...args, ...(note === '' ? {} : { note }) };
}

function readOptions(cursor: Cursor, mayHaveMinutes: boolean): Details {
  const args: Details = {};
  for (;;) {
    const word = cursor.peek();
    if (word === null || word.quoted || word.text.startsWith(':') || cursor.justBefore === ':') return args;
    const minutes = mayHaveMinutes && args.minutes === undefined ? takeMinutes(cursor) : null;
    if (minutes !== null) args.minutes = minutes;
    else if (!readOption(cursor, args)) return args;
  }
}

/** Consumes one option; false when there is none. */
function readOption(cursor: Cursor, args: Details): boolean {
  const activity = cursor.take(...timeActivities);
  if (activity !== null) args.activity = activity;
  else if (cursor.take('nonbillable', 'non-billable', 'unbillable', 'free') !== null) args.billable = false;
  else if (cursor.take('billable') !== null) args.billable = true;
  else if (/^not$/i.test(cursor.peek()?.text ?? '') && /^billable\b/i.test(cursor.peekSecond()?.text ?? '')) {
    cursor.next();
    cursor.take('billable');
    args.billable = false;
  } else {
    const day = cursor.match(/^(\d{4}-\d{2}-\d{2}|yesterday):?$/i);
    if (day === null) return false;
    args.day = (day[1] ?? '').toLowerCase();
  }
  return true;
}

function sheet(span: string, cursor: Cursor): Reading {
  cursor.take('of', 'for', 'by');
  const person = cursor.rest().trim();
  return call('time.sheet', { span, ...(person === '' ? {} : { person }) });
}
