import type { TicketCount } from '../../domain/tickets/count-tickets.ts';
import type { FilterProblem } from '../../domain/tickets/ticket-filter.types.ts';
import { ticketStatuses } from '../../domain/tickets/tickets.types.ts';
import type { Card, Row } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, row } from './spans.rules.ts';
import { statusNames } from './words.rules.ts';

/** How many tickets there are of each status, by priority. */
export function ticketCountsCard(
  counts: TicketCount[],
  { filter, problems, anyStatus }: { filter: string; problems: FilterProblem[]; anyStatus: boolean },
): Card {
  const title = `${written(counts)} ${anyStatus ? '' : 'unfinished '}tickets`;
  return makeCard('ticket_counts', [bold(title), { text: filter === '' ? '' : ` for: ${filter}` }], {
    notices: problems.map((problem) => ({ level: 'warning', text: `“${problem.part}” was left out: ${problem.message}.` })),
    rows: ticketStatuses.flatMap((status) => statusRow(status, counts, filter)),
    actions: [
      action('List', 'tickets.list', { filter }),
      ...(anyStatus ? [] : [action('All statuses', 'tickets.count', { filter: `${filter} all`.trim() })]),
    ],
  });
}

function statusRow(status: TicketCount['status'], counts: TicketCount[], filter: string): Row[] {
  const of = counts.filter((one) => one.status === status);
  if (of.length === 0) return [];
  const priorities = of.map((one) => `${written([one])} ${one.priority}`).join(' · ');
  return [
    row(
      [bold(`${written(of)} ${statusNames[status]}`)],
      [[{ text: priorities }]],
      [action('List', 'tickets.list', { filter: `${filter} status:${status}`.trim() })],
    ),
  ];
}

function written(counts: TicketCount[]): string {
  const sum = counts.reduce((total, one) => total + one.count, 0);
  return `${sum}${counts.some((one) => one.isAtLeast) ? '+' : ''}`;
}
