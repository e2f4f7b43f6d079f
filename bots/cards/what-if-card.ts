import {
  isBreached,
  isChanged,
  type MetricComparison,
  type MetricOutcome,
  type MetricSum,
  type RulesComparison,
  type TicketComparison,
} from '../../domain/sla/compare-rules.rules.ts';
import { metricWords } from '../../domain/sla/explain-clock.rules.ts';
import type { Card, CardAction, Field, Paragraph, Row } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, code, field, plain, row } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';

const ticketsShown = 8;

export type WhatIfOptions = { title: string; days: number; fields: Field[]; save: CardAction; reader: Reader };

/** What a change would have done, and the button that makes it. Nothing is saved by looking. */
export function whatIfCard(comparison: RulesComparison, { title, days, fields, save, reader }: WhatIfOptions): Card {
  const changed = comparison.tickets.filter((ticket) => ticket.metrics.some(isChanged));
  const count = comparison.tickets.length;
  return makeCard('what_if', [bold(title)], {
    notices: [
      {
        level: 'info',
        text: `Nothing is saved yet. Replayed: ${count} ticket${count === 1 ? '' : 's'} of the last ${days} days, as if this had been in force all along.`,
      },
      ...(changed.length === 0 ? [{ level: 'info' as const, text: 'No ticket of that time would have been missed or saved by it.' }] : []),
    ],
    fields: [...fields, ...comparison.sums.filter((sum) => sum.breached + sum.saved + sum.unchanged > 0).map(sumField)],
    rows: changed.slice(0, ticketsShown).map((ticket) => ticketRow(ticket, reader)),
    paging:
      changed.length === 0
        ? null
        : { shown: Math.min(ticketsShown, changed.length), total: changed.length, totalIsAtLeast: false, next: null },
    actions: [save],
  });
}

function sumField(sum: MetricSum): Field {
  const text = `${sum.breached} would have been missed, ${sum.saved} saved, ${sum.unchanged} as before (missed: ${sum.breachedBefore} → ${sum.breachedAfter})`;
  return field(metricWords[sum.metric], text);
}

function ticketRow(ticket: TicketComparison, reader: Reader): Row {
  const lines = ticket.metrics.filter(isChanged).map((one): Paragraph => metricLine(one, reader));
  return row([code(ticket.number)], lines, [action('Why', 'ticket.why', { ticket: ticket.number })]);
}

function metricLine({ metric, before, after }: MetricComparison, reader: Reader): Paragraph {
  return [{ text: `${metricWords[metric]}: ` }, ...outcomeSpans(before, reader), { text: ' → ' }, ...outcomeSpans(after, reader)];
}

function outcomeSpans(outcome: MetricOutcome | null, reader: Reader): Paragraph {
  if (outcome === null) return plain('not measured');
  const [first] = outcome.breaches;
  if (isBreached(outcome) && first !== undefined) return [bold('missed '), when(new Date(first), reader)];
  return outcome.due === null ? plain('kept') : [{ text: 'kept, due ' }, when(new Date(outcome.due), reader)];
}
