import { countGroups } from '../../../domain/tickets/count-groups.rules.ts';
import type { Cursor } from '../cursor.ts';
import { type CommandForm, call, half, type Reading } from './form.ts';
import { withoutFillers } from './read-open.ts';
import { namedTicket } from './ticket-argument.ts';

const which = 'Which view? Write its name, for example view mine. “views” lists them.';

/** A command that is a verb and the name of a view. */
function named(op: string, more: Record<string, boolean> = {}): CommandForm['read'] {
  return (cursor) => {
    const view = unquoted(cursor.rest());
    return view === '' ? half(which) : call(op, { view, ...more });
  };
}

/** Lists under a name, and counts. */
export const viewForms: readonly CommandForm[] = [
  {
    words: ['view save', 'save view', 'views save', 'view add', 'view new'],
    op: 'view.save',
    usage: 'view save NAME: FILTER',
    hint: 'The filter is what follows “tickets”, also with sort:created, updated, priority, status or due.',
    read: readSave,
  },
  {
    words: ['view delete', 'delete view', 'remove view', 'view remove', 'views delete'],
    op: 'view.delete',
    usage: 'view delete NAME',
    read: named('view.delete'),
  },
  { words: ['view share', 'share view'], op: 'view.share', usage: 'view share NAME', read: named('view.share', { shared: true }) },
  { words: ['view unshare', 'unshare view'], op: 'view.share', usage: 'view unshare NAME', read: named('view.share', { shared: false }) },
  { words: ['views', 'saved views', 'my views', 'list views', 'show views'], op: 'views.list', usage: 'views', read: readViews },
  {
    words: ['view', 'show view', 'open view'],
    op: 'view.show',
    usage: 'view NAME',
    hint: 'With a ticket’s number it shows the ticket.',
    read: readView,
  },
  {
    words: ['counts', 'count', 'count tickets', 'how many', 'how many tickets'],
    op: 'tickets.count',
    usage: 'counts [key:value …] [words] [by:customer | assignee | team | priority | status | type | tag | day | week | month]',
    read: readCounts,
  },
  {
    words: ['trend', 'trends'],
    op: 'tickets.trend',
    usage: 'trend [7d | 30d | 90d]',
    hint: 'At most 180 days.',
    read: (cursor) => {
      const said = cursor.rest().trim();
      const found = /^(\d{1,3})\s*(?:d|days?)$/i.exec(said);
      if (said === '') return call('tickets.trend', { days: 30 });
      const days = Number(found?.[1] ?? 0);
      return days >= 1 && days <= 180
        ? call('tickets.trend', { days })
        : half(`“${said.slice(0, 40)}” is no span. Write a number of days, for example 7d, at most 180.`);
    },
  },
];

/** What is counted apart is said by `by:…`; all else is the filter. */
function readCounts(cursor: Cursor): Reading {
  const said = withoutFillers(cursor.rest());
  const by = /(?:^|\s)by:([a-z]+)(?=\s|$)/i.exec(said);
  if (by === null) return call('tickets.count', { filter: said });
  const group = (by[1] ?? '').toLowerCase();
  if (!(countGroups as readonly string[]).includes(group))
    return half(`“${group}” is nothing to count by. There are: ${countGroups.join(', ')}.`);
  return call('tickets.count', { filter: said.replace(by[0], ' ').replace(/\s+/g, ' ').trim(), by: group });
}

function readViews(cursor: Cursor): Reading {
  if (cursor.isAtEnd) return call('views.list', {});
  return half(`I do not know what “${cursor.leftover.slice(0, 80)}” means here.`, { label: 'Show the views', op: 'views.list', args: {} });
}

/** People also say `view 12` and `view open tickets`. */
function readView(cursor: Cursor, context: { ticket: string | null }): Reading {
  const place = cursor.place;
  const ticket = namedTicket(cursor);
  if (ticket !== null && cursor.isAtEnd) return call('ticket.show', { ticket: ticket.ref });
  cursor.moveTo(place);
  if (/\btickets\b/i.test(cursor.leftover)) {
    const words = cursor.rest().replace(/\btickets\b\s*(?:(?:for|of|from|about)\s+)?/i, '');
    return call('tickets.list', { filter: withoutFillers(words) });
  }
  const isThis = cursor.isAtEnd || /^(?:it|this)(?:\s+ticket)?$/i.test(cursor.leftover);
  if (isThis && context.ticket !== null) return call('ticket.show', { ticket: context.ticket });
  const view = unquoted(cursor.rest());
  return view === '' ? half(which) : call('view.show', { view });
}

function readSave(cursor: Cursor): Reading {
  const found = /^(.{1,200}?):\s+(.+)$/s.exec(cursor.rest().trim());
  const [name, filter] = [unquoted(found?.[1] ?? ''), (found?.[2] ?? '').trim()];
  if (name === '' || filter === '')
    return half('Write a name, a colon and what the view shows, for example view save My urgent ones: mine priority:>=high.');
  return call('view.save', { view: name, filter });
}

function unquoted(text: string): string {
  return text
    .trim()
    .replace(/^["“](.*)["”]$/s, '$1')
    .trim();
}
