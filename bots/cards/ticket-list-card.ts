import type { Excerpt } from '../../domain/tickets/find-excerpts.ts';
import type { FilterProblem } from '../../domain/tickets/ticket-filter.types.ts';
import type { TicketLine, TicketPage } from '../../domain/tickets/ticket-list.types.ts';
import type { Card, CardAction, Paragraph, Row } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, code, oneLine, row } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';
import { statusNames } from './words.rules.ts';

export type TicketListOptions = {
  filter: string;
  /** The name of the view that the list is. */
  view: string | null;
  excerpts: Excerpt[];
  problems: FilterProblem[];
  anyStatus: boolean;
  reader: Reader;
  userName: string;
  after: boolean;
};

/** Five tickets at a time, how many there are, and the next page. */
export function ticketListCard(page: TicketPage, options: TicketListOptions): Card {
  const { filter, view, anyStatus, problems } = options;
  const count = `${page.total}${page.totalIsAtLeast ? '+' : ''} ${anyStatus ? '' : 'unfinished '}ticket${page.total === 1 ? '' : 's'}`;
  const title: Paragraph = [...(view === null ? [] : [bold(`${view}: `)]), bold(count), { text: filter === '' ? '' : ` for: ${filter}` }];
  return makeCard('ticket_list', title, {
    notices: problems.map((problem) => ({ level: 'warning', text: `“${problem.part}” was left out: ${problem.message}.` })),
    text:
      page.tickets.length === 0 && page.total === 0
        ? [[{ text: anyStatus ? 'No ticket answers to that.' : 'Nothing unfinished answers to that.' }]]
        : [],
    rows: page.tickets.map((ticket) => ticketRow(ticket, options)),
    paging: {
      shown: page.tickets.length,
      total: page.total,
      totalIsAtLeast: page.totalIsAtLeast,
      next: page.next === null ? null : action('Next', 'tickets.list', { filter, after: page.next }),
    },
    actions: listActions(page, options),
  });
}

function listActions(page: TicketPage, { filter, anyStatus, after }: TicketListOptions): CardAction[] {
  const found: CardAction[] = [];
  if (after) found.push(action('First page', 'tickets.list', { filter }));
  if (page.total === 0 && !anyStatus) found.push(action('Look in all statuses', 'tickets.list', { filter: `${filter} all`.trim() }));
  return found;
}

function ticketRow(ticket: TicketLine, { reader, userName, excerpts }: TicketListOptions): Row {
  const who = [ticket.requester, ticket.customer].filter((name) => name !== null).join(', ');
  const owner = ticket.assignee === null ? 'nobody has it' : ticket.assignee === userName ? 'you have it' : `${ticket.assignee} has it`;
  const found = excerpts.find((excerpt) => excerpt.ticketId === ticket.id);
  const facts = [statusNames[ticket.status], ticket.priority, owner, ...(ticket.isSpam ? ['SPAM'] : [])].join(' · ');
  const at = { ticket: ticket.number, version: ticket.version };
  return row(
    [code(ticket.number), { text: ` ${oneLine(ticket.subject, 120)}` }],
    [
      [{ text: oneLine(who === '' ? 'no requester' : who, 160) }],
      [{ text: `${facts} · ` }, when(ticket.updatedAt, reader)],
      ...(found === undefined ? [] : [excerptLine(found, reader)]),
    ],
    [
      action('Show', 'ticket.show', { ticket: ticket.number }),
      ...(ticket.assignee === null && !ticket.isSpam ? [action('Take', 'ticket.assign', { ...at, to: 'me' })] : []),
    ],
  );
}

/** Where the words were found: who wrote it, and the text round them. */
function excerptLine({ author, isPublic, at, parts }: Excerpt, reader: Reader): Paragraph {
  const who = author.kind === 'contact' ? author.address : author.name;
  return [
    { text: `${oneLine(who, 80)}${isPublic ? '' : ' (internal)'}, ` },
    when(at, reader),
    { text: ': ' },
    ...parts.map((part) => (part.found ? bold(part.text) : { text: part.text })),
  ];
}
