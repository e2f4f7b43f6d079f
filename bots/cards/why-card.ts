import { explainClock, metricWords } from '../../domain/sla/explain-clock.rules.ts';
import type { Clock } from '../../domain/sla/sla.types.ts';
import type { ClocksView } from '../../domain/sla/view-clocks.ts';
import type { TicketHead } from '../../domain/tickets/find-ticket.ts';
import type { Card, CardForm, Notice, Section } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, code, field, oneLine, plain, section } from './spans.rules.ts';
import type { Reader } from './when.rules.ts';

/** Days of counted time that one clock shows; a long one keeps its first and its last. */
const mostLines = 24;

/** Why a ticket is due when it is: its policy, and for every clock each stretch that was counted and each that was not. */
export function whyCard(ticket: TicketHead, view: ClocksView, reader: Reader): Card {
  const shown = [...view.clocks].reverse().slice(0, 6);
  return makeCard('clocks', [code(ticket.number), { text: ' ' }, bold(oneLine(ticket.subject, 120))], {
    notices: notices(view),
    fields: [
      field('Policy', view.policy === null ? 'none' : `${view.policy.name} (version ${view.policy.version})`),
      field('Because', view.because),
    ],
    sections: shown.reverse().map((clock) => clockSection(clock, reader)),
    form: view.clocks.some((clock) => clock.breaches.length > 0) ? acknowledgement(ticket) : null,
    actions: [action('Show', 'ticket.show', { ticket: ticket.number })],
    ticket: ticket.number,
  });
}

function acknowledgement(ticket: TicketHead): CardForm {
  return {
    action: action('Acknowledge', 'sla.acknowledge', { ticket: ticket.number }),
    fields: [{ name: 'reason', label: 'Why was the promise broken?', kind: 'line', value: '', options: [] }],
  };
}

function notices({ policy, clocks }: ClocksView): Notice[] {
  if (policy === null) return [{ level: 'info', text: 'No service level applies to this ticket, so nothing is due.' }];
  return clocks.some((clock) => clock.isOverdue && clock.metAt === null && clock.state !== 'stopped')
    ? [{ level: 'warning', text: 'A promise of this ticket is broken and still open.' }]
    : [];
}

function clockSection(clock: Clock, reader: Reader): Section {
  const [answer = metricWords[clock.metric], ...lines] = explainClock(clock, { timeZone: reader.timeZone, now: reader.now.getTime() });
  const cut =
    lines.length > mostLines ? [...lines.slice(0, 8), `… ${lines.length - mostLines} more lines …`, ...lines.slice(8 - mostLines)] : lines;
  return section([bold(answer)], 'plain', cut.map(plain));
}
