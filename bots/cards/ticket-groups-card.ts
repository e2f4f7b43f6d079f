import type { CountGroup } from '../../domain/tickets/count-groups.rules.ts';
import type { GroupCount } from '../../domain/tickets/count-groups.ts';
import type { FilterProblem } from '../../domain/tickets/ticket-filter.types.ts';
import type { Card } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, oneLine, row } from './spans.rules.ts';

/** How many tickets each customer, person, day … has, the fullest first and times in their order. */
export function ticketGroupsCard(
  groups: readonly GroupCount[],
  { by, filter, problems }: { by: CountGroup; filter: string; problems: readonly FilterProblem[] },
): Card {
  const total = groups.reduce((sum, group) => sum + group.count, 0);
  return makeCard('ticket_counts', [bold(`${total} tickets by ${by}`), { text: filter === '' ? '' : ` for: ${filter}` }], {
    notices: problems.map((problem) => ({ level: 'warning', text: `“${problem.part}” was left out: ${problem.message}.` })),
    rows: groups.map((group) => row([bold(String(group.count)), { text: ` ${oneLine(group.name, 80)}` }], [], [])),
    actions: [action('List', 'tickets.list', { filter }), action('By status', 'tickets.count', { filter })],
  });
}
