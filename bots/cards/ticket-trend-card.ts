import type { HelpdeskStats } from '../../domain/reporting/helpdesk-stats.ts';
import type { Card, Field } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, field } from './spans.rules.ts';

type Flow = HelpdeskStats['flow'];

/** What came in and was finished in a time, beside the time of the same length before it. */
export function ticketTrendCard(earlier: Flow, later: Flow, days: number): Card {
  const line = (label: string, key: 'opened' | 'resolved' | 'closed' | 'reopened'): Field =>
    field(label, `${later[key]} (${earlier[key]} in the ${days} days before: ${change(earlier[key], later[key])})`);
  return makeCard('report', [bold(`Trend, last ${days} days against the ${days} before`)], {
    fields: [
      line('Opened', 'opened'),
      line('Resolved', 'resolved'),
      line('Closed', 'closed'),
      line('Reopened', 'reopened'),
      field('Backlog', `${later.backlogBefore} then, ${later.backlogAfter} now`),
    ],
    actions: [
      ...[7, 30, 90].filter((other) => other !== days).map((other) => action(`${other} days`, 'tickets.trend', { days: other })),
      action('By day', 'tickets.count', { filter: `created:<${days}d all`, by: 'day' }),
    ],
  });
}

function change(before: number, after: number): string {
  if (before === after) return 'the same';
  if (before === 0) return `${after} more`;
  const percent = Math.round((100 * (after - before)) / before);
  return percent > 0 ? `+${percent} %` : `${percent} %`.replace('-', '−');
}
