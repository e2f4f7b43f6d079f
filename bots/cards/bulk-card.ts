import type { BulkResult } from '../../domain/tickets/bulk-change.ts';
import type { TicketHead } from '../../domain/tickets/find-ticket.ts';
import type { Card } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, code, muted, oneLine, plain, row } from './spans.rules.ts';
import { statusNames } from './words.rules.ts';

const shown = 20;

/** What would be changed; nothing is yet. The button carries each ticket with the version that was shown. */
export function bulkPreviewCard(
  tickets: (TicketHead & { version: number })[],
  wanted: { words: string; problems: string[]; change: string; value: string },
): Card {
  const count = `${tickets.length} ticket${tickets.length === 1 ? '' : 's'}`;
  const args = { change: wanted.change, value: wanted.value, tickets: tickets.map((ticket) => `${ticket.number}@${ticket.version}`) };
  const more = tickets.length > shown ? [[muted(`and ${tickets.length - shown} more`)]] : [];
  return makeCard('choice', tickets.length === 0 ? 'No ticket answers to that.' : `${count}: ${wanted.words}. Nothing was changed yet.`, {
    notices: wanted.problems.map((text) => ({ level: 'warning', text: `Left out: ${text}.` })),
    rows: tickets
      .slice(0, shown)
      .map((ticket) => row([code(ticket.number), { text: ` ${oneLine(ticket.subject, 100)}` }], [plain(statusNames[ticket.status])])),
    text: more,
    actions: tickets.length === 0 ? [] : [action(`Change ${count}`, 'bulk.run', args, 'primary')],
  });
}

/** What became of each. */
export function bulkResultCard(results: BulkResult[], words: string): Card {
  const done = results.filter((one) => one.done).length;
  const refused = results.length - done;
  return makeCard('done', `${done} of ${results.length} changed: ${words}`, {
    notices: [
      ...(done === 0 ? [] : [{ level: 'success' as const, text: `${done} ticket${done === 1 ? ' was' : 's were'} changed.` }]),
      ...(refused === 0
        ? []
        : [{ level: 'warning' as const, text: `${refused} ${refused === 1 ? 'was' : 'were'} refused; the reasons are below.` }]),
    ],
    rows: [...results.filter((one) => !one.done), ...results.filter((one) => one.done)].map((one) =>
      row(
        [code(one.number), { text: one.done ? '' : ' refused' }],
        [plain(one.text)],
        one.done ? [] : [action('Show', 'ticket.show', { ticket: one.number })],
      ),
    ),
  });
}
