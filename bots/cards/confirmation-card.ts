import type { TicketHead } from '../../domain/tickets/find-ticket.ts';
import type { Card, Notice } from './card.types.ts';
import { makeCard } from './make-card.rules.ts';
import { action, bold, code, field, oneLine, plain } from './spans.rules.ts';
import { type Reader, when } from './when.rules.ts';

export type ConfirmationParts = {
  id: string;
  ticket: TicketHead;
  field: string;
  from: string;
  to: string;
  audience: string;
  printed: string;
  expiresAt: Date;
  source: 'grammar' | 'model';
};

/** A change that was understood and not done: exactly what it would do, to which ticket, who will see it, until when it can be confirmed, and by what it was understood. */
export function confirmationCard(parts: ConfirmationParts, reader: Reader, more: Notice[] = []): Card {
  const { ticket } = parts;
  return makeCard('confirmation', [bold('Shall I do this? '), code(ticket.number), { text: ` ${oneLine(ticket.subject, 120)}` }], {
    notices: [...more, { level: 'info', text: 'Nothing was changed yet.' }],
    fields: [
      { label: parts.field, value: [{ text: parts.from }, { text: ' → ' }, bold(parts.to)] },
      field('Who will see it', parts.audience),
      { label: 'I understood', value: [code(parts.printed)] },
      field('Understood by', parts.source === 'model' ? 'the model' : 'rules'),
      field('Good until', [when(parts.expiresAt, reader)]),
    ],
    text: parts.from === parts.to ? [plain('It is so already.')] : [],
    actions: [
      action('Confirm', 'plan.confirm', { confirmation: parts.id }, 'primary'),
      action('Cancel', 'plan.cancel', { confirmation: parts.id }),
      action('Show', 'ticket.show', { ticket: ticket.number }),
    ],
    ticket: ticket.number,
  });
}
