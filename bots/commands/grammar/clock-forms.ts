import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, half, type Reading } from './form.ts';
import { ticketArgument } from './ticket-argument.ts';

const which = 'Which ticket? Write its number, for example 1 or TKT-202611-00001.';

/** `7d`, `2w`, `90 days`; nothing is a month. */
function readDays(op: string): CommandForm['read'] {
  return (cursor) => {
    const said = cursor.rest().trim().toLowerCase();
    if (said === '') return call(op, { days: 30 });
    const found = /^(?:last\s+)?(\d{1,3})\s*(d|days?|w|weeks?)$/.exec(said);
    const days = Number(found?.[1] ?? 0) * (found?.[2]?.startsWith('w') === true ? 7 : 1);
    if (days >= 1 && days <= 366) return call(op, { days });
    return half(`“${said.slice(0, 40)}” is no span. Write a number of days or weeks, for example 7d or 4w, at most 366 days.`, {
      label: 'The last 30 days',
      op,
      args: { days: 30 },
    });
  };
}

function readAcknowledge(cursor: Cursor, context: Parameters<CommandForm['read']>[1]): Reading {
  const ticket = ticketArgument(cursor, context);
  if (ticket === null) return half(which);
  const reason = cursor
    .rest()
    .replace(/^\s*:?\s*/, '')
    .trim();
  return reason === ''
    ? half('Why was the promise broken? Write it after the number, for example ack 1 : the part was not in stock.')
    : call('sla.acknowledge', { ticket: ticket.ref, reason });
}

/** Commands about clocks, and the figures that come from them. */
export const clockForms: readonly CommandForm[] = [
  {
    words: ['why', 'clocks', 'clock', 'due'],
    op: 'ticket.why',
    usage: 'why NUMBER',
    hint: 'Every stretch that was counted, every pause, and the policy with its version.',
    read: (cursor, context) => {
      cursor.take('is');
      const ticket = ticketArgument(cursor, context);
      return ticket === null ? half(which) : call('ticket.why', { ticket: ticket.ref });
    },
  },
  { words: ['ack', 'acknowledge'], op: 'sla.acknowledge', usage: 'ack NUMBER : REASON', read: readAcknowledge },
  { words: ['sla', 'service levels', 'compliance'], op: 'sla.report', usage: 'sla [7d | 30d | 90d]', read: readDays('sla.report') },
  {
    words: ['stats', 'statistics', 'helpdesk stats', 'figures'],
    op: 'helpdesk.stats',
    usage: 'stats [7d | 30d | 90d]',
    read: readDays('helpdesk.stats'),
  },
];
